//! Project members: `/accounts/projects/{project}/users`.

use js_sys::Promise;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::client::Handle;
use crate::error::Result;
use crate::js::{self, RequestOptions, Text};
use crate::model::model;
use crate::page::{Listed, Page};
use crate::request::Request;
use crate::schema::{Described, Json};

model! {
    /// A user to add to the project; a right that is left out is the service's to decide.
    pub struct NewProjectMember {
        /// The user's id.
        user_id: String,
        /// Whether the user administers the project.
        is_admin?: bool,
        /// Whether the user develops in the project.
        is_developer?: bool,
        /// Whether the user may create rooms.
        can_create_rooms?: bool,
        /// Whether the user may use the LLM proxy.
        can_use_llm_proxy?: bool,
    }

    /// A member's rights from now on: all four, so that none is kept by accident.
    pub struct ProjectMemberUpdate {
        /// Whether the user administers the project.
        is_admin: bool,
        /// Whether the user develops in the project.
        is_developer: bool,
        /// Whether the user may create rooms.
        can_create_rooms: bool,
        /// Whether the user may use the LLM proxy.
        can_use_llm_proxy: bool,
    }

    /// A member of the project.
    pub struct ProjectMember {
        /// The user's id.
        id: String,
        /// The user's e-mail address.
        email?: String | null,
        /// The user's first name.
        first_name?: String | null,
        /// The user's last name.
        last_name?: String | null,
        /// Whether the user administers the project. Default: false.
        is_admin?: bool | null,
        /// Whether the user develops in the project. Default: false.
        is_developer?: bool | null,
        /// Whether the user may create rooms. Default: false.
        can_create_rooms?: bool | null,
        /// Whether the user may use the LLM proxy. Default: false.
        can_use_llm_proxy?: bool | null,
    }

    /// What the caller is in the project.
    pub struct ProjectRole {
        /// `member`, `developer` or `admin`; newer services may have more.
        role: String,
        /// Whether the caller may create rooms. Default: false.
        can_create_rooms: bool | null = "false",
        /// Whether the caller may use the LLM proxy. Default: false.
        can_use_llm_proxy: bool | null = "false",
    }

    /// Which members or clients to list.
    pub struct ListByCount {
        /// How many at most. Default: 100.
        count?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64 = "0",
        /// Text that the name must contain.
        filter?: String,
        /// Where to go on: the `continuation_token` of the page before, for servers that page by token.
        continuation_token?: String,
    }

    /// Which members or clients to go through.
    pub struct IterateFiltered {
        /// How many to fetch at a time. Default: 100.
        page_size?: u64 = "100",
        /// How many to leave out at the beginning. Default: 0.
        offset?: u64,
        /// Text that the name must contain.
        filter?: String,
    }
}

impl Listed for ProjectMember {
    const LIST: &'static str = "users";
}

/// `POST /accounts/projects/{project}/users`; the body names the project too.
pub fn add(project: &str, member: Json<NewProjectMember>) -> Result<Request<()>> {
    Ok(Request::post("accounts/projects/{project}/users", &[project])?.json(member.with("project_id", project)))
}

/// `PUT /accounts/projects/{project}/users/{user}`
pub fn update(project: &str, user_id: &str, rights: Json<ProjectMemberUpdate>) -> Result<Request<()>> {
    Ok(Request::put("accounts/projects/{project}/users/{user_id}", &[project, user_id])?.json(rights))
}

/// `DELETE /accounts/projects/{project}/users/{user}`
pub fn remove(project: &str, user_id: &str) -> Result<Request<()>> {
    Request::delete("accounts/projects/{project}/users/{user_id}", &[project, user_id])
}

/// `GET /accounts/projects/{project}/role`
pub fn role(project: &str) -> Result<Request<ProjectRole>> {
    Request::get("accounts/projects/{project}/role", &[project])
}

/// `GET /accounts/projects/{project}/users`, for a [`ListByCount`] or an [`IterateFiltered`].
pub fn list<Q: Described>(project: &str, which: Json<Q>) -> Result<Request<Page<ProjectMember>>> {
    Request::get("accounts/projects/{project}/users", &[project])?.query(which)
}

/// The project's members.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Members(pub(crate) Handle);

#[wasm_bindgen]
impl Members {
    /// Adds a user to the project. Rejects with a `ConflictError` when the user is a member already.
    ///
    /// `POST /accounts/projects/{project}/users`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn add(&self, member: Ts<NewProjectMember>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| add(project, js::json(member, "member")?))
    }

    /// Replaces a member's rights, all four of them.
    ///
    /// `PUT /accounts/projects/{project}/users/{user_id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn update(&self, user_id: Text, rights: Ts<ProjectMemberUpdate>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| update(project, &js::text(&user_id, "user_id")?, js::json(rights, "rights")?))
    }

    /// Removes a user from the project.
    ///
    /// `DELETE /accounts/projects/{project}/users/{user_id}`
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn remove(&self, user_id: Text, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| remove(project, &js::text(&user_id, "user_id")?))
    }

    /// What the caller is in the project.
    ///
    /// `GET /accounts/projects/{project}/role`
    #[wasm_bindgen(unchecked_return_type = "Promise<ProjectRole>")]
    pub fn role(&self, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, role)
    }

    /// One page of the members, 100 unless `count` says otherwise. A record keeps every field that the service sends.
    ///
    /// `GET /accounts/projects/{project}/users`
    #[wasm_bindgen(unchecked_return_type = "Promise<Page<ProjectMember>>")]
    pub fn list(&self, which: Option<Ts<ListByCount>>, options: Option<RequestOptions>) -> Promise {
        self.0.call(options, |project| list(project, js::optional_json(which, "which")?))
    }

    /// All members, fetched page after page while you go through them.
    ///
    /// `GET /accounts/projects/{project}/users`
    #[wasm_bindgen(unchecked_return_type = "AsyncIterableIterator<ProjectMember>")]
    pub fn iterate(
        &self,
        which: Option<Ts<IterateFiltered>>,
        options: Option<RequestOptions>,
    ) -> Result<JsValue, JsValue> {
        self.0.iterate("count", options, |project| list(project, js::optional_json(which, "which")?))
    }
}
