# What keeps something on GitHub from being done, and what to do about it.

no-steward = Nobody's GitHub account acts on this repository. A manager links it again in the project's settings.
steward-must-reconnect = GitHub no longer takes the token of the manager who linked this repository. They connect GitHub again in their profile.
steward-is-not-admin = The manager who linked this repository is no administrator of it on GitHub. Link it with an account that is.
assignee-must-reconnect = The invitation is on GitHub, but GitHub no longer takes the assignee's token. They accept it there, or connect GitHub again.
repository-missing = The repository is gone on GitHub, or hidden from the manager who linked it. Pick it again in the project's settings.
repository-archived = The repository is archived on GitHub, where nothing can be changed.
organization-restricts-app = The organization has not approved Tasksource. An owner of it does that on GitHub.
sso-required = The organization asks for a single sign-on. Sign in there, then try again.
too-many-invitations = GitHub takes no more than 50 invitations to a repository in a day. It goes on by itself.
invitation-declined = The invitation was declined or withdrawn on GitHub. Another one is sent a day after it; assigning the task anew sends one at once.
rate-limited = GitHub limits how much may be done in the name of one account, so this waits. It goes on by itself.
github-unavailable = GitHub does not answer. It goes on by itself.
refused = GitHub refused this.
address-not-public = GitHub's messages do not reach this server: its address is not public, or something is in the way. Tasksource looks by itself every few minutes instead.
access-remains = What Tasksource gave was taken back, and GitHub still shows access. GitHub may only be slow, or there is another way in: a team, the organization, or somebody's hand. Tasksource looks again by itself.
internal = Something failed inside Tasksource. It is tried again.
