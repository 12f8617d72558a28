//! What the pages say, in words: pure, so that every sentence can be tested.

mod access;
mod activity;
mod board;
mod browser;
mod closing;
mod ending;
mod git;
mod key;
mod mistake;
mod notification;
mod owner;
mod path;
mod pull_request;
#[cfg(test)]
mod sample;
mod sentence;
mod standing;
mod status;
mod time;
mod trouble;

pub(crate) use access::{access_explained, access_label};
pub(crate) use activity::activity_words;
pub(crate) use board::{due_tone, label_class, moved_words, priority_label, pull_request_mark};
pub(crate) use browser::browser_words;
pub(crate) use closing::{cancel_consequences, close_consequences, reopen_consequences};
pub(crate) use ending::{impact_words, unconfirmed_words};
pub(crate) use git::git_lines;
pub(crate) use key::suggest_key;
pub(crate) use mistake::Mistake;
pub(crate) use notification::notification_words;
pub(crate) use owner::{owner_explained, owner_state};
pub(crate) use path::safe_path;
pub(crate) use pull_request::pull_request_words;
pub(crate) use sentence::{initials, sentence};
pub(crate) use standing::{cause_words, drift_label, drift_words};
pub(crate) use status::{
    effect_label, open_status, permission_label, right_label, role_label, status_label,
};
pub(crate) use time::{since, until};
pub(crate) use trouble::trouble_words;
