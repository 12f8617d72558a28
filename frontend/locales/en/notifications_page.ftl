# The bell, and the list of notifications behind it.

title = Notifications
bell = { $count ->
    [0] Notifications
   *[other] Notifications: { $count } unread
}
mark-all = Mark all as read
mark-as-read = Mark as read
new = New
nothing = Nothing to tell
nothing-about = When somebody gives you a task or mentions you, or GitHub needs you, it is said here.
github-account = Your GitHub account
