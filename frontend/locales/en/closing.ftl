# What closing, canceling or reopening a task does on GitHub, said before it is done.

opens-pull-request = A pull request from { $branch } to { $base } is opened on GitHub.
opens-pull-request-somewhere = A pull request from { $branch } to the development branch is opened on GitHub.
no-branch = There is no branch, so no pull request is opened.
no-pull-request = No pull request is opened.
branch-stays = The branch { $branch } stays on GitHub as it is.
taken-back = What Tasksource gave { $who } on { $repository } is taken back, unless another open task needs it.
taken-back-later = What Tasksource gave { $who } on { $repository } is taken back when it is merged or closed, unless another open task needs it.
given-again = Reopening gives { $who } access to { $repository } again.
