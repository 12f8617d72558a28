//! The calls about what one is notified of.

use domain::{
    ids::NotificationId,
    wire::{
        notifications::{Notification, Unread},
        page::Page,
    },
};

use super::{Api, call::Call};
use crate::problem::Problem;

impl Api {
    /// What one is notified of, latest first.
    pub(crate) async fn notifications(
        self,
        cursor: Option<String>,
    ) -> Result<Page<Notification>, Problem> {
        let call = Call::get("/me/notifications");
        self.ask(call.query(&[("cursor", cursor.as_deref())])).await
    }

    /// How many of them were not read.
    pub(crate) async fn unread(self) -> Result<Unread, Problem> {
        self.ask(Call::get("/me/notifications/unread")).await
    }

    /// Marks one as read.
    pub(crate) async fn read_notification(self, id: NotificationId) -> Result<(), Problem> {
        let path = format!("/me/notifications/{id}/read");
        self.tell(Call::put(&path)).await
    }

    /// Marks all as read.
    pub(crate) async fn read_all_notifications(self) -> Result<(), Problem> {
        self.tell(Call::put("/me/notifications/read")).await
    }
}
