//! Tasks.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};

use super::{me::Person, projects::empty_text, undo::UndoSeconds};
use crate::{
    Date,
    access::{AccessState, Permission},
    effect::Trouble,
    ids::{RepositoryId, TaskId, TaskNumber, UserId},
    names::{BranchName, LabelName, ProjectKey, Text, Title},
    priority::Priority,
    pull_request::{PullRequestLink, PullRequestState},
    task::{OpenStatus, Outcome, Status},
};

/// A task in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskSummary {
    /// Its id.
    pub id: TaskId,
    /// Its number within the project.
    pub number: TaskNumber,
    /// What is to be done, in a line.
    pub title: Title,
    /// Where it stands.
    pub status: Status,
    /// How much it matters.
    pub priority: Priority,
    /// The day by which it should be done.
    pub due: Option<Date>,
    /// The names of its labels.
    pub labels: Vec<LabelName>,
    /// Whose work it is.
    pub assignee: Option<Person>,
    /// Where the work happens, `owner/name`.
    pub repository: Option<String>,
    /// The assignee's access while the task asks for it; `not_asked` before and after.
    pub access: AccessState,
    /// How far the pull request has come.
    pub pull_request: PullRequestState,
    /// What to send as `If-Match`, in quotes, with a change.
    pub version: i64,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A task with all that its page shows, save what only GitHub knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The key of its project.
    pub project: ProjectKey,
    /// Its number within the project.
    pub number: TaskNumber,
    /// What is to be done, in a line.
    pub title: Title,
    /// What is to be done, at length, in Markdown.
    pub text: Text,
    /// The text as HTML that is safe to show: no scripts, no styles, no pictures.
    pub text_html: String,
    /// Where it stands.
    pub status: Status,
    /// How much it matters.
    pub priority: Priority,
    /// The day by which it should be done.
    pub due: Option<Date>,
    /// The names of its labels.
    pub labels: Vec<LabelName>,
    /// Whose work it is.
    pub assignee: Option<Person>,
    /// Where the work happens.
    pub repository: Option<TaskRepository>,
    /// The branch that the work is on.
    pub branch: Option<BranchName>,
    /// The assignee's access to the repository.
    pub access: TaskAccess,
    /// The pull request.
    pub pull_request: TaskPullRequest,
    /// What to send as `If-Match`, in quotes, with a change.
    pub version: i64,
    /// Who created it.
    pub created_by: Person,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was closed, while it is.
    pub closed_at: Option<DateTime<Utc>>,
}

impl From<Task> for TaskSummary {
    /// The task as lists show it.
    fn from(task: Task) -> Self {
        Self {
            id: task.id,
            number: task.number,
            title: task.title,
            status: task.status,
            priority: task.priority,
            due: task.due,
            labels: task.labels,
            assignee: task.assignee,
            repository: task.repository.map(|repository| repository.full_name),
            access: task.access.state,
            pull_request: task.pull_request.state,
            version: task.version,
            updated_at: task.updated_at,
        }
    }
}

/// The repository of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskRepository {
    /// Its id here.
    pub id: RepositoryId,
    /// `owner/name`, as last seen.
    pub full_name: String,
    /// Its page on GitHub.
    pub html_url: String,
    /// Where git clones it from.
    pub clone_url: String,
    /// The branch that the task starts from and returns to.
    pub development_branch: Option<BranchName>,
}

/// The assignee's access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskAccess {
    /// How it stands.
    pub state: AccessState,
    /// The right that it is about: as given, as it was there before, or as it is to be.
    pub permission: Permission,
    /// What stands in the way.
    pub trouble: Option<Trouble>,
    /// When it is tried again by itself.
    pub next_try_at: Option<DateTime<Utc>>,
}

/// The pull request of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskPullRequest {
    /// How far it has come.
    pub state: PullRequestState,
    /// Where it is, once there is one.
    pub link: Option<PullRequestLink>,
    /// Whether the project keeps access until it is merged or closed.
    pub until_merged: bool,
    /// What stands in the way.
    pub trouble: Option<Trouble>,
}

/// A new task.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateTask {
    /// What is to be done, in a line.
    pub title: Title,
    /// What is to be done, at length, in Markdown.
    #[serde(default = "empty_text")]
    pub text: Text,
    /// Where the work happens; left out, the project's repository where it has only one.
    #[serde(default)]
    pub repository: Option<RepositoryId>,
    /// A member to assign it to at once; takes the right to assign.
    #[serde(default)]
    pub assignee: Option<UserId>,
    /// The column that it begins in; left out, to do.
    #[serde(default)]
    pub status: Option<OpenStatus>,
    /// How much it matters.
    #[serde(default)]
    pub priority: Priority,
    /// The day by which it should be done.
    #[serde(default)]
    pub due: Option<Date>,
    /// The names of labels of the project.
    #[serde(default)]
    pub labels: Vec<LabelName>,
}

/// A change of a task's own fields; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditTask {
    /// The new title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// The new text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// The new status, among the open ones; closing is a call of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<OpenStatus>,
    /// The new priority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The new day by which it should be done; `null` for none.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Date>))]
    pub due: Option<Option<Date>>,
    /// The names of all labels that it is to have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<LabelName>>,
    /// The new repository; `null` for none.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<RepositoryId>))]
    pub repository: Option<Option<RepositoryId>>,
}

/// Moves a task on the board.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveTask {
    /// The column that the mover saw it in: had somebody else moved it meanwhile, it stays there.
    pub from: Status,
    /// The column that it is to be in; into a closed one it gets only by closing it.
    pub to: Status,
    /// The task that it is to be right below; left out, it goes to the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<TaskNumber>,
}

/// Closes a task.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseTask {
    /// How.
    pub outcome: Outcome,
    /// For how many seconds what follows on GitHub waits for an undo.
    #[serde(default, skip_serializing_if = "UndoSeconds::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = u8, maximum = 30))]
    pub undo_seconds: UndoSeconds,
}

/// Tells `null` from a field that was left out.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_takes_the_repository_away_and_silence_leaves_it() {
        let silent: EditTask = serde_json::from_str("{}").unwrap();
        let none: EditTask = serde_json::from_str(r#"{"repository":null}"#).unwrap();
        assert_eq!(silent.repository, None);
        assert_eq!(none.repository, Some(None));
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let error = serde_json::from_str::<CreateTask>(r#"{"title":"A","colour":"red"}"#);
        assert!(error.unwrap_err().to_string().contains("colour"));
    }
}
