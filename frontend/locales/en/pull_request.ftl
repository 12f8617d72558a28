# How far a task's pull request has come.

not-asked = No pull request yet.
awaited = The pull request is being opened.
linked = The pull request is open on GitHub.
changes-requested = A review asks for changes. Access is back until the review is settled.
merged = The pull request is merged.
closed = The pull request was closed on GitHub without being merged.
nothing-to-merge = No pull request: the branch holds nothing that the development branch lacks.
switched-off = No pull request: the repository does not accept any.
base-missing = No pull request: the development branch is gone on GitHub.
branch-missing = No pull request: the task's branch is gone on GitHub.
repository-missing = No pull request: the repository is gone on GitHub or out of reach.
refused = No pull request: GitHub refused it.
gave-up = No pull request: GitHub could not be reached for too long.
