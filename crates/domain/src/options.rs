//! What a project chooses: the right that its tasks give, how a task is handed over, and how far
//! statuses follow the work.
//!
//! Nothing here knows a database or GitHub's wire.

use serde::{Deserialize, Serialize};

use crate::{
    access::Permission,
    names::{TextTemplate, TitleTemplate},
    wire::github::OwnerKind,
};

/// The right that assigning a task gives in an organization's repository.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Look, and sort issues.
    Triage,
    /// Push.
    #[default]
    Push,
    /// Push, and some of the settings.
    Maintain,
}

impl Right {
    /// Every right, from least to most: the order of a menu.
    pub const ALL: [Self; 3] = [Self::Triage, Self::Push, Self::Maintain];

    /// What it amounts to in a repository of this owner: a person's knows one right only.
    pub fn on(self, owner: OwnerKind) -> Permission {
        match (owner, self) {
            (OwnerKind::User, _) | (OwnerKind::Organization, Self::Push) => Permission::Write,
            (OwnerKind::Organization, Self::Triage) => Permission::Triage,
            (OwnerKind::Organization, Self::Maintain) => Permission::Maintain,
        }
    }

    /// The right's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Push => "push",
            Self::Maintain => "maintain",
        }
    }
}

/// How a task that is done is handed over on GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The pull request's title.
    pub title: TitleTemplate,
    /// The text below it.
    pub text: TextTemplate,
    /// Whether a link back to the task stands at the end of the text.
    pub backlink: bool,
    /// Whether it is opened as a draft, where the repository has drafts.
    pub draft: bool,
    /// Whether access is kept until it is merged or closed, instead of until it is open.
    pub until_merged: bool,
}

impl Default for Closing {
    fn default() -> Self {
        let known = "the placeholders of the default are known";
        Self {
            title: "{key}: {title}".parse().expect(known),
            text: "".parse().expect(known),
            backlink: true,
            draft: false,
            until_merged: false,
        }
    }
}

/// Which steps of the work on GitHub move a task's status; each only ever forwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Follows {
    /// A branch, by its first push or by the page: in progress.
    pub branch: bool,
    /// A pull request that is opened: in review.
    pub pull_request: bool,
    /// A pull request that is merged: done.
    pub merge: bool,
}

impl Follows {
    /// Whether anything is followed at all.
    pub fn any(self) -> bool {
        self.branch || self.pull_request || self.merge
    }
}

impl Default for Follows {
    fn default() -> Self {
        Self {
            branch: true,
            pull_request: true,
            merge: true,
        }
    }
}

/// All that a project chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The right that assigning a task gives.
    pub right: Right,
    /// How a task is handed over.
    pub closing: Closing,
    /// What moves a task's status.
    pub follows: Follows,
}

/// What is put into a template's places.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The task's name, `WEB-42`.
    pub key: &'a str,
    /// Its number alone.
    pub number: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The project's name.
    pub project: &'a str,
    /// The task's page.
    pub url: &'a str,
}

impl Filling<'_> {
    /// The template with its places filled, each once: what is put in is not read again.
    pub fn fill(&self, template: &str) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, from)) = rest.split_once('{') {
            filled.push_str(before);
            let place = from.split_once('}');
            let known = place.and_then(|(word, after)| Some((self.value(word)?, after)));
            // A brace of another kind stays, and what follows it is read on.
            let (put, after) = known.unwrap_or(("{", from));
            filled.push_str(put);
            rest = after;
        }
        filled + rest
    }

    fn value(&self, word: &str) -> Option<&str> {
        Some(match word {
            "key" => self.key,
            "number" => self.number,
            "title" => self.title,
            "project" => self.project,
            "url" => self.url,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::PLACEHOLDERS;

    const FILLING: Filling<'_> = Filling {
        key: "WEB-42",
        number: "42",
        title: "Say {url} and {key}",
        project: "Website",
        url: "https://tasks.example.com/projects/WEB/tasks/42",
    };

    #[test]
    fn places_are_filled_once_and_other_braces_stay() {
        assert_eq!(
            FILLING.fill("{key}: {title}"),
            "WEB-42: Say {url} and {key}"
        );
        assert_eq!(
            FILLING.fill("{{key}} {} {x {number"),
            "{WEB-42} {} {x {number"
        );
        assert_eq!(FILLING.fill("as it is"), "as it is");
    }

    #[test]
    fn every_placeholder_that_is_taken_is_filled() {
        for word in PLACEHOLDERS {
            assert!(FILLING.value(word).is_some(), "{word}");
        }
    }

    #[test]
    fn a_persons_repository_knows_one_right() {
        for right in Right::ALL {
            assert_eq!(right.on(OwnerKind::User), Permission::Write);
        }
        let sizes = Right::ALL.map(|right| right.on(OwnerKind::Organization));
        let expected = [Permission::Triage, Permission::Write, Permission::Maintain];
        assert_eq!(sizes, expected);
    }
}
