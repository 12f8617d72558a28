//! Asking again while something is on its way and what changes cannot be heard: no longer than that.

use std::time::Duration;

use domain::{access::AccessState, pull_request::PullRequestState, wire::tasks::Task};
use leptos::{ev, prelude::*};

use super::handle::TaskHandle;
use crate::{browser, follow::whenever, live::use_live};

const SOON: Duration = Duration::from_millis(1_500);
const LATER: Duration = Duration::from_secs(6);

/// When to look at the task again: soon while the system works, later while something holds it up.
fn next_look(task: &Task) -> Option<Duration> {
    let access = matches!(
        task.access.state,
        AccessState::OnItsWay | AccessState::Ending
    );
    let pull_request = task.pull_request.state == PullRequestState::Awaited;
    if !access && !pull_request {
        return None;
    }
    let held_up = task.access.trouble.is_some() || task.pull_request.trouble.is_some();
    Some(if held_up { LATER } else { SOON })
}

/// Keeps the task fresh while it is in motion and somebody can see it.
pub(super) fn keep_fresh(handle: TaskHandle) {
    let wait = handle.part(next_look);
    let connected = use_live().connected();
    whenever(move || {
        handle.looks().track();
        if connected.get() {
            return;
        }
        let Some(wait) = wait.get() else { return };
        let look = move || {
            if !browser::is_hidden() {
                handle.reload();
            }
        };
        if let Ok(timer) = set_timeout_with_handle(look, wait) {
            on_cleanup(move || timer.clear());
        }
    });
    let seen = window_event_listener(ev::Custom::new("visibilitychange"), move |_: ev::Event| {
        let unheard = !connected.get_untracked() && wait.get_untracked().is_some();
        if !browser::is_hidden() && unheard {
            handle.reload();
        }
    });
    on_cleanup(move || seen.remove());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn task(access: &str, trouble: Option<&str>, pull_request: &str) -> Task {
        let at = "2026-01-01T00:00:00Z";
        let value = json!({
            "id": uuid::Uuid::nil(), "project": "WEB", "number": 1, "title": "T", "text": "",
        "text_html": "", "priority": "none", "due": null, "labels": [],
            "status": "in_progress", "assignee": null, "branch": null, "repository": null,
            "access": {
                "state": access, "permission": "write", "trouble": trouble, "next_try_at": null,
            },
            "pull_request": {
                "state": pull_request, "link": null, "until_merged": false, "trouble": null,
            },
            "version": 1, "created_at": at, "updated_at": at, "closed_at": null,
            "created_by": { "id": uuid::Uuid::nil(), "name": "Ada", "github_login": null },
        });
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_task_in_motion_is_looked_at_soon() {
        assert_eq!(
            next_look(&task("on_its_way", None, "not_asked")),
            Some(SOON)
        );
        assert_eq!(next_look(&task("ending", None, "linked")), Some(SOON));
        assert_eq!(next_look(&task("granted", None, "awaited")), Some(SOON));
    }

    #[test]
    fn a_task_that_is_held_up_is_looked_at_later() {
        let held_up = task("on_its_way", Some("github_unavailable"), "not_asked");
        assert_eq!(next_look(&held_up), Some(LATER));
    }

    #[test]
    fn a_settled_task_is_left_alone() {
        for state in [
            "not_asked",
            "granted",
            "already_had",
            "ended",
            "blocked",
            "remains",
        ] {
            assert_eq!(next_look(&task(state, None, "linked")), None, "{state}");
        }
    }
}
