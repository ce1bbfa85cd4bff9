//! Request bodies that nobody read to the end, as when an upload is refused.
//!
//! Hyper closes a connection with unread input, and the client then sees a
//! broken connection in place of the reply that says why. So the rest is taken
//! in and thrown away while the reply is already on its way.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use tokio::runtime::Handle;

/// How long the rest of a body is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sees to it that the request's body is read to its end by somebody.
pub fn take_in(request: Request) -> Request {
    if request.body().is_end_stream() { request } else { request.map(|body| Body::new(Whole(body))) }
}

struct Whole(Body);

impl HttpBody for Whole {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        let mut rest = std::mem::take(&mut self.0);
        if rest.is_end_stream() {
            return;
        }
        if let Ok(runtime) = Handle::try_current() {
            let discard = async move { while let Some(Ok(_)) = rest.frame().await {} };
            runtime.spawn(tokio::time::timeout(PATIENCE, discard));
        }
    }
}
