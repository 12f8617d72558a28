# What a notification says. The first two stand behind a name; a full stop follows all of them.

assigned = gave you this task
mentioned = mentioned you
access-granted = You can push to the repository now
changes-requested = A review asks for changes
connection-needs-you = GitHub no longer takes your connection. Connect again
