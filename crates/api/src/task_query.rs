//! Which tasks a caller asks for: the same words for lists and for the board.
//!
//! The store narrows and sorts; nothing is left out here.

use domain::{
    ids::{RepositoryId, UserId},
    names::LabelName,
    task::Status,
};
use serde::Deserialize;
use serde_json::Value;
use store::tasks::{Sort, TaskFilter};
use utoipa::IntoParams;

use crate::page::Limit;

/// Which tasks to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskQuery {
    /// Only those that stand so; several with commas between them.
    #[param(value_type = Option<String>, example = "todo,in_progress")]
    status: Option<Statuses>,
    /// Only those of this member; `none` for those of nobody.
    #[param(value_type = Option<String>)]
    assignee: Option<Whose>,
    /// Only those in this repository of the project.
    repository: Option<RepositoryId>,
    /// Only those with the label of this name.
    label: Option<LabelName>,
    /// Only those with this in their title, or with this number.
    q: Option<String>,
    /// In which order; left out, a list has the newest first and a board what people chose.
    #[param(value_type = Option<String>, example = "priority")]
    sort: Option<Order>,
    /// The `next` of the page before, in the same order; left out, the list begins.
    pub(crate) cursor: Option<String>,
    /// The most entries to give, 1 to 200; left out, 50. Of a board: in each column.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    pub(crate) limit: Limit,
}

/// Whose tasks.
#[derive(Deserialize)]
#[serde(try_from = "String")]
enum Whose {
    Nobody,
    User(UserId),
}

/// In which order.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    /// The newest first.
    Newest,
    /// As people put them on the board; asks for one status.
    Place,
    /// The last changed first.
    Changed,
    /// What matters most first.
    Priority,
    /// What is due soonest first.
    Due,
}

/// Statuses with commas between them.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Statuses(Vec<Status>);

impl TaskQuery {
    /// What is to be found.
    pub(crate) fn filter(&self) -> TaskFilter {
        let text = self.q.as_deref().map(str::trim);
        TaskFilter {
            status: self.status.as_ref().map(|statuses| statuses.0.clone()),
            assignee: match self.assignee {
                Some(Whose::User(user)) => Some(user),
                Some(Whose::Nobody) | None => None,
            },
            unassigned: matches!(self.assignee, Some(Whose::Nobody)),
            repository: self.repository,
            label: self.label.clone(),
            text: text.filter(|text| !text.is_empty()).map(str::to_owned),
        }
    }

    /// In which order, where it matters; else in `usual`.
    pub(crate) fn sort(&self, usual: Sort) -> Sort {
        match self.sort {
            None => usual,
            Some(Order::Newest) => Sort::Newest,
            Some(Order::Place) => Sort::Place,
            Some(Order::Changed) => Sort::Changed,
            Some(Order::Priority) => Sort::Priority,
            Some(Order::Due) => Sort::Due,
        }
    }
}

impl TryFrom<String> for Whose {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self::Nobody);
        }
        let user = text.parse();
        user.map(Self::User)
            .map_err(|_| "use the id of a member, or none".to_owned())
    }
}

impl TryFrom<String> for Statuses {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let status = |word: &str| serde_json::from_value(Value::String(word.trim().to_owned()));
        let statuses: Result<_, _> = text.split(',').map(status).collect();
        statuses.map(Self).map_err(|error| error.to_string())
    }
}
