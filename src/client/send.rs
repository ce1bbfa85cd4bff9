//! Sends a request, again if need be.

use js_sys::{Date, Math};
use wasm_bindgen::JsValue;

use super::attempt::Attempt;
use super::exchange::Credentials;
use super::failure::{AttemptedRequest, Failure};
use super::observer::Observed;
use super::received::Received;
use super::reply::Reply;
use super::shared::{CallOptions, Shared};
use super::token::bearer;
use crate::error::{Error, Kind, concat};
use crate::request::{Host, RequestData, retry};

/// An attempt that failed, and how it may be tried again.
struct Failed {
    failure: Failure,
    status: Option<u16>,
    retry: Option<retry::Failure>,
}

impl Shared {
    /// Sends a request until it succeeds or may not be tried again.
    pub(crate) async fn send(
        &self,
        request: &RequestData,
        options: &CallOptions,
    ) -> std::result::Result<Reply, Failure> {
        self.check(request)?;
        let repeatable = options.idempotent || request.method.repeatable();
        let max_retries = options.max_retries.unwrap_or(self.config.max_retries);
        let mut target = request.target();
        if request.host == Host::Api {
            self.config.storage_prefix.before(&mut target);
        }
        let url = concat(&[&self.address(request, options).await?, &target]);
        let observer = self.observer.as_deref();
        let observed = observer.map(|observer| Observed::new(observer, &self.config, request, &url));
        let mut credentials = Credentials { token: None, secrets: request.secrets.clone() };
        let (mut retries, mut renewed) = (0, false);
        for number in 1.. {
            let observation = observed.as_ref().map(|observed| observed.begin(number));
            let outcome = self.attempt(request, options, repeatable, &url, number, &mut credentials).await;
            if let Some(observation) = observation {
                match &outcome {
                    Ok(reply) => observation.end(reply.head.as_ref().map(Received::status), None),
                    Err(failed) => observation.end(failed.status, Some(&failed.failure)),
                }
            }
            let failed = match outcome {
                Ok(reply) => return Ok(reply),
                Err(failed) => failed,
            };
            let refused = credentials.token.take();
            // A 401 says that nothing was done, so that any request may be sent again.
            if failed.status == Some(401) && !renewed && options.can_repeat() && self.asks_for_token(request, options) {
                renewed = true;
                credentials.token = self.another_token(options, refused).await?;
                if credentials.token.is_some() {
                    continue;
                }
            }
            let wait = failed.retry.and_then(|how| retry::wait(how, repeatable, retries, max_retries, Math::random()));
            let Some(wait) = wait else { return Err(failed.failure) };
            pause(&options.signals, wait).await?;
            retries += 1;
        }
        // No call has more attempts than a number can count.
        Err(Error::failed(&["maxRetries: too many attempts"]).into())
    }

    async fn attempt(
        &self,
        request: &RequestData,
        options: &CallOptions,
        repeatable: bool,
        url: &str,
        number: u32,
        credentials: &mut Credentials,
    ) -> std::result::Result<Reply, Failed> {
        let mut head = None;
        let outcome = self.exchange(request, options, url, credentials, &mut head).await;
        let failure = match outcome {
            Ok(content) => return Ok(Reply { head, content }),
            Err(failure) => failure,
        };
        let method = request.method.as_str();
        let attempted = AttemptedRequest { method, path: &request.path, url, number, secrets: &credentials.secrets };
        let mut failed = failed(failure, head.as_ref(), &attempted);
        let retryable = failed.retry.is_some_and(|how| how.retryable(repeatable));
        if let Failure::Failed { error, .. } = &mut failed.failure {
            error.0.retryable = retryable && options.can_repeat();
        }
        Err(failed)
    }

    /// Whether what authorizes a request comes of the token function.
    fn asks_for_token(&self, request: &RequestData, options: &CallOptions) -> bool {
        let own = self.config.headers.iter().chain(&options.headers).any(|(name, _)| name == "authorization");
        request.authorized && !own && self.config.token.is_function()
    }

    /// The token that the function gives in place of one that was refused; nothing where it has no other.
    async fn another_token(
        &self,
        options: &CallOptions,
        refused: Option<String>,
    ) -> std::result::Result<Option<String>, Failure> {
        let attempt = Attempt::begin(&options.signals, options.timeout.unwrap_or(self.config.timeout))?;
        let token = bearer(&self.config.token, &self.waiting, &attempt, true).await;
        attempt.finish();
        let token = token.map_err(|failure| match failure {
            Failure::Failed { error, cause } => Failure::Failed { error: error.after_sending(), cause },
            aborted => aborted,
        })?;
        Ok(token.filter(|token| Some(token) != refused.as_ref()))
    }
}

/// The failure of an attempt, as the caller sees it.
fn failed(failure: Failure, head: Option<&Received>, attempted: &AttemptedRequest<'_>) -> Failed {
    let Failure::Failed { mut error, cause } = failure else { return Failed { failure, status: None, retry: None } };
    // An error about what the reply says, and not about how it came.
    if let Some(received) = head.filter(|_| error.0.body.is_some() || error.kind() == Kind::InvalidResponseError) {
        error.0.headers = received.headers();
        error.0.status = received.status();
    }
    let retry = if error.0.body.is_some() && error.kind() != Kind::InvalidResponseError {
        let header = |name: &str| error.header(name).map(str::to_owned);
        let wait = retry::asked_wait(
            header("retry-after-ms").as_deref(),
            header("retry-after").as_deref(),
            Date::now(),
            Date::parse,
        );
        Some(retry::Failure::Status { status: error.0.status, wait })
    } else {
        match error.kind() {
            Kind::ConnectionError => Some(retry::Failure::Network),
            Kind::TimeoutError => Some(retry::Failure::Timeout),
            _ => None,
        }
    };
    let error = error.of_attempt(attempted);
    let status = error.status();
    Failed { failure: Failure::Failed { error, cause }, status, retry }
}

/// Waits, unless the caller aborts.
async fn pause(signals: &[JsValue], milliseconds: f64) -> std::result::Result<(), Failure> {
    let wait = Attempt::begin(signals, milliseconds.max(1.0) as u32)?;
    match wait.race(std::future::pending::<()>()).await {
        Err(Failure::Failed { .. }) | Ok(()) => Ok(()),
        Err(aborted) => Err(aborted),
    }
}
