//! What is remembered of what happened: who did what, and why the system acted.
//!
//! Law 5 binds every entry: no SHA, message, author, e-mail, file name, diff or count of a commit.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:tt;)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ActivityKind {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl ActivityKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The kind's name in the database and in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

kinds! {
    /// A project was created.
    ProjectCreated = "project_created";
    /// A project's name or description changed.
    ProjectEdited = "project_edited";
    /// What a project chooses changed: its right, how it closes tasks, or what it follows.
    OptionsChanged = "options_changed";
    /// Somebody became a member.
    MemberAdded = "member_added";
    /// A member's role changed.
    MemberChanged = "member_changed";
    /// Somebody is no longer a member.
    MemberRemoved = "member_removed";
    /// A repository was linked.
    RepositoryLinked = "repository_linked";
    /// A repository's development branch or steward changed.
    RepositoryChanged = "repository_changed";
    /// A repository is no longer linked.
    RepositoryUnlinked = "repository_unlinked";
    /// A repository lost its steward, whose connection ended.
    StewardLeft = "steward_left";
    /// A task was created.
    TaskCreated = "task_created";
    /// What is written on a task changed: its title, text, status, repository and the like.
    TaskEdited = "task_edited";
    /// A task was given to somebody.
    TaskAssigned = "task_assigned";
    /// A task was taken from somebody.
    TaskUnassigned = "task_unassigned";
    /// A task was closed.
    TaskClosed = "task_closed";
    /// A task was reopened.
    TaskReopened = "task_reopened";
    /// Somebody said something about a task.
    CommentAdded = "comment_added";
    /// Somebody changed what they had said.
    CommentEdited = "comment_edited";
    /// Somebody took back what they had said.
    CommentDeleted = "comment_deleted";
    /// A label was made; the detail is its name.
    LabelCreated = "label_created";
    /// A label was named or coloured anew.
    LabelEdited = "label_edited";
    /// A label was deleted, and is on no task any more.
    LabelDeleted = "label_deleted";
    /// A task's status followed the work on GitHub.
    StatusFollowed = "status_followed";
    /// A task's branch was created on GitHub.
    BranchCreated = "branch_created";
    /// A task's branch was seen on GitHub.
    BranchFound = "branch_found";
    /// An account was invited to a repository.
    AccessInvited = "access_invited";
    /// An account has its right now, because of us.
    AccessGranted = "access_granted";
    /// What we gave an account has another size now.
    AccessResized = "access_resized";
    /// An account had the right before us.
    AccessAlreadyThere = "access_already_there";
    /// What we gave an account is taken away.
    AccessRevoked = "access_revoked";
    /// What we gave is taken away, and the account still gets in by another way.
    AccessRemains = "access_remains";
    /// Somebody changed on GitHub what we gave; the reason says how.
    AccessDrifted = "access_drifted";
    /// A manager holds a person's access to a repository back, whatever the tasks say.
    AccessHeld = "access_held";
    /// A manager no longer holds it back.
    AccessReleased = "access_released";
    /// Something was not done on GitHub; the reason says what stands in the way.
    EffectStopped = "effect_stopped";
    /// A task's pull request was found or opened.
    PullRequestLinked = "pull_request_linked";
    /// There will be no pull request for a task; the detail says why.
    PullRequestSettled = "pull_request_settled";
    /// A review of a task's pull request asks for changes.
    ChangesRequested = "changes_requested";
    /// A review of a task's pull request no longer asks for changes.
    ChangesSettled = "changes_settled";
    /// A task's pull request was merged.
    PullRequestMerged = "pull_request_merged";
    /// A task's pull request was closed without being merged.
    PullRequestClosed = "pull_request_closed";
    /// An account was made.
    AccountCreated = "account_created";
    /// Somebody changed their own name.
    AccountEdited = "account_edited";
    /// Somebody signed in.
    SignedIn = "signed_in";
    /// Somebody was not let in: the password was wrong.
    SignInRefused = "sign_in_refused";
    /// Somebody signed a browser out.
    SignedOut = "signed_out";
    /// A refresh token came twice, so that its session ended.
    SessionReplayed = "session_replayed";
    /// A password changed.
    PasswordChanged = "password_changed";
    /// A personal access token was made.
    TokenCreated = "token_created";
    /// A personal access token was deleted.
    TokenDeleted = "token_deleted";
    /// A GitHub account was connected, for the first time or again.
    ConnectionMade = "connection_made";
    /// GitHub no longer takes a connection's tokens.
    ConnectionLost = "connection_lost";
    /// The user wants a connection to end.
    ConnectionEnding = "connection_ending";
    /// A connection ended; the reason says whether GitHub confirmed it.
    ConnectionEnded = "connection_ended";
    /// Another chain of entries began; the detail is its id.
    ChainBegun = "chain_begun";
    /// Entries from before there were chains were taken into one.
    ChainAdopted = "chain_adopted";
    /// The end of the chain was not as it had been sealed: somebody changed the records.
    ChainBroken = "chain_broken";
}

/// GitHub's id of one request: what to ask GitHub's support about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct RequestId(String);

impl RequestId {
    /// More characters than GitHub has ever sent; what is longer is cut.
    const MAX: usize = 100;

    /// Reads it as it came; nothing, if nothing readable did.
    pub fn read(text: &str) -> Option<Self> {
        let text: String = text
            .chars()
            .filter(char::is_ascii_graphic)
            .take(Self::MAX)
            .collect();
        (!text.is_empty()).then_some(Self(text))
    }

    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_name_everywhere() {
        for kind in ActivityKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }

    #[test]
    fn what_is_no_id_of_a_request_is_not_kept() {
        let read = |text| RequestId::read(text).map(|id| id.to_string());
        assert_eq!(read(" C0FE:1:2\r\n").as_deref(), Some("C0FE:1:2"));
        assert_eq!(read(" \u{1b}"), None);
        assert_eq!(read(&"x".repeat(1000)).unwrap().len(), RequestId::MAX);
    }
}
