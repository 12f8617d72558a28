# Statuses, roles and rights, in a word or a few.

todo = To do
in-progress = In progress
in-review = In review
done = Done
canceled = Canceled

# How something that is still to happen on GitHub stands; said behind what it is.
waiting = waiting
running = running
blocked = stopped until this is mended
gave-up = given up

owner = Owner
manager = Manager
developer = Developer
viewer = Viewer

# What somebody can do in a repository. Some pages say it within a sentence, in small letters.
no-access = No access
can-read = Can read
can-triage = Can triage
can-push = Can push
can-maintain = Can maintain
administrator = Administrator

# What a project may give; the first word is GitHub's own.
right-triage = Triage: read, and sort issues and pull requests
right-push = Push: read and write
right-maintain = Maintain: push, and some of the settings
