//! Secrets: what they are, whoever they belong to.

use meshagent_macros::model;

use crate::access::api_key::{base64url, from_base64url};
use crate::api::policies::AccessSubject;
use crate::error::{Error, Result};
use crate::json::{self, Kind, Value};
use crate::model::rebuild;
use crate::model::{JsonData, JsonObject, TextOrBytes};
use crate::request::Arguments;

model! {
    /// A secret: what it is called and whose it is.
    pub struct Secret {
        /// The id.
        id: String,
        /// The project's id.
        project_id: String,
        /// The id of the user to whom it belongs.
        owner_user_id?: String | null,
        /// The id of the service account to which it belongs.
        owner_service_account_id?: String | null,
        /// The id of the user who made it.
        created_by_user_id?: String | null,
        /// The id of the service account that made it.
        created_by_service_account_id?: String | null,
        /// What it is, such as `opaque`.
        r#type: String,
        /// The name.
        name: String,
        /// Whether only the proxy uses the value, and nobody reads it. Default: false.
        http_only: bool | null = "false",
        /// Metadata: any JSON. Default: `{}`.
        metadata: JsonObject | null = "{}",
        /// Annotations: text by name. Default: `{}`.
        annotations: JsonObject | null = "{}",
        /// The id of the version that counts.
        current_version_id?: String | null,
        /// The value of the current version, in base64; only where it was asked for.
        #[secret]
        value_base64?: String | null,
        /// When it was made, in ISO 8601.
        created_at: String,
        /// When it was last changed, in ISO 8601.
        updated_at: String,
    }

    /// A version of a secret.
    pub struct SecretVersion {
        /// The id.
        id: String,
        /// The secret's id.
        secret_id: String,
        /// The version's number.
        version: i64,
        /// The value's SHA-256.
        value_sha256?: String | null,
        /// The id of the user who made it.
        created_by_user_id?: String | null,
        /// The id of the service account that made it.
        created_by_service_account_id?: String | null,
        /// When it was made, in ISO 8601.
        created_at: String,
    }

    /// The value of a secret's version.
    pub struct SecretVersionValueResponse {
        /// The secret's id.
        secret_id: String,
        /// The version's id.
        version_id: String,
        /// The value, in base64.
        #[secret]
        value_base64: String,
    }

    /// Who may use a secret through the proxy.
    pub struct SecretProxyAccessGrant {
        /// Whom it is about.
        subject: AccessSubject,
        /// The roles. Default: none.
        roles: Vec<String> | null = "[]",
    }

    #![strict]
    /// What secrets to search for.
    pub struct SecretCriteria {
        /// Text that the name must contain.
        filter?: String,
        /// The name.
        name?: String,
        /// The kind.
        r#type?: String,
        /// Whether only the proxy uses the value, and nobody reads it.
        http_only?: bool,
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: JsonData,
        /// The model's provider.
        provider?: String,
        /// The service that it is for.
        service?: String,
        /// The account that it is for.
        account?: String,
        /// The user name that it is for.
        username?: String,
        /// The e-mail address.
        email?: String,
        /// The address.
        url?: String,
        /// The OAuth provider that it is for.
        oauth_provider?: String,
        /// The OAuth scopes that it is for.
        oauth_scopes?: String,
        /// How many at most. Default: 100.
        page_size?: u64 = "100",
        /// Where to go on: the `continuation_token` of the page before.
        continuation_token?: String,
    }

    #![strict]
    /// What to show of a secret.
    pub struct SecretQuestion {
        /// Whether the reply has the value.
        include_value?: bool,
    }

    #![strict]
    /// A secret to create.
    pub struct NewUserSecret {
        /// The id of the project in which it is used.
        project_id: String,
        /// The name.
        name: String,
        /// What it is. Default: `opaque`.
        r#type?: String = "\"opaque\"",
        /// Whether only the proxy uses the value, and nobody reads it. Default: false.
        http_only?: bool = "false",
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: JsonData,
    }

    #![strict]
    /// What to change of a secret.
    pub struct SecretUpdate {
        /// The name.
        name?: String,
        /// What it is.
        r#type?: String,
        /// Whether only the proxy uses the value, and nobody reads it.
        http_only?: bool,
        /// Metadata: any JSON.
        metadata?: JsonData,
        /// Annotations: text by name.
        annotations?: JsonData,
    }

    #![strict]
    /// A new value: exactly one of `value` and `value_base64`.
    pub struct NewSecretVersion {
        /// The value in base64, in place of `value`.
        #[secret]
        value_base64?: String,
        /// The value: text, which is sent as UTF-8, or bytes.
        #[secret]
        value?: TextOrBytes,
        /// Whether it counts from now on. Default: true.
        set_current?: bool = "true",
    }

    /// Who may use a secret through the proxy.
    pub struct SecretProxyAccess {
        /// Whom it is about.
        subject: ProxySubject,
    }

    /// A service account that uses a secret through the proxy.
    pub struct ProxySubject {
        /// The service account's id.
        id: String,
        /// What it is. Default: `service_account`.
        r#type?: "service_account" = "\"service_account\"",
    }
}

/// Writes a version's `value`, text or bytes, as base64.
pub(super) fn encode_value(arguments: &mut Arguments) -> Result<()> {
    let version = Value::checked(&arguments.text);
    let bytes = match (version.some("value"), version.some("value_base64")) {
        (None, Some(_)) => return Ok(()),
        (Some(value), None) if value.kind() == Kind::Text => value.text().map(String::into_bytes),
        (Some(value), None) => value.items().map(|item| item.raw().parse().ok()).collect(),
        _ => return Err(Error::place("version", "one of `value` and `value_base64`", "none or both")),
    };
    let Some(bytes) = bytes else { return Err(Error::place("version.value", "text or bytes", "something else")) };
    let mut value = base64url(&bytes).replace('-', "+").replace('_', "/");
    while !value.len().is_multiple_of(4) {
        value.push('=');
    }
    let mut first = String::from("\"value_base64\":");
    json::push_text(&mut first, &value);
    arguments.text = rebuild(&arguments.text, first, Some("value"));
    Ok(())
}

/// The bytes of a value in base64.
pub(crate) fn decode_value(value: &str) -> Result<Vec<u8>> {
    let digits = value.trim_end_matches('=').replace('/', "_");
    from_base64url(&digits, b'+').ok_or_else(|| Error::place("value_base64", "base64", "other text"))
}

impl SecretVersionValueResponse {
    /// The value's bytes.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        decode_value(&self.value_base64)
    }
}
