//! What is chosen on the tab *Workflow* at the moment, on its way between page and server.
//!
//! How it looks is `workflow_form`'s business.

use std::str::FromStr;

use domain::{
    ids::UserId,
    names::{Invalid, Login, TextTemplate, TitleTemplate},
    options::{Filling, Follows, Right},
    wire::options::{Closing, EditOptions, ProjectOptions},
};
use leptos::prelude::*;

use crate::{input::Input, problem::Problem, text::workflow};

/// Logins with spaces or commas between them.
pub(super) struct Logins(Vec<Login>);

impl FromStr for Logins {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let words = text.split(|c: char| c.is_whitespace() || c == ',');
        let words = words.filter(|word| !word.is_empty());
        words.map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// The form, field by field.
#[derive(Clone, Copy)]
pub(super) struct Choices {
    pub(super) right: RwSignal<Right>,
    pub(super) title: Input<TitleTemplate>,
    pub(super) text: Input<TextTemplate>,
    pub(super) backlink: RwSignal<bool>,
    pub(super) draft: RwSignal<bool>,
    pub(super) until_merged: RwSignal<bool>,
    pub(super) reviewers: RwSignal<Vec<UserId>>,
    pub(super) logins: Input<Logins>,
    pub(super) branch: RwSignal<bool>,
    pub(super) pull_request: RwSignal<bool>,
    pub(super) merge: RwSignal<bool>,
    version: RwSignal<i64>,
}

impl Choices {
    /// A form that shows what the server knows.
    pub(super) fn new(options: &ProjectOptions) -> Self {
        let Closing { title, text, .. } = &options.closing;
        let closing = &options.closing;
        Self {
            right: RwSignal::new(options.right),
            title: Input::new(title.to_string()),
            text: Input::new(text.to_string()),
            backlink: RwSignal::new(closing.backlink),
            draft: RwSignal::new(closing.draft),
            until_merged: RwSignal::new(closing.until_merged),
            reviewers: RwSignal::new(closing.reviewers.clone()),
            logins: Input::new(joined(&closing.reviewer_logins)),
            branch: RwSignal::new(options.follows.branch),
            pull_request: RwSignal::new(options.follows.pull_request),
            merge: RwSignal::new(options.follows.merge),
            version: RwSignal::new(options.version),
        }
    }

    /// Shows what the server knows now.
    pub(super) fn fill(self, options: &ProjectOptions) {
        let closing = &options.closing;
        self.right.set(options.right);
        self.title.set(closing.title.to_string());
        self.text.set(closing.text.to_string());
        self.backlink.set(closing.backlink);
        self.draft.set(closing.draft);
        self.until_merged.set(closing.until_merged);
        self.reviewers.set(closing.reviewers.clone());
        self.logins.set(joined(&closing.reviewer_logins));
        self.branch.set(options.follows.branch);
        self.pull_request.set(options.follows.pull_request);
        self.merge.set(options.follows.merge);
        self.version.set(options.version);
    }

    /// The change to send with the version that it is based on, where all fields are good.
    pub(super) fn read(self) -> Option<(i64, EditOptions)> {
        let (title, text, logins) = (self.title.read(), self.text.read(), self.logins.read());
        let closing = Closing {
            title: title?,
            text: text?,
            backlink: self.backlink.get_untracked(),
            draft: self.draft.get_untracked(),
            until_merged: self.until_merged.get_untracked(),
            reviewers: self.reviewers.get_untracked(),
            reviewer_logins: logins?.0,
        };
        let follows = Follows {
            branch: self.branch.get_untracked(),
            pull_request: self.pull_request.get_untracked(),
            merge: self.merge.get_untracked(),
        };
        let edit = EditOptions {
            right: Some(self.right.get_untracked()),
            closing: Some(closing),
            follows: Some(follows),
        };
        Some((self.version.get_untracked(), edit))
    }

    /// Shows what the server has against a field where it was typed.
    pub(super) fn heed(self, problem: &Problem) {
        self.title.heed(problem, "closing.title");
        self.text.heed(problem, "closing.text");
        self.logins.heed(problem, "closing.reviewer_logins");
    }
}

/// The title as a task of the project would have it.
pub(super) fn example(template: &str, key: &str, project: &str) -> String {
    let filling = Filling {
        key: &format!("{key}-42"),
        number: "42",
        title: workflow::example_title(),
        project,
        url: &format!("…/projects/{key}/tasks/42"),
    };
    filling.fill(template)
}

fn joined(logins: &[Login]) -> String {
    let logins: Vec<_> = logins.iter().map(Login::as_str).collect();
    logins.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_told_apart_by_spaces_and_commas() {
        let read = |text: &str| text.parse::<Logins>().map(|logins| joined(&logins.0));
        assert_eq!(
            read(" octo-cat, @hubot\nmona"),
            Ok("octo-cat hubot mona".to_owned())
        );
        assert_eq!(read(""), Ok(String::new()));
        assert!(read("octo/cat").is_err());
    }

    #[test]
    fn an_example_shows_what_a_template_makes_of_a_task() {
        let title = example("[{number}] {title}", "WEB", "Website");
        assert_eq!(title, "[42] Make the pages load faster");
    }
}
