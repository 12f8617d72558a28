//! What a notification says.

use domain::notification::NotificationKind;

/// What happened, to be read after who did it.
pub(crate) fn notification_words(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Assigned => "gave you this task",
        NotificationKind::Mentioned => "mentioned you",
        NotificationKind::AccessGranted => "You can push to the repository now",
        NotificationKind::ChangesRequested => "A review asks for changes",
        NotificationKind::ConnectionNeedsYou => {
            "GitHub no longer takes your connection. Connect again"
        }
    }
}
