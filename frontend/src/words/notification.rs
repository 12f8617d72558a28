//! What a notification says.

use domain::notification::NotificationKind;

use crate::text::notification;

/// What happened, to be read after who did it.
pub(crate) fn notification_words(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Assigned => notification::assigned(),
        NotificationKind::Mentioned => notification::mentioned(),
        NotificationKind::AccessGranted => notification::access_granted(),
        NotificationKind::ChangesRequested => notification::changes_requested(),
        NotificationKind::ConnectionNeedsYou => notification::connection_needs_you(),
    }
}
