//! What every shape is rendered from: the world and the addresses.
//! It is only looked through, never changed.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD};

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

/// Base64 in lines of sixty letters, as GitHub writes what is in a file.
pub(crate) fn lines_of_base64(bytes: &[u8]) -> String {
    let whole = BASE64_STANDARD.encode(bytes);
    let mut lines = String::with_capacity(whole.len() + whole.len() / 60 + 1);
    for (place, letter) in whole.chars().enumerate() {
        lines.push(letter);
        if place % 60 == 59 {
            lines.push('\n');
        }
    }
    if !lines.is_empty() && !lines.ends_with('\n') {
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines_of_base64;

    #[test]
    fn long_content_is_broken_into_lines() {
        assert_eq!(lines_of_base64(b""), "");
        assert_eq!(lines_of_base64(b"Hello"), "SGVsbG8=\n");
        let lines = lines_of_base64(&[0; 46]);
        let lengths: Vec<_> = lines.split('\n').map(str::len).collect();
        assert_eq!(lengths, [60, 4, 0]);
    }
}
