//! Domains of one's own: `/accounts/projects/{project}/custom-domains`.

use meshagent_macros::{model, resource};

model! {
    /// A domain of one's own.
    pub struct CustomDomain {
        /// The domain.
        domain: String,
        /// The project's id.
        project_id: String,
        /// How far it is.
        phase: CustomDomainPhase,
        /// Whether it can be used for routes.
        available: bool,
        /// The DNS record that proves the domain is yours.
        dns_authorization_record?: CustomDomainDnsRecord | null,
        /// The DNS records that lead the domain here. Default: none.
        routing_records: Vec<CustomDomainDnsRecord> | null = "[]",
        /// The state of its certificate.
        certificate_state?: String | null,
        /// The state of its entry in the certificate map.
        map_entry_state?: String | null,
        /// What was found when it was last looked at. Default: none.
        conditions: Vec<CustomDomainCondition> | null = "[]",
        /// When it was made, in ISO 8601.
        created_at: String,
    }

    /// How far a domain is.
    pub values CustomDomainPhase =
        "pending_dns" | "provisioning_certificate" | "provisioning_map_entry" | "available" | "degraded" | "failed"
        | "deleting";

    /// A DNS record to set.
    pub struct CustomDomainDnsRecord {
        /// The name.
        name: String,
        /// The record's type, such as `CNAME`.
        r#type: String,
        /// What the record says.
        data: String,
    }

    /// What was found about a domain.
    pub struct CustomDomainCondition {
        /// What was looked at.
        r#type: String,
        /// Whether it is so.
        status: "true" | "false" | "unknown",
        /// Why, in one word of the service's.
        reason: String,
        /// What happened, in words. Default: empty.
        message: String | null = "\"\"",
        /// When that was, in ISO 8601.
        observed_at: String,
    }

    #![strict]
    /// Which domains to list.
    pub struct ListCustomDomains {
        /// How many at most. Default: 100.
        page_size?: u64 = "100",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
        /// Text that the name must contain.
        filter?: String,
        /// Which ones. Default: `my`.
        view?: "my" | "all" = "\"my\"",
    }

    /// A domain to add.
    pub struct NewCustomDomain {
        /// The domain.
        domain: String,
    }
}

resource! {
    /// Domains of one's own.
    class CustomDomains as project.customDomains;

    /// One page of the domains: the caller's own, unless `view` is `all`.
    fn list(which?: ListCustomDomains) -> Page<CustomDomain> in custom_domains =
        GET "accounts/projects/{project}/custom-domains";

    /// All domains, fetched page after page while you go through them.
    each iterate(which?: ListCustomDomains) -> CustomDomain in custom_domains by page_size token =
        GET "accounts/projects/{project}/custom-domains";

    /// Adds a domain, which may be a wildcard such as `*.example.com`. It can be used when its DNS records are set.
    fn create(domain: NewCustomDomain) -> CustomDomain from custom_domain =
        POST "accounts/projects/{project}/custom-domains";

    /// A domain and the DNS records that it needs. Rejects with a `NotFoundError` when there is none.
    fn get(domain) -> CustomDomain from custom_domain = GET "accounts/projects/{project}/custom-domains/{domain}";

    /// Removes a domain.
    fn delete(domain) -> () = DELETE "accounts/projects/{project}/custom-domains/{domain}";
}
