//! What a project chooses about its work on GitHub.

use serde::{Deserialize, Serialize};

use crate::{
    ids::UserId,
    names::{Login, TextTemplate, TitleTemplate},
    options::{Follows, Right},
};

/// What a project chooses about its work on GitHub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectOptions {
    /// The right that assigning a task gives in organizations. A higher one that somebody has is
    /// never lowered; a person's own repository knows one right only, to push.
    pub right: Right,
    /// How a task that is done is handed over.
    pub closing: Closing,
    /// Which steps of the work move a task's status.
    pub follows: Follows,
    /// What to send as `If-Match`, in quotes, with a change; the project's own version.
    pub version: i64,
}

/// How a task that is done is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The pull request's title, with `{key}`, `{number}`, `{title}`, `{project}` and `{url}`.
    pub title: TitleTemplate,
    /// The text below it, Markdown, with the same placeholders.
    pub text: TextTemplate,
    /// Whether a link back to the task stands at the end of the text.
    pub backlink: bool,
    /// Whether it is opened as a draft; where a repository has none, ready for review.
    pub draft: bool,
    /// Whether access is kept until it is merged or closed, instead of until it is open.
    pub until_merged: bool,
    /// Members whose review is asked for.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub reviewers: Vec<UserId>,
    /// Other GitHub accounts whose review is asked for.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub reviewer_logins: Vec<Login>,
}

/// A change of what a project chooses; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditOptions {
    /// The new right. What was given has that size from now on; what was there before stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<Right>,
    /// How a task is handed over from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Closing>,
    /// What moves a task's status from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
}
