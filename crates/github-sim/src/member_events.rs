//! The bodies of `member`: somebody's direct access began, changed or ended.
//! Access through a team or an organization is told by events that no hook here hears.

use serde_json::{Value, json};

use crate::accounts::AccountId;
use crate::permission::Permission;
use crate::render::users;
use crate::repositories::RepositoryId;
use crate::state::State;
use crate::webhooks::{self, Event};

/// What became of somebody's access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Added(Permission),
    Edited { from: Permission, to: Permission },
    Removed,
}

impl Change {
    /// What it means that access is `now` and was `before`; nothing when it is the same.
    pub(crate) fn between(before: Option<Permission>, now: Permission) -> Option<Self> {
        match before {
            None => Some(Self::Added(now)),
            Some(from) if from != now => Some(Self::Edited { from, to: now }),
            Some(_) => None,
        }
    }

    fn action(self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Edited { .. } => "edited",
            Self::Removed => "removed",
        }
    }

    /// What the event says about it, in the words that each action has.
    fn details(self) -> Option<Value> {
        match self {
            Self::Added(to) => Some(json!({
                "permission": { "to": to.legacy() },
                "role_name": { "to": to.role_name() },
            })),
            Self::Edited { from, to } => Some(json!({
                "old_permission": { "from": from.legacy() },
                "permission": { "from": from.legacy(), "to": to.legacy() },
            })),
            Self::Removed => None,
        }
    }
}

/// Tells the hooks.
pub(crate) fn tell(
    state: &State,
    repository: RepositoryId,
    sender: AccountId,
    user: AccountId,
    change: Change,
) {
    let event = Event {
        name: "member",
        action: Some(change.action()),
        repository,
        sender,
    };
    webhooks::emit(state, event, |view| {
        let mut body = json!({ "member": users::simple(view, view.world.account(user)) });
        if let Some(details) = change.details() {
            body["changes"] = details;
        }
        body
    });
}
