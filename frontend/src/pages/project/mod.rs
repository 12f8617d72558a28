//! The pages of one project: its frame, and its tasks as a list and on a board.

mod asking;
mod board;
mod card;
mod column;
mod columns;
mod filter;
mod frame;
mod further;
mod list;
mod moving;
mod new_task;
mod quick_add;
mod tasks;

pub(crate) use board::ProjectBoard;
pub(crate) use frame::{CurrentProject, ProjectFrame, use_project};
pub(crate) use tasks::ProjectTasks;
