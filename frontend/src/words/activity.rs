//! What happened, in words.

use domain::activity::ActivityKind;

/// An entry's kind as the middle of a sentence: "Ada *created the project*".
pub(crate) fn activity_words(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::ProjectCreated => "created the project",
        ActivityKind::ProjectEdited => "changed the project",
        ActivityKind::MemberAdded => "added a member",
        ActivityKind::MemberChanged => "changed a member's role",
        ActivityKind::MemberRemoved => "removed a member",
        ActivityKind::RepositoryLinked => "linked a repository",
        ActivityKind::RepositoryChanged => "changed a repository's settings",
        ActivityKind::RepositoryUnlinked => "unlinked a repository",
        ActivityKind::TaskCreated => "created the task",
        ActivityKind::TaskEdited => "changed the task",
        ActivityKind::TaskAssigned => "assigned the task",
        ActivityKind::TaskUnassigned => "unassigned the task",
        ActivityKind::TaskClosed => "closed the task",
        ActivityKind::TaskReopened => "reopened the task",
        ActivityKind::BranchCreated => "created the branch",
        ActivityKind::AccessInvited => "invited an account on GitHub",
        ActivityKind::AccessGranted => "gave push access",
        ActivityKind::AccessAlreadyThere => "found push access that was there before",
        ActivityKind::AccessRevoked => "took push access back",
        ActivityKind::AccessRemains => "took push access back, but some remains",
        ActivityKind::PullRequestLinked => "linked the pull request",
        ActivityKind::PullRequestSettled => "settled that there is no pull request",
    }
}
