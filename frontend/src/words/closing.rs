//! What closing a task does on GitHub, said before it is done.
//!
//! The rule itself is `domain::task::Task::close`; these are only its words.

use domain::wire::tasks::Task;

use crate::text::closing;

/// What *Close as done* does.
pub(crate) fn close_consequences(task: &Task) -> Vec<String> {
    let mut said = Vec::new();
    match (&task.repository, &task.branch) {
        (Some(repository), Some(branch)) => said.push(match &repository.development_branch {
            Some(base) => closing::opens_pull_request(branch, base),
            None => closing::opens_pull_request_somewhere(branch),
        }),
        (Some(_), None) => said.push(closing::no_branch().to_owned()),
        (None, _) => {}
    }
    let kept = task.pull_request.until_merged && task.branch.is_some();
    said.extend(loses_access(task, kept));
    said
}

/// What *Cancel task* does.
pub(crate) fn cancel_consequences(task: &Task) -> Vec<String> {
    let mut said = Vec::new();
    if task.repository.is_some() {
        said.push(closing::no_pull_request().to_owned());
    }
    if let Some(branch) = &task.branch {
        said.push(closing::branch_stays(branch));
    }
    said.extend(loses_access(task, false));
    said
}

/// What reopening does on GitHub.
pub(crate) fn reopen_consequences(task: &Task) -> Vec<String> {
    let who = task.assignee.as_ref().zip(task.repository.as_ref());
    who.map(|(person, repository)| closing::given_again(&person.name, &repository.full_name))
        .into_iter()
        .collect()
}

/// Who loses what, said with the reservation that law 1 makes; where it is kept, not before the
/// pull request is merged or closed.
fn loses_access(task: &Task, kept: bool) -> Option<String> {
    let who = &task.assignee.as_ref()?.name;
    let repository = &task.repository.as_ref()?.full_name;
    Some(if kept {
        closing::taken_back_later(who, repository)
    } else {
        closing::taken_back(who, repository)
    })
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
