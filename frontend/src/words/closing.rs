//! What closing a task does on GitHub, said before it is done.
//!
//! The rule itself is `domain::task::Task::close`; these are only its words.

use domain::wire::tasks::Task;

/// What *Close as done* does.
pub(crate) fn close_consequences(task: &Task) -> Vec<String> {
    let mut said = Vec::new();
    match (&task.repository, &task.branch) {
        (Some(repository), Some(branch)) => {
            let base = repository
                .development_branch
                .as_ref()
                .map_or("the development branch", |name| name.as_str());
            said.push(format!(
                "A pull request from {branch} to {base} is opened on GitHub."
            ));
        }
        (Some(_), None) => {
            said.push("There is no branch, so no pull request is opened.".to_owned());
        }
        (None, _) => {}
    }
    let kept = task.pull_request.until_merged && task.branch.is_some();
    let when = if kept {
        " when it is merged or closed"
    } else {
        ""
    };
    said.extend(loses_access(task, when));
    said
}

/// What *Cancel task* does.
pub(crate) fn cancel_consequences(task: &Task) -> Vec<String> {
    let mut said = Vec::new();
    if task.repository.is_some() {
        said.push("No pull request is opened.".to_owned());
    }
    if let Some(branch) = &task.branch {
        said.push(format!("The branch {branch} stays on GitHub as it is."));
    }
    said.extend(loses_access(task, ""));
    said
}

/// What reopening does on GitHub.
pub(crate) fn reopen_consequences(task: &Task) -> Vec<String> {
    let who = task.assignee.as_ref().zip(task.repository.as_ref());
    who.map(|(person, repository)| {
        format!(
            "Reopening gives {} access to {} again.",
            person.name, repository.full_name
        )
    })
    .into_iter()
    .collect()
}

/// Who loses what, said with the reservation that law 1 makes.
fn loses_access(task: &Task, when: &str) -> Option<String> {
    let who = &task.assignee.as_ref()?.name;
    let repository = &task.repository.as_ref()?.full_name;
    Some(format!(
        "What Tasksource gave {who} on {repository} is taken back{when}, unless another open task needs it."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::sample::task;

    #[test]
    fn access_that_is_kept_is_not_called_taken() {
        let mut kept = task(Some("web-1-t"));
        kept.pull_request.until_merged = true;
        let said = close_consequences(&kept).join(" ");
        assert!(
            said.contains("Dana on acme/shop is taken back when it is merged"),
            "{said}"
        );
        assert!(!cancel_consequences(&kept).join(" ").contains("merged"));
    }

    #[test]
    fn closing_with_a_branch_names_the_pull_request_and_who_loses_access() {
        let said = close_consequences(&task(Some("web-1-t"))).join(" ");
        assert!(said.contains("from web-1-t to main"), "{said}");
        assert!(said.contains("Dana on acme/shop is taken back"), "{said}");
    }

    #[test]
    fn closing_without_a_branch_promises_no_pull_request() {
        assert!(close_consequences(&task(None))[0].contains("no pull request"));
    }

    #[test]
    fn canceling_leaves_the_branch_and_says_so() {
        let said = cancel_consequences(&task(Some("web-1-t"))).join(" ");
        assert!(said.contains("No pull request"), "{said}");
        assert!(said.contains("web-1-t stays"), "{said}");
    }
}
