# Linking a repository: connect, pick it, pick its development branch, done.

link-repository = Link a repository
not-now = Not now
progress = Progress
step-connect = Connect
step-repository = Repository
step-done = Done

connect-about = Repositories are looked up with your own GitHub account. You come back to this page after connecting it.

# The branch stands between these two.

linked-with = { $name } is linked, with
as-development-branch = as its development branch.

from-now-on = From now on, by itself:
then-push = Whoever is assigned a task here can push to the repository while the task is open.
then-branch = Each task has its own branch, and its page shows the commits to those who may see them on GitHub.
then-close = Closing a task as done opens the pull request, then takes the access back.
finish = Finish

# Whose repositories there are.

owner = Owner
owner-typed = Type part of a login…
all-owners = All, latest work first
organization-missing = An organization is missing?
grant-access = Grant or request access on GitHub
ask-github = Ask GitHub about “{ $login }”
nobody-of-login = GitHub knows nobody of this login.

# The repositories.

name-typed = Type parts of the name…
mend = Mend it on GitHub
reading = Reading repositories from GitHub
found-all = { $all } repositories
found-all-so-far = { $all } repositories so far
found-some = { $fit } of { $all } repositories
found-some-so-far = { $fit } of { $all } repositories so far
repositories = Repositories
none-fits = No repository fits
none-fits-about = Try another owner or other parts of the name.
none-yet = No repository yet
none-yet-about = GitHub shows your account no repository. Create one there, or have somebody let you in to theirs; then come back.
private = private
archived = archived
fork = fork
# Followed by when.
pushed = pushed
select = Select

# Why a repository cannot be linked, or that it can.

administrator = You are an administrator
linked-already = Linked already.
archived-on-github = Archived on GitHub, where nothing can be changed.
no-access-here = You have no access here, but linking takes an administrator.
read-here = You can read here, but linking takes an administrator.
triage-here = You can triage here, but linking takes an administrator.
push-here = You can push here, but linking takes an administrator.
maintain-here = You can maintain here, but linking takes an administrator.

# The branches.

development-branch = Development branch
branch-about = Tasks start from this branch, and their pull requests go into it.
branch-typed = Type the beginning of its name…
branches = Branches
default-branch = default
protected-branch = protected
none-begins = No branch begins like this.
more-branches = Show more branches
or-type = or type the beginning of the name.
more-than-these = GitHub has more than these. Of those that are missing, only the beginning of the name finds one.
no-first-commit = It has no branch to start from. Push a first commit, then look again.
open-on-github = Open it on GitHub
look-again = Look again
use-branch = Use this branch
