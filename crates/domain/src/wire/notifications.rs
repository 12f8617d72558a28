//! What a person is notified of.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::me::Person;
use crate::{
    ids::{NotificationId, TaskNumber},
    names::{ProjectKey, Title},
    notification::NotificationKind,
};

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// What it tells.
    pub kind: NotificationKind,
    /// The project that it is about.
    pub project: Option<ProjectKey>,
    /// The number of the task that it is about.
    pub task: Option<TaskNumber>,
    /// What that task is called now.
    pub title: Option<Title>,
    /// Who did it; nobody where the system acted by itself.
    pub actor: Option<Person>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was read.
    pub read: bool,
}

/// How many notifications were not read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unread {
    /// The number.
    pub unread: i64,
}
