//! Writing down who did what, in the transaction that did it.
//!
//! Law 5 binds each word that is written here: nothing of a commit.

use domain::{
    activity::ActivityKind,
    ids::{GithubAccountId, UserId},
    task::Task,
};
use store::{
    Tx,
    activity::{self, Chain, Entry},
    repositories::Repository,
};

use crate::caller::Member;

/// Writes down what a member did in their project.
pub(crate) fn of_project(tx: &mut Tx, by: &Member, kind: ActivityKind, detail: impl Into<String>) {
    activity::append(tx, entry(by, kind).saying(detail));
}

/// Writes down what a member did with a task.
pub(crate) fn of_task(
    tx: &mut Tx,
    by: &Member,
    task: &Task,
    kind: ActivityKind,
    detail: impl Into<String>,
) {
    activity::append(tx, entry(by, kind).on(Some(task.id)).saying(detail));
}

/// Writes down what a member did about somebody's access, in every project that links the
/// repository: it concerns the tasks of all of them.
pub(crate) fn of_access(
    tx: &mut Tx,
    by: &Member,
    links: &[Repository],
    account: Option<GithubAccountId>,
    (kind, detail): (ActivityKind, &str),
) {
    for link in links {
        let entry = Entry::new(Chain::Project(link.project), kind).by(by.user);
        activity::append(tx, entry.about(link.github_id, account).saying(detail));
    }
}

/// Writes down what somebody tried with a person's account: nobody knows who it was.
pub(crate) fn of_nobody(tx: &mut Tx, user: UserId, kind: ActivityKind) {
    activity::append(tx, Entry::new(Chain::Account(user), kind));
}

/// Writes down what a person did with their own account.
pub(crate) fn of_account(tx: &mut Tx, user: UserId, kind: ActivityKind, detail: impl Into<String>) {
    let entry = Entry::new(Chain::Account(user), kind);
    activity::append(tx, entry.by(user).saying(detail));
}

fn entry(by: &Member, kind: ActivityKind) -> Entry {
    Entry::new(Chain::Project(by.project.id), kind).by(by.user)
}
