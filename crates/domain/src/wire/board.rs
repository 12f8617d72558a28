//! The board of a project.

use serde::{Deserialize, Serialize};

use super::{page::Page, tasks::TaskSummary};
use crate::task::Status;

/// A column of the board, with its first tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Column {
    /// Where its tasks stand.
    pub status: Status,
    /// How many tasks it has that were asked for, shown or not.
    pub total: i64,
    /// The first of them; the list of tasks of this status goes on with `next`.
    pub tasks: Page<TaskSummary>,
}
