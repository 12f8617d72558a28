# One's own settings.

title = Profile settings
tab-profile = Profile
tab-integrations = Integrations
tab-access = Access
tab-security = Security

## The tab Profile.

about-you = About you
sign-in-as = You sign in as
github-account = GitHub account
github-account-about = With it you see commits, create branches, and get access to repositories for as long as your tasks need it.
connected-as = Connected as
manage = Manage
no-longer-taken = GitHub no longer takes this connection.
being-removed = This connection is being removed.
language = Language
language-about = The pages speak it in this browser.

## The tab Integrations: the card of the account.

not-connected = No account is connected
not-connected-about = Connect your GitHub account to see commits, create branches, and get access for your tasks.
remove-connection = Remove connection
no-longer-taken-go-on = GitHub no longer takes this connection. Connect again to go on.
taking-back = Being removed: what was given through it is being taken back.
tried = { $count ->
    [one] Tried 1 time
   *[other] Tried { $count } times
}
# Before when it is tried again.
tried-again = again
# Before and after when that is.
tokens-wiped = The tokens are wiped here
tokens-wiped-latest = at the latest
not-granted = GitHub did not grant all that is needed: { $scopes }. Connect again to grant it.
granted = Granted:
# Before how long ago that was.
connected = Connected
organizations-and-grant = Organizations and grant on GitHub

## What stops when the connection is removed.

remove-question = Remove the connection to GitHub?
yes-remove = Yes, remove connection
removal-order = First that access is taken back, then the webhooks and the grant at GitHub are deleted, then the tokens are wiped here: within the hour, even if GitHub does not answer. Branches and pull requests stay.
loses-steward = { $repository } loses its steward
and-more-tasks = { $count ->
    [one] and 1 more task
   *[other] and { $count } more tasks
}

## What is left to be finished on GitHub.

# Before how long ago that was.
ended-here = It ended here
authorized-apps = Your authorized apps on GitHub
finished-there = I have finished it there

## The tab Access.

your-access = Your access on GitHub
your-access-about = What you reach because of your tasks, in all of your projects. It ends with them.
no-access = Nothing, because of your tasks
no-access-about = When an open task with a repository is assigned to you, it appears here.

## The tab Security: password.

password-about = Changing it signs you out everywhere else.
current-password = Current password
new-password = New password
change-password = Change password
password-changed = Password changed. All other sessions have ended.
wrong-password = This is not your current password.

## The tab Security: sessions.

sessions = Sessions
sessions-about = Where you are signed in.
sign-out = Sign out
this-browser = this browser
# Before how long ago that was.
signed-in = Signed in
last-used = last used

## The tab Security: tokens.

tokens = Personal access tokens
tokens-about = With one, a program acts as you through the API.
token-purpose = What it is for
create-token = Create token
token-may = It may
only-look = Only look
look-and-change = Look and change
good-for = Good for
days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
one-year = 1 year
copy-now = Copy it now: it is shown this once.
no-token = No token
no-token-about = Nothing but your browsers acts as you.
only-looks = only looks
looks-and-changes = looks and changes
# Before how long it is until then.
ends = Ends
never-used = never used
delete-token-question = Delete this token?
yes-delete-token = Yes, delete token
token-deletion = Whatever uses it can no longer act as you.

## The tab Security: history.

history = History
history-about = Sign-ins, tokens and the connection to GitHub. Nothing here can be changed.
