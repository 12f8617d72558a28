# A task's access: how it stands, and what that means.

not-asked = Not asked for
awaits-connection = Waits for a GitHub account
on-its-way = On its way
granted = Granted
already-had = Was there before
blocked = Stopped
ending = Ending
ended = Ended
kept-by-another-task = Kept by another task
remains = Remains another way
held = Held back

# What stands for a name that is not known.
the-assignee = the assignee

# What somebody can do, put in as { $does } below.
does-read = read { $repository }
does-triage = triage { $repository }
does-push = push to { $repository }
does-maintain = maintain { $repository }
does-administer = administer { $repository }

# When access ends by itself, put in as { $until } below.
until-review-settled = until the review is settled
until-merged-or-closed = until the pull request is merged or closed
until-pull-request-open = until the pull request is open
until-closed-and-merged = until this task is closed and its pull request merged or closed
until-closed = until this task is closed

no-repository = This task has no repository: whoever is assigned gets access to nothing.
not-asked-explained = Whoever is assigned gets access to the task's repository, until it is closed.
awaits-connection-explained = { $who } has not connected a GitHub account yet. Access is given as soon as they do.
on-its-way-explained = GitHub is being asked to let { $who } { $does }.
granted-explained = { $who } can { $does } { $until }.
already-had-explained = { $who } could { $does } before this task. That is left alone.
blocked-explained = Somebody has to mend this first.
ending-explained = { $who }'s access to { $repository } is being taken back.
ended-explained = { $who } no longer reaches { $repository } through this task.
kept-by-another-task-explained = Another open task of { $who } on { $repository } still needs it.
remains-explained = What Tasksource gave is taken back, but { $who } still reaches { $repository } by a team, the organization, or somebody's hand.
held-explained = A manager holds { $who }'s access to { $repository } back. Tasksource gives none, whatever the tasks ask for, until a manager gives it back in the project's settings.
