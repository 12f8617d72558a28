# The page of one task, save for its commits, comments and timeline.

# Access on GitHub

access = Access on GitHub
see-what-waits = See what waits

# Closing and reopening

finish = Finish
close-as-done = Close as done
cancel-task = Cancel task
cancel-question = Cancel this task?
cancel-about = The task is closed without being done.
cancel-yes = Yes, cancel task
closed = Closed
reopen = Reopen

# The branch

branch = Branch
no-repository = The task has no repository. A manager links one under Settings, Integrations, and chooses it here.
no-development-branch = The repository has no development branch yet. A manager picks it under Settings, Integrations.
branch-promised = It will be called { $name } and start from { $start }.
create-branch = Create branch

# How the task stands

properties = Task
created-by = Created by
status = Status
assignee = Assignee
without-account = { $name } (no GitHub account yet)
repository = Repository
repository-none = None
priority = Priority
due-day = Due day
labels = Labels
labels-none = None
choose-labels = Choose labels
all-labels = Labels of the project
new-label = New label
create-label = Create label

# Title and text

title = Title
edit-title = Edit title
written = Text
edit-written = Edit text
markdown = Markdown
nothing-written = Nothing is written here yet.
changed-meanwhile = Somebody else changed the task. It now says:
saving-replaces = Saving puts yours in its place.

# The pull request

pull-request = Pull request
pull-request-number = Pull request #{ $number }
pull-request-to-come = Closing the task as done opens it.
pull-request-to-take-over = It is on GitHub already. Closing the task as done takes it over.

# Undoing

is-closed = { $task } is closed.
is-open-again = { $task } is open again. Nothing was sent to GitHub.
is-somebodys = { $task } is { $name }'s now.
is-nobodys = { $task } is nobody's now.
is-as-before = It is as it was before.
not-undone = It could not be undone. { $why }

# Checks and reviews

verdicts = Checks and reviews
no-verdicts = No check has run and nobody has reviewed yet.
check-running = running
check-passed = passed
check-failed = failed
check-skipped = skipped
review-approved = approved
review-asks-for-changes = asks for changes
review-commented = commented
review-dismissed = dismissed
