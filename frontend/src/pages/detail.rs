//! What an entry says beside its kind: the server's own names of things become words.
//!
//! What is a sentence or a name already stays as it is, and so does what is not understood.

use domain::{
    access::Permission, activity::ActivityKind, options::Right, priority::Priority, project::Role,
    task::Status, wire::projects::Activity,
};
use serde::de::DeserializeOwned;

use crate::{
    text::timeline,
    words::{
        browser_words, permission_label, priority_label, right_label, role_label, status_label,
    },
};

/// An entry with its detail in words.
pub(crate) fn in_words(mut entry: Activity) -> Activity {
    if let Some(words) = words(entry.kind, &entry.detail) {
        entry.detail = words;
    }
    entry
}

/// A detail in words, where it holds anything else.
fn words(kind: ActivityKind, detail: &str) -> Option<String> {
    match kind {
        ActivityKind::TaskEdited => Some(each(detail, ", ", edited)),
        ActivityKind::TaskClosed => status(detail),
        // It was written with spaces.
        ActivityKind::StatusFollowed => status(&detail.replace(' ', "_")),
        ActivityKind::MemberAdded | ActivityKind::MemberChanged | ActivityKind::MemberRemoved => {
            member(detail)
        }
        ActivityKind::OptionsChanged => Some(each(detail, "; ", option)),
        ActivityKind::AccessDrifted => drifted(detail),
        ActivityKind::AccessRevoked => left(detail),
        ActivityKind::AccessResized => resized(detail),
        ActivityKind::SignedIn => Some(browser_words(detail)),
        _ => None,
    }
}

/// Each part of a detail in words, or as it is.
fn each(detail: &str, between: &str, words: fn(&str) -> Option<String>) -> String {
    let parts = detail.split(between);
    let parts = parts.map(|part| words(part).unwrap_or_else(|| part.to_owned()));
    parts.collect::<Vec<_>>().join(between)
}

/// The thing that has this name in JSON.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(name.into()).ok()
}

fn status(name: &str) -> Option<String> {
    named::<Status>(name).map(|status| status_label(status).to_owned())
}

/// What was changed of a task: the part alone, or with what is there now.
fn edited(part: &str) -> Option<String> {
    let Some((what, now)) = part.split_once(": ") else {
        return rewritten(part).map(str::to_owned);
    };
    match what {
        "status" => Some(timeline::edited_status(&status(now)?)),
        "priority" => Some(priority(named(now)?)),
        "due" if now == "none" => Some(timeline::edited_not_due().to_owned()),
        "due" => Some(timeline::edited_due(&now)),
        _ => None,
    }
}

fn rewritten(part: &str) -> Option<&'static str> {
    match part {
        "title" => Some(timeline::edited_title()),
        "text" => Some(timeline::edited_text()),
        "labels" => Some(timeline::edited_labels()),
        "repository" => Some(timeline::edited_repository()),
        _ => None,
    }
}

fn priority(priority: Priority) -> String {
    match priority {
        Priority::None => timeline::edited_no_priority().to_owned(),
        // In a menu it begins with a capital letter.
        said => timeline::edited_priority(&priority_label(said).to_lowercase()),
    }
}

/// Somebody with their role: the name may hold a comma, too.
fn member(detail: &str) -> Option<String> {
    let (name, role) = detail.rsplit_once(", ")?;
    let role = role_label(named::<Role>(role)?);
    Some(format!("{name}, {role}"))
}

/// What was changed of what a project chooses.
fn option(part: &str) -> Option<String> {
    match part {
        "how tasks are handed over" => Some(timeline::closing_changed().to_owned()),
        "what a status follows" => Some(timeline::follows_changed().to_owned()),
        _ => {
            let right = part.strip_prefix("tasks give ")?;
            Some(timeline::right_given(&right_label(named::<Right>(right)?)))
        }
    }
}

/// Whose access it is and where, and what is said of it.
fn access(detail: &str) -> Option<(&str, &str)> {
    detail.rsplit_once("; ")
}

fn right(name: &str) -> Option<&'static str> {
    named::<Permission>(name).map(permission_label)
}

fn drifted(detail: &str) -> Option<String> {
    let (access, said) = access(detail)?;
    let (seen, given) = said.split_once(" instead of ")?;
    let (seen, given) = (right(seen)?, right(given)?);
    Some(timeline::access_found(&access, &seen, &given))
}

fn left(detail: &str) -> Option<String> {
    let (access, said) = access(detail)?;
    let left = right(said.strip_suffix(" stays, as before")?)?;
    Some(timeline::access_left(&access, &left))
}

fn resized(detail: &str) -> Option<String> {
    let (access, said) = access(detail)?;
    let now = right(said.strip_suffix(" from now on")?)?;
    Some(timeline::access_resized(&access, &now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: ActivityKind, detail: &str) -> String {
        words(kind, detail).unwrap_or_else(|| detail.to_owned())
    }

    #[test]
    fn what_was_changed_of_a_task_is_said_in_words() {
        let said = |detail| said(ActivityKind::TaskEdited, detail);
        assert_eq!(said("status: in_progress"), "status: In progress");
        assert_eq!(
            said("title, text, priority: urgent, due: 2031-02-03, labels, repository"),
            "title, text, priority: urgent, due: 2031-02-03, labels, repository"
        );
        assert_eq!(said("priority: none, due: none"), "no priority, no due day");
    }

    #[test]
    fn a_status_and_a_role_have_the_words_of_the_menus() {
        assert_eq!(said(ActivityKind::TaskClosed, "canceled"), "Canceled");
        assert_eq!(said(ActivityKind::StatusFollowed, "in review"), "In review");
        assert_eq!(
            said(ActivityKind::MemberChanged, "Lee, Ann, developer"),
            "Lee, Ann, Developer"
        );
    }

    #[test]
    fn who_signed_in_did_so_with_a_browser() {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(said(ActivityKind::SignedIn, agent), "Firefox on Linux");
    }

    #[test]
    fn rights_are_said_in_words() {
        assert_eq!(
            said(
                ActivityKind::AccessDrifted,
                "dan on a/b; none instead of write"
            ),
            "dan on a/b; “No access” instead of “Can push”"
        );
        assert_eq!(
            said(
                ActivityKind::AccessRevoked,
                "dan on a/b; read stays, as before"
            ),
            "dan on a/b; “Can read” stays, as before"
        );
        assert_eq!(
            said(
                ActivityKind::AccessResized,
                "dan on a/b; triage from now on"
            ),
            "dan on a/b; “Can triage” from now on"
        );
        assert_eq!(
            said(
                ActivityKind::OptionsChanged,
                "tasks give push; what a status follows"
            ),
            "tasks give “Push: read and write”; what a status follows"
        );
    }

    #[test]
    fn names_and_what_is_not_understood_stay() {
        for (kind, detail) in [
            (ActivityKind::TaskAssigned, "Done"),
            (ActivityKind::TaskAssigned, "done"),
            (ActivityKind::TaskEdited, "status: unheard_of, more"),
            (ActivityKind::TaskEdited, ""),
            (ActivityKind::AccessRevoked, "dan on a/b"),
            (ActivityKind::MemberAdded, "Ann, a friend"),
        ] {
            assert_eq!(said(kind, detail), detail, "{kind:?}");
        }
    }
}
