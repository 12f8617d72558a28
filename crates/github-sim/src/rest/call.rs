//! One REST call with the one who makes it.
//! What the caller may do with a repository is not here, see `target`.

use serde_json::Value;

use crate::accounts::AccountId;
use crate::paging::Page;
use crate::refusals::Refusal;
use crate::reply::Reply;
use crate::request::Request;
use crate::rights::Viewer;
use crate::state::State;

/// The outcome of a call.
pub(crate) type Answer = Result<Reply, Refusal>;

/// A REST call.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) state: &'a State,
    pub(crate) request: &'a Request,
    pub(crate) viewer: Viewer,
    /// The path that links to other pages use: a repository's is named by its id.
    pub(crate) path: String,
}

impl Call<'_> {
    /// The user behind the token.
    pub(crate) fn user(&self) -> Result<AccountId, Refusal> {
        self.viewer
            .user
            .ok_or_else(Refusal::requires_authentication)
    }

    /// Refuses unless the token has one of these scopes.
    pub(crate) fn require_scope(&self, scopes: &[&str], message: &str) -> Result<(), Refusal> {
        self.user()?;
        if scopes.iter().any(|scope| self.viewer.scopes.has(scope)) {
            return Ok(());
        }
        Err(Refusal::forbidden(message))
    }

    /// The page of `list` that was asked for, rendered.
    pub(crate) fn page<T>(&self, list: &[T], render: impl Fn(&T) -> Value) -> Reply {
        let page = Page::of(self.request);
        let body = page.cut(list).iter().map(render).collect();
        page.reply(body, list.len(), &self.address(), self.request)
    }

    /// The address of this list without its query.
    pub(crate) fn address(&self) -> String {
        format!("{}{}", self.state.urls.api, self.path)
    }
}
