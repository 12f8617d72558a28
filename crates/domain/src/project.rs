//! Projects and who may do what in them.
//!
//! Roles decide about Tasksource only. What a person can do on GitHub is never derived from a role.

use serde::{Deserialize, Serialize};

/// What a member may do in a project, from most to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sees the project.
    Viewer,
    /// Works on tasks.
    Developer,
    /// Runs the project: members, repositories, tasks.
    Manager,
    /// Runs the project and may end it; a project always has one.
    Owner,
}

/// A thing that a member may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See the project, its tasks and its members.
    View,
    /// Create and edit tasks, and create a task's branch.
    Work,
    /// Assign tasks, close and reopen them: what gives and takes access on GitHub.
    Direct,
    /// Change members, repositories and settings.
    Manage,
    /// Change owners or delete the project.
    Own,
}

impl Role {
    /// Every role, from most to least: the order of a menu.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Manager, Self::Developer, Self::Viewer];

    /// Whether a member with this role may do `action`.
    pub fn may(self, action: Action) -> bool {
        let least = match action {
            Action::View => Self::Viewer,
            Action::Work => Self::Developer,
            Action::Direct | Action::Manage => Self::Manager,
            Action::Own => Self::Owner,
        };
        self >= least
    }

    /// Whether a member with this role may give, change or take away `other`.
    ///
    /// Only an owner touches owners.
    pub fn may_appoint(self, other: Self) -> bool {
        self.may(if other == Self::Owner {
            Action::Own
        } else {
            Action::Manage
        })
    }

    /// The role's name in the database, in JSON and in a sentence.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Developer => "developer",
            Self::Viewer => "viewer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_role_may_all_that_a_lower_may() {
        let actions = [
            Action::View,
            Action::Work,
            Action::Direct,
            Action::Manage,
            Action::Own,
        ];
        for pair in Role::ALL.windows(2) {
            for action in actions {
                assert!(
                    pair[0].may(action) || !pair[1].may(action),
                    "{pair:?} {action:?}"
                );
            }
        }
    }

    #[test]
    fn only_an_owner_appoints_owners() {
        assert!(Role::Owner.may_appoint(Role::Owner));
        assert!(!Role::Manager.may_appoint(Role::Owner));
        assert!(Role::Manager.may_appoint(Role::Developer));
        assert!(!Role::Developer.may_appoint(Role::Viewer));
    }
}
