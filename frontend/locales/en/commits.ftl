# The commits of a task's branch.

title = Commits
refresh = Refresh
not-connected = Commits are shown with your own GitHub account, and you have not connected one.
reconnect-needed = GitHub no longer takes your connection. Connect again to see the commits.
connect-again = Connect GitHub again
no-access = Your GitHub account does not reach this repository, so its commits are not shown to you.
level = Level with the development branch.
ahead = { $count ->
    [one] 1 commit ahead of the development branch.
   *[other] { $count } commits ahead of the development branch.
}
behind = { $count ->
    [one] 1 commit behind the development branch.
   *[other] { $count } commits behind the development branch.
}
parted = { $count ->
    [one] 1 commit ahead of the development branch, { $behind } behind.
   *[other] { $count } commits ahead of the development branch, { $behind } behind.
}
compare = Compare on GitHub
none-yet = No commit yet. What is pushed to the branch appears here.
verified = Verified

# The bars of the days

by-day = { $most ->
    [one] Commits by day, { $first } to { $last }: at most 1 commit on a day
   *[other] Commits by day, { $first } to { $last }: at most { $most } commits on a day
}
on-day = { $count ->
    [one] { $day }: 1 commit
   *[other] { $day }: { $count } commits
}
