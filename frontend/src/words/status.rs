//! The words for statuses, roles and rights.

use domain::{
    access::Permission,
    effect::EffectState,
    options::Right,
    project::Role,
    task::{OpenStatus, Status},
};

use crate::text::status;

/// A status as people say it.
pub(crate) fn status_label(status: Status) -> &'static str {
    match status {
        Status::Todo => status::todo(),
        Status::InProgress => status::in_progress(),
        Status::InReview => status::in_review(),
        Status::Done => status::done(),
        Status::Canceled => status::canceled(),
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
        EffectState::Waiting => status::waiting(),
        EffectState::Running => status::running(),
        EffectState::Blocked => status::blocked(),
        EffectState::GaveUp => status::gave_up(),
    }
}

/// A role as people say it.
pub(crate) fn role_label(role: Role) -> &'static str {
    match role {
        Role::Owner => status::owner(),
        Role::Manager => status::manager(),
        Role::Developer => status::developer(),
        Role::Viewer => status::viewer(),
    }
}

/// A right on a repository as people say it.
pub(crate) fn permission_label(permission: Permission) -> &'static str {
    match permission {
        Permission::None => status::no_access(),
        Permission::Read => status::can_read(),
        Permission::Triage => status::can_triage(),
        Permission::Write => status::can_push(),
        Permission::Maintain => status::can_maintain(),
        Permission::Admin => status::administrator(),
    }
}

/// A right that a project may give, with what it allows.
pub(crate) fn right_label(right: Right) -> &'static str {
    match right {
        Right::Triage => status::right_triage(),
        Right::Push => status::right_push(),
        Right::Maintain => status::right_maintain(),
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
