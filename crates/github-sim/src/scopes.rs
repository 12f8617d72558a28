//! OAuth scopes: how they are written, which include which, and what each means in words.
//! `offline_access` is no scope that anyone holds; it only asks for an expiring token.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

const OFFLINE: &str = "offline_access";

/// A scope, those that it includes, and what the authorization page says about it.
const KNOWN: &[(&str, &[&str], &str)] = &[
    (
        "admin:org",
        &["write:org", "read:org"],
        "Full control of organizations and teams",
    ),
    (
        "admin:org_hook",
        &[],
        "Full control of the hooks of organizations",
    ),
    (
        "admin:repo_hook",
        &["write:repo_hook", "read:repo_hook"],
        "Full control of repository hooks",
    ),
    ("public_repo", &[], "Write access to public repositories"),
    (
        "read:org",
        &[],
        "Read your organization and team membership",
    ),
    ("read:repo_hook", &[], "Read repository hooks"),
    ("read:user", &[], "Read all your profile data"),
    (
        "repo",
        &[
            "public_repo",
            "repo:invite",
            "repo:status",
            "repo_deployment",
        ],
        "Full control of private and public repositories, their collaborators and hooks",
    ),
    (
        "repo:invite",
        &[],
        "Accept invitations to repositories for you",
    ),
    ("repo:status", &[], "Write commit statuses"),
    ("repo_deployment", &[], "Write deployments"),
    (
        "user",
        &["read:user", "user:email", "user:follow"],
        "Update all your profile data",
    ),
    ("user:email", &[], "Read your e-mail addresses"),
    ("user:follow", &[], "Follow and unfollow people for you"),
    ("workflow", &[], "Change workflow files"),
    (
        "write:org",
        &["read:org"],
        "Read and write organization membership",
    ),
    (
        "write:repo_hook",
        &["read:repo_hook"],
        "Write repository hooks",
    ),
    (
        "admin:gpg_key",
        &["write:gpg_key", "read:gpg_key"],
        "Full control of your GPG keys",
    ),
    (
        "admin:org_hook",
        &[],
        "Full control of the hooks of organizations",
    ),
    (
        "admin:public_key",
        &["write:public_key", "read:public_key"],
        "Full control of your keys",
    ),
    ("delete_repo", &[], "Delete repositories"),
    ("gist", &[], "Create gists"),
    ("notifications", &[], "Read your notifications"),
];

/// A set of scopes with everything included in another one left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Scopes(BTreeSet<String>);

impl Scopes {
    /// Reads a list divided by spaces or commas, drops what is unknown, and normalises.
    pub(crate) fn parse(text: &str) -> Self {
        let words = text
            .split([' ', ','])
            .filter(|word| includes(word).is_some());
        Self(words.map(str::to_owned).collect()).normalised()
    }

    /// Whether `text` asks for an expiring token with a refresh token.
    pub(crate) fn ask_for_offline_access(text: &str) -> bool {
        text.split([' ', ',']).any(|word| word == OFFLINE)
    }

    /// Whether `scope` is held, be it within a wider one.
    pub(crate) fn has(&self, scope: &str) -> bool {
        self.0
            .iter()
            .any(|held| held == scope || includes(held).is_some_and(|i| i.contains(&scope)))
    }

    /// Whether everything in `other` is held.
    pub(crate) fn cover(&self, other: &Self) -> bool {
        other.0.iter().all(|scope| self.has(scope))
    }

    /// What both hold together.
    pub(crate) fn with(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0).cloned().collect()).normalised()
    }

    /// The scopes one by one, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The notation of the token endpoint: commas, no spaces.
    pub(crate) fn comma_separated(&self) -> String {
        self.iter().collect::<Vec<_>>().join(",")
    }

    /// The notation of headers: comma and space.
    pub(crate) fn for_header(&self) -> String {
        self.iter().collect::<Vec<_>>().join(", ")
    }

    fn normalised(self) -> Self {
        let wider = |scope: &str| {
            self.0
                .iter()
                .any(|held| includes(held).is_some_and(|list| list.contains(&scope)))
        };
        Self(
            self.0
                .iter()
                .filter(|scope| !wider(scope))
                .cloned()
                .collect(),
        )
    }
}

/// What a scope allows, in the words of the authorization page.
pub(crate) fn in_words(scope: &str) -> &'static str {
    KNOWN
        .iter()
        .find(|(name, ..)| *name == scope)
        .map_or("", |(_, _, words)| words)
}

fn includes(scope: &str) -> Option<&'static [&'static str]> {
    KNOWN
        .iter()
        .find(|(name, ..)| *name == scope)
        .map(|(_, included, _)| *included)
}

#[cfg(test)]
mod tests {
    use super::Scopes;

    #[test]
    fn a_scope_within_a_wider_one_is_left_out() {
        assert_eq!(
            Scopes::parse("user user:email repo:invite").comma_separated(),
            "repo:invite,user"
        );
    }

    #[test]
    fn offline_access_is_asked_for_but_never_held() {
        assert!(Scopes::ask_for_offline_access("read:org offline_access"));
        assert_eq!(
            Scopes::parse("read:org offline_access").comma_separated(),
            "read:org"
        );
    }

    #[test]
    fn a_wide_scope_grants_the_narrow_one() {
        assert!(Scopes::parse("repo").has("repo:invite"));
        assert!(!Scopes::parse("public_repo").has("repo"));
    }
}
