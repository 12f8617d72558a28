//! One's own settings, one file for each tab or part.

mod about;
mod history;
mod integrations;
mod page;
mod password;
mod sessions;
mod tokens;

pub(crate) use page::ProfileSettings;
