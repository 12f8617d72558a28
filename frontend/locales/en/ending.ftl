# The end of a connection to GitHub: what it will stop, and what is left to be finished there.

nothing-depends = No project depends on it.
access-depends = Access that was given through it to { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
} is taken back.
projects-depend = { $projects ->
    [one] 1 project
   *[other] { $projects } projects
} with { $tasks ->
    [one] 1 open task
   *[other] { $tasks } open tasks
} { $projects ->
    [one] depends
   *[other] depend
} on it.
all-depends = { $projects ->
    [one] 1 project
   *[other] { $projects } projects
} with { $tasks ->
    [one] 1 open task
   *[other] { $tasks } open tasks
} { $projects ->
    [one] depends
   *[other] depend
} on it, and so does the access of { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
}, which is taken back.

removed = The connection to { $login } is removed, and its tokens are wiped here.
grant-left = GitHub did not confirm that the grant is deleted. Look at your authorized apps there, and revoke Tasksource if it is still listed.
access-left = Access that was given through it to { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
} could not be taken back. It is as soon as another manager takes over the repository; until then it can be removed on GitHub by hand.
