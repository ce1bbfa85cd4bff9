//! Gives access to a room whether or not there is a grant already.

use std::pin::Pin;

use super::failure::Failure;
use super::reply::Reply;
use super::shared::{CallOptions, Shared};
use crate::api::grants::{self, NewRoomGrant};
use crate::error::{Kind, Result};
use crate::json::Value;
use crate::model::Json;
use crate::request::RequestData;

/// The requests of which each call sends some.
pub(crate) struct PutGrant {
    get: RequestData,
    create: RequestData,
    update: RequestData,
}

impl PutGrant {
    /// The requests for a grant, which has been checked.
    pub(crate) fn new(project: &str, grant: &Json<NewRoomGrant>) -> Result<Self> {
        let text = grant.clone().into_text();
        let member = |name: &str| Value::checked(&text).get(name).and_then(Value::text).unwrap_or_default();
        let named = |request: &RequestData| RequestData { operation: "grants.put".to_owned(), ..request.clone() };
        Ok(PutGrant {
            get: named(grants::get(project, &member("room_id"), &member("user_id"))?.data()),
            create: named(grants::create(project, grant.clone())?.data()),
            update: named(grants::update(project, grant.clone().cast())?.data()),
        })
    }
}

impl Shared {
    /// Creates a grant, or updates the one that there is. `true` when it was created.
    ///
    /// It looks first: what a service answers to the creation of a grant that exists, or to the update of one that does
    /// not, is not documented.
    pub(crate) async fn put_grant(
        &self,
        requests: &PutGrant,
        options: &CallOptions,
    ) -> std::result::Result<(bool, Reply), Failure> {
        let PutGrant { get, create, update } = requests;
        let found = self.boxed(get, options).await;
        if let Err(failure) = found {
            if !is(&failure, Kind::NotFoundError) {
                return Err(failure);
            }
            match self.boxed(create, options).await {
                Ok(reply) => return Ok((true, reply)),
                // Somebody else was faster.
                Err(failure) if is(&failure, Kind::ConflictError) => {}
                Err(failure) => return Err(failure),
            }
        }
        self.boxed(update, options).await.map(|reply| (false, reply))
    }

    /// `send` in a box: three of them in one future would be a large one.
    fn boxed<'a>(
        &'a self,
        request: &'a RequestData,
        options: &'a CallOptions,
    ) -> Pin<Box<dyn Future<Output = std::result::Result<Reply, Failure>> + 'a>> {
        Box::pin(self.send(request, options))
    }
}

fn is(failure: &Failure, kind: Kind) -> bool {
    matches!(failure, Failure::Failed { error, .. } if error.kind() == kind)
}
