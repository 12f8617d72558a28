//! The pages. They own what they show and make the calls; how it looks is in `components`.

mod accesses;
mod commands;
mod connect;
mod detail;
mod entries;
mod github_callback;
mod guard;
mod guide;
mod login;
mod new_project;
mod not_found;
mod notifications;
mod palette;
mod profile;
mod project;
mod projects;
mod register;
mod settings;
mod shell;
mod shortcuts;
mod sign_in;
mod task;

pub(crate) use github_callback::GithubCallback;
pub(crate) use guard::{Guarded, Home};
pub(crate) use guide::Guide;
pub(crate) use login::Login;
pub(crate) use new_project::NewProject;
pub(crate) use not_found::NotFound;
pub(crate) use notifications::NotificationsPage;
pub(crate) use profile::ProfileSettings;
pub(crate) use project::{ProjectBoard, ProjectFrame, ProjectTasks};
pub(crate) use projects::Projects;
pub(crate) use register::Register;
pub(crate) use settings::ProjectSettings;
pub(crate) use shell::Shell;
pub(crate) use task::TaskPage;
