//! One's own settings, one file for each tab or part.

mod about;
mod access;
mod history;
mod integrations;
mod language;
mod page;
mod password;
mod removal;
mod sessions;
mod tokens;
mod unconfirmed;

pub(crate) use page::ProfileSettings;
