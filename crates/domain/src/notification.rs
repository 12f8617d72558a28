//! Notifications: what a person should know of, kept until they have read it.

use serde::{Deserialize, Serialize};

/// Why somebody is notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// A task was given to them.
    Assigned,
    /// Somebody mentioned them.
    Mentioned,
    /// They can push to a task's repository now.
    AccessGranted,
    /// A review of their pull request asks for changes.
    ChangesRequested,
    /// GitHub no longer takes their connection.
    ConnectionNeedsYou,
}

impl NotificationKind {
    /// The kind's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Mentioned => "mentioned",
            Self::AccessGranted => "access_granted",
            Self::ChangesRequested => "changes_requested",
            Self::ConnectionNeedsYou => "connection_needs_you",
        }
    }
}
