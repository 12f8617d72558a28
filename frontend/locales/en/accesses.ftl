# Who can push and why, what still waits on GitHub, and what managers do about one access.

who-can-push = Who can push
who-can-push-about = Everybody who can push to this project's repositories, with the reason. GitHub is asked with your own account.
look-again = Look again
download = Download CSV
one-person = Only one person's access is shown.
show-all = Show everybody's
asking = Asking GitHub who can push now. These are Tasksource's own records.
differ = { $count ->
    [one] 1 access differs from Tasksource's records.
   *[other] { $count } accesses differ from Tasksource's records.
}
nobody-known = Nobody, as far as is known
nobody-known-about = As soon as an open task is assigned, its assignee appears here.

# What still waits.

still-to-happen = Still to happen on GitHub
tried = { $count ->
    [one] Tried 1 time
   *[other] Tried { $count } times
}
# Followed by when.
tried-again = Tried again

# Revoking, and giving back.

revoke-now = Revoke now
revoke-title = Revoke { $name }'s access to { $repository } now?
revoke-about = What Tasksource gave is taken back at once, in every project with this repository. No task brings it back until a manager presses Give back; the tasks stay as they are.
revoke-leaves = What they could do there before Tasksource stays, and so does what a team or the organization lets them do.
yes-revoke = Yes, revoke it
give-back = Give back

# A repository and its accounts.

access-to = Access to { $repository }
as-shown-now = as GitHub shows it now
from-records = What follows is from Tasksource's own records.
mend = Mend it on GitHub
invitations-hidden = Open invitations are not in it: GitHub shows them to administrators only.
truncated = More than a thousand accounts reach it; these are the first.
see = See it on GitHub
account = Account { $id }
another-project = Tasks of another project ask for it too.

# Each of these is followed by when it was.

a-manager = A manager
revoked-by = { $by } revoked it
given = Given
last-seen = Last seen on GitHub

# Follows when it was revoked.

no-task-brings-back = No task brings it back until a manager gives it back.

# What an account can do, and what it is invited to.

and-invited = { $now }, invited: { $right }
