//! Where the bearer token comes from.

use std::cell::Cell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;

use super::attempt::Attempt;
use super::failure::Failure;
use crate::error::{Error, Result};

/// What a token function is working on.
pub(crate) type Asked = Pin<Box<dyn Future<Output = Result<String, Failure>>>>;

/// How often in a row a token function may be asked while it answers none of the calls that wait for it. One that waits
/// for a call of its own client would otherwise be asked without end.
const MOST_UNANSWERED: u32 = 10_000;

/// Where the bearer token comes from: text by `into()`, or a function by [`Token::asked`].
#[derive(Clone, Default)]
pub struct Token(Source);

#[derive(Clone, Default)]
enum Source {
    #[default]
    Nowhere,
    Fixed(String),
    /// It is told whether the service has refused the token that it gave last.
    Asked(Rc<dyn Fn(bool) -> Asked>),
}

impl Token {
    /// A function that every attempt asks by itself. Nothing is shared between calls, so a function that looks at who
    /// is being served answers for the right one. After a 401 it is asked once more: when it gives another token then, the
    /// call is sent again, whatever its method.
    pub fn asked<W, E>(ask: impl Fn() -> W + 'static) -> Self
    where
        W: Future<Output = Result<String, E>> + 'static,
        E: fmt::Display,
    {
        Token::function(move |_| {
            let token = ask();
            Box::pin(async { token.await.map_err(|error| failed(&error.to_string()).into()) })
        })
    }

    /// The same with failures of its own.
    pub(crate) fn function(ask: impl Fn(bool) -> Asked + 'static) -> Self {
        Token(Source::Asked(Rc::new(ask)))
    }

    /// Whether it is a function.
    pub(crate) fn is_function(&self) -> bool {
        matches!(self.0, Source::Asked(_))
    }

    /// Whether there is a token, or a function that may have one.
    pub(crate) fn is_set(&self) -> bool {
        !matches!(self.0, Source::Nowhere)
    }

    /// Refuses text that no header can carry.
    pub(crate) fn check(&self) -> Result<()> {
        if let Source::Fixed(token) = &self.0 { check_token(token) } else { Ok(()) }
    }
}

impl<T: Into<String>> From<T> for Token {
    fn from(token: T) -> Self {
        Token(Source::Fixed(token.into()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Refuses a token that cannot go in a header.
#[doc(hidden)]
pub fn check_token(token: &str) -> Result<()> {
    if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    Err(Error::at("token", &["token: expected visible ASCII characters without blanks, as a header can carry"]))
}

/// The error of a token function that failed.
pub(crate) fn failed(reason: &str) -> Error {
    if reason.is_empty() {
        Error::failed(&["token: the function that returns it failed"])
    } else {
        Error::failed(&["token: the function that returns it failed: ", reason])
    }
}

/// The calls that wait for a client's token function.
#[derive(Default)]
pub(crate) struct Waiting {
    /// Whether the function is running right now.
    running: Cell<bool>,
    /// How often the function was asked since it last answered.
    unanswered: Cell<u32>,
    /// How often it was found to wait for a call of its own client.
    circles: Cell<u32>,
}

impl Waiting {
    /// Refuses a call that the token function makes itself, which would ask it again.
    pub(crate) fn check(&self) -> Result<()> {
        if self.running.get() { Err(self.circle()) } else { Ok(()) }
    }

    /// Refuses to ask a function that seems to wait for itself, for calls that gave up as well: what waits in a circle
    /// would go on without them. The next call asks again.
    fn ask(&self) -> Result<()> {
        let unanswered = self.unanswered.get();
        if unanswered >= MOST_UNANSWERED {
            self.unanswered.set(0);
            return Err(self.circle());
        }
        self.unanswered.set(unanswered + 1);
        Ok(())
    }

    fn circle(&self) -> Error {
        self.circles.set(self.circles.get().wrapping_add(1));
        circular()
    }

    /// Does something that runs the token function's code.
    fn run<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = self.running.replace(true);
        let done = work();
        self.running.set(before);
        done
    }
}

/// The token of an attempt; none where there is no token. `refused` says that the last one was no good.
pub(crate) async fn bearer(
    token: &Token,
    waiting: &Waiting,
    attempt: &Attempt,
    refused: bool,
) -> Result<Option<String>, Failure> {
    let ask = match &token.0 {
        Source::Nowhere => return Ok(None),
        Source::Fixed(token) => return Ok(Some(token.clone())),
        Source::Asked(ask) => ask,
    };
    waiting.ask()?;
    let circles = waiting.circles.get();
    let mut asked = waiting.run(|| ask(refused));
    let answer = attempt.race(poll_fn(|context| waiting.run(|| asked.as_mut().poll(context)))).await.map_err(late)?;
    // Each call that waits in the circle fails because of the next one. All of them say why, without a chain of causes
    // that would have thousands.
    let token = answer.map_err(|failure| if waiting.circles.get() == circles { failure } else { circular().into() })?;
    waiting.unanswered.set(0);
    check_token(&token)?;
    Ok(Some(token))
}

fn circular() -> Error {
    Error::at("token", &["token: the function that returns it waits for a call of its own client, which asks it again"])
}

/// Says what the time went into.
fn late(failure: Failure) -> Failure {
    let Failure::Failed { mut error, cause } = failure else { return failure };
    error.0.message.push_str(
        ": the function that returns the token has not answered (it must not wait for a call of its own client)",
    );
    Failure::Failed { error, cause }
}
