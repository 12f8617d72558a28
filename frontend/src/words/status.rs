//! The words for statuses, roles and rights.

use domain::{
    access::Permission,
    effect::EffectState,
    options::Right,
    project::Role,
    task::{OpenStatus, Status},
};

/// A status as people say it.
pub(crate) fn status_label(status: Status) -> &'static str {
    match status {
        Status::Todo => "To do",
        Status::InProgress => "In progress",
        Status::InReview => "In review",
        Status::Done => "Done",
        Status::Canceled => "Canceled",
    }
}

/// The open status with this name, as a menu gives it.
pub(crate) fn open_status(name: &str) -> Option<OpenStatus> {
    [
        OpenStatus::Todo,
        OpenStatus::InProgress,
        OpenStatus::InReview,
    ]
    .into_iter()
    .find(|status| Status::from(*status).as_str() == name)
}

/// How an effect stands, in a few words.
pub(crate) fn effect_label(state: EffectState) -> &'static str {
    match state {
        EffectState::Waiting => "waiting",
        EffectState::Running => "running",
        EffectState::Blocked => "stopped until this is mended",
        EffectState::GaveUp => "given up",
    }
}

/// A role as people say it.
pub(crate) fn role_label(role: Role) -> &'static str {
    match role {
        Role::Owner => "Owner",
        Role::Manager => "Manager",
        Role::Developer => "Developer",
        Role::Viewer => "Viewer",
    }
}

/// A right on a repository as people say it.
pub(crate) fn permission_label(permission: Permission) -> &'static str {
    match permission {
        Permission::None => "No access",
        Permission::Read => "Can read",
        Permission::Triage => "Can triage",
        Permission::Write => "Can push",
        Permission::Maintain => "Can maintain",
        Permission::Admin => "Administrator",
    }
}

/// A right that a project may give, with what it allows.
pub(crate) fn right_label(right: Right) -> &'static str {
    match right {
        Right::Triage => "Triage: read, and sort issues and pull requests",
        Right::Push => "Push: read and write",
        Right::Maintain => "Maintain: push, and some of the settings",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_offers_open_statuses_only() {
        assert_eq!(open_status("in_review"), Some(OpenStatus::InReview));
        assert_eq!(open_status("done"), None);
        assert_eq!(open_status("canceled"), None);
    }
}
