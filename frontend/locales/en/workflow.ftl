# How tasks live on GitHub, from the right that they give to how they end.

how-tasks-live = How tasks live on GitHub
gives-right = Assigning a task in an organization gives this right. { $right }.
ends-when-merged = Access ends when the pull request is merged or closed.
ends-when-open = Access ends as soon as the pull request is open.
branch-moves = A branch moves a task to in progress.
pull-request-moves = A pull request moves a task to in review.
merge-closes = A merge closes a task as done.

access = Access
access-about = The right that assigning a task gives in an organization's repository. A person's own repository knows one right only: to push. A higher right that somebody has already is never lowered.
right = Right
until = Access of a task that is done ends
until-open = As soon as the pull request is open
until-merged = When the pull request is merged or closed
comes-back = If a review asks for changes, access comes back until it is settled.

pull-request = Pull request
pull-request-about = Closing a task as done opens it. These places are filled: { "{key}" }, { "{number}" }, { "{title}" }, { "{project}" } and { "{url}" }.
title = Title
# Followed by the title as a task would have it.
for-instance = For instance:
example-title = Make the pages load faster
text = Text
text-hint = Markdown; may stay empty.
backlink = Link back to the task
backlink-hint = At the end of the text. Whoever sees the pull request sees the address.
draft = Open as a draft
draft-hint = Where a repository knows no drafts, it is ready for review at once.

review = Review
review-about = Who is asked when the pull request is opened; never its author.
members = Members
other-accounts = Other GitHub accounts
other-accounts-hint = Their logins, with spaces between them. GitHub asks only those who can see the repository.
nobody-asked = No GitHub account connected yet, so nobody is asked.

status = Status follows the work
status-about = Only ever forwards, and each step once: whoever moves a task back has the last word until the work goes on.
follow-branch = A branch or a first push: in progress
follow-branch-hint = A branch that begins with the task's key, such as web-42, is found by itself.
follow-pull-request = A pull request is opened: in review
follow-merge = The pull request is merged: done
follow-merge-hint = The task is closed, and access ends.
