//! The one error type and its shape on the wire.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::json::Json;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A reply other than success: `{"error":{"code","message","field"?}}`.
#[derive(Debug, Serialize)]
pub struct Error {
    #[serde(skip)]
    status: StatusCode,
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
}

impl Error {
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { status, code, message, field: None }
    }

    /// 400: `field` of the body, the query or the path is not as it must be.
    pub fn invalid(field: &str, problem: &str) -> Self {
        let message = format!("{field}: {problem}");
        let field = Some(field.to_owned());
        Self { status: StatusCode::BAD_REQUEST, code: "invalid", message, field }
    }

    pub fn unauthenticated() -> Self {
        let message = "the bearer token is missing, unknown or expired";
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", message)
    }

    pub fn forbidden(needed: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", format!("this needs {needed}"))
    }

    /// 404 for one thing, such as `room`, giving the code `room_not_found`.
    pub fn not_found(code: &'static str) -> Self {
        let message = code.replace('_', " ");
        Self::new(StatusCode::NOT_FOUND, code, message)
    }

    pub fn conflict(code: &'static str, message: &str) -> Self {
        Self::new(StatusCode::CONFLICT, code, message)
    }

    /// 500; the cause goes to standard error only.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        eprintln!("internal error: {cause}");
        let message = "the server failed; its standard error says why";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }

    /// The same error under another code, as OAuth has its own.
    pub fn with_code(self, code: &'static str) -> Self {
        Self { code, ..self }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::internal(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::internal(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Body<'a> {
            error: &'a Error,
        }
        let mut response = (self.status, Json(Body { error: &self })).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
