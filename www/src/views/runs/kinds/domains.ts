import type { CustomDomain, CustomDomainDnsRecord, NewCustomDomain } from "meshagent-wasm";
import { copyButton } from "../../../ui/button.ts";
import { h } from "../../../ui/dom.ts";
import { ago, madeFact, state } from "../cells.ts";
import { byToken, type Kind } from "../kind.ts";

export const domains: Kind<CustomDomain> = {
  id: "domains",
  title: "Domains",
  one: "domain",
  icon: "domain",
  about: "Domains of your own, under which routes can be made.",
  purpose: "With a domain of your own, routes have addresses that people know you by.",
  columns: [
    { title: "State", width: "30%", cell: phase },
    { title: "Added", cell: ({ created_at }) => ago(created_at) },
  ],

  list: (project, which, signal) => byToken(which, (part) => project.customDomains.list(part, { signal })),
  get: (project, domain, signal) => project.customDomains.get(domain, { signal }),
  key: ({ domain }) => domain,
  name: ({ domain }) => domain,
  facts: (domain) => [
    ["State", phase(domain)],
    ["Certificate", domain.certificate_state ?? "Not asked for yet"],
    madeFact(domain.created_at),
  ],
  sections: (_context, domain) => [recordsOf(domain), conditionsOf(domain)],

  document: ({ domain }) => ({ domain }),
  example: () => ({ domain: "apps.example.com" }),
  called: ["domain"],
  async create(project, domain, _room, signal) {
    const made = await project.customDomains.create(domain as NewCustomDomain, { signal });
    return made.domain;
  },
  delete: (project, { domain }, signal) => project.customDomains.delete(domain, { signal }),
  lost: "Its certificate and everybody's rights on it go with it, and routes under it stop.",
  creates: "create domains",
  policy: ({ domain }) => ({ type: "custom_domain", id: domain }),
};

function phase({ phase, available }: CustomDomain): HTMLElement {
  const bad = phase === "failed" || phase === "degraded";
  return state(phase, available && !bad ? "ok" : bad || phase.startsWith("pending") ? "warn" : "");
}

/** The records that whoever has the domain has to set. */
function recordsOf({ dns_authorization_record, routing_records }: CustomDomain): HTMLElement {
  const records = [...(dns_authorization_record ? [dns_authorization_record] : []), ...(routing_records ?? [])];
  return h(
    "section",
    { class: "stack", "aria-label": "DNS records" },
    h("h2", null, "DNS records to set"),
    h(
      "div",
      { class: "card list" },
      h(
        "div",
        { class: "table-scroll" },
        h(
          "table",
          { "aria-label": "DNS records to set" },
          h(
            "thead",
            null,
            h(
              "tr",
              null,
              ["Name", "Type", "Says"].map((title) => h("th", { scope: "col" }, title)),
            ),
          ),
          h("tbody", null, records.map(recordRow)),
        ),
      ),
    ),
  );
}

function recordRow({ name, type, data }: CustomDomainDnsRecord): HTMLElement {
  return h(
    "tr",
    null,
    h("th", { scope: "row", class: "main" }, h("code", null, name)),
    h("td", { "data-label": "Type" }, h("code", null, type)),
    h(
      "td",
      { "data-label": "Says" },
      h(
        "span",
        { class: "row tight" },
        h("code", { class: "clip", title: data }, data),
        copyButton(() => data, `Copy what the record ${name} says`, true),
      ),
    ),
  );
}

function conditionsOf({ conditions }: CustomDomain): HTMLElement | undefined {
  if (!conditions?.length) return undefined;
  return h(
    "section",
    { class: "stack", "aria-label": "Checks" },
    h("h2", null, "What was found"),
    h(
      "ul",
      { class: "card conditions" },
      conditions.map(({ type, status, reason, message, observed_at }) =>
        h(
          "li",
          null,
          state(type, status === "true" ? "ok" : "warn"),
          h("span", null, message || reason),
          ago(observed_at),
        ),
      ),
    ),
  );
}
