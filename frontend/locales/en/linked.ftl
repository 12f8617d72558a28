# The repositories that are linked to a project.

none-linked = No repository is linked yet
none-linked-about = A manager links the GitHub repositories that this project's tasks work in.
private = private

development-branch = Development branch
no-branch = None yet: tasks cannot have a branch until one is picked.
steward = Steward
steward-about = Whose GitHub account acts on it
no-steward = Nobody: take over, so that access can be given and taken.
not-connected = { $name } (no GitHub account connected)

change-branch = Change branch
pick-branch = Pick branch

take-over = Take over
take-over-title = Become the steward?
take-over-about = From then on your GitHub account gives and takes access on this repository. It must be an administrator of it there.
yes-take-over = Yes, take over

unlink = Unlink
unlink-title = Unlink this repository?
unlink-about = What Tasksource gave on it for this project's tasks is taken back. Branches and pull requests stay on GitHub.
yes-unlink = Yes, unlink
