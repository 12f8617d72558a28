//! What people say about a task.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::me::Person;
use crate::{ids::CommentId, names::CommentText};

/// Something that somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Who said it; nobody where the account is gone.
    pub author: Option<Person>,
    /// What they said, in Markdown.
    pub text: CommentText,
    /// The same as HTML that is safe to show.
    pub text_html: String,
    /// The members who are mentioned in it.
    pub mentions: Vec<Person>,
    /// When they said it.
    pub created_at: DateTime<Utc>,
    /// When they last changed it, where they did.
    pub edited_at: Option<DateTime<Utc>>,
    /// What to send as `If-Match`, in quotes, with a change.
    pub version: i64,
}

/// Says something, or says it in other words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteComment {
    /// What, in Markdown. `@` with the name or GitHub account of a member mentions them.
    pub text: CommentText,
}
