//! The pages of one project: its frame, and its tasks.

mod frame;
mod list;
mod new_task;
mod tasks;

pub(crate) use frame::{CurrentProject, ProjectFrame, use_project};
pub(crate) use tasks::ProjectTasks;
