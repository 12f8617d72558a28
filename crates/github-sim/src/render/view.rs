//! What every shape is rendered from: the world and the addresses.
//! It is only looked through, never changed.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;

use crate::repositories::Repository;
use crate::settings::Urls;
use crate::world::World;

/// The world and the addresses that replies lead to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) urls: &'a Urls,
    pub(crate) world: &'a World,
}

impl View<'_> {
    /// `{api}/repos/{owner}/{name}`.
    pub(crate) fn api_of(self, repository: &Repository) -> String {
        format!(
            "{}/repos/{}",
            self.urls.api,
            self.world.full_name(repository)
        )
    }

    /// `{web}/{owner}/{name}`.
    pub(crate) fn page_of(self, repository: &Repository) -> String {
        format!("{}/{}", self.urls.web, self.world.full_name(repository))
    }
}

/// An opaque id, as GraphQL would use it.
pub(crate) fn node_id(kind: &str, id: impl std::fmt::Display) -> String {
    BASE64_STANDARD_NO_PAD.encode(format!("{kind}:{id}"))
}
