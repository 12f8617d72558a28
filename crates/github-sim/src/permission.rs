//! The five levels of access and the three vocabularies in which GitHub names them.
//! Who holds which level is never decided here, see `rights`.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A level of access to a repository; a higher one includes all lower ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Permission {
    None,
    Pull,
    Triage,
    Push,
    Maintain,
    Admin,
}

impl Permission {
    /// Reads a word of a request; both `push` and `write` are understood.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "none" => Self::None,
            "pull" | "read" => Self::Pull,
            "triage" => Self::Triage,
            "push" | "write" => Self::Push,
            "maintain" => Self::Maintain,
            "admin" => Self::Admin,
            _ => return None,
        })
    }

    /// The word of teams, which is one of those in requests.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Pull => "pull",
            Self::Push => "push",
            other => other.role_name(),
        }
    }

    /// The word in invitations and in `role_name`.
    pub(crate) fn role_name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pull => "read",
            Self::Triage => "triage",
            Self::Push => "write",
            Self::Maintain => "maintain",
            Self::Admin => "admin",
        }
    }

    /// The older word of `…/permission`, which knows only four levels.
    pub(crate) fn legacy(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pull | Self::Triage => "read",
            Self::Push | Self::Maintain => "write",
            Self::Admin => "admin",
        }
    }

    /// The `permissions` object of repositories and collaborators.
    pub(crate) fn flags(self) -> Value {
        json!({
            "admin": self >= Self::Admin,
            "maintain": self >= Self::Maintain,
            "push": self >= Self::Push,
            "triage": self >= Self::Triage,
            "pull": self >= Self::Pull,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Permission;

    #[test]
    fn a_request_says_push_and_a_role_says_write() {
        assert_eq!(Permission::parse("push"), Some(Permission::Push));
        assert_eq!(Permission::Push.role_name(), "write");
        assert_eq!(Permission::Push.word(), "push");
    }

    #[test]
    fn the_older_words_know_neither_maintain_nor_triage() {
        assert_eq!(Permission::Maintain.legacy(), "write");
        assert_eq!(Permission::Triage.legacy(), "read");
    }
}
