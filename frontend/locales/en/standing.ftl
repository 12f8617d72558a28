# Why somebody reaches a repository, and what was done there by hand.

added = Given by hand
raised = Raised by hand
lowered = Lowered by hand
removed = Removed by hand

added-explained = Somebody gave this on GitHub. Tasksource did not, so it will not take it away.
raised-explained = Somebody gave more on GitHub than Tasksource did or found there. That is left alone.
taken-and-asked-for = Somebody took it on GitHub, though a task asks for it: the next look gives it back. To end it, revoke it here.
taken = Somebody took it on GitHub.

was-before = It was there before Tasksource, which leaves it alone.
is-owner = The repository is their own.
by-organization = The organization lets them in: as an owner, as a member, or by a team.
by-hand = No task asks for it.
