# The tasks of a project as a list, and the form for a new one.

tasks = Tasks
count = { $count ->
    [one] 1 task
   *[other] { $count } tasks
}
count-so-far = { $count ->
    [one] 1 task so far; more come as you scroll
   *[other] { $count } tasks so far; more come as you scroll
}
loading-more = Loading more

# Why there is no task to show.
none-fits = No task fits
try-another = Try another text, status or person.
none-yet = No task yet
none-yet-about = A task says what is to be done, by whom and in which repository. Its assignee gets push access there for as long as it is open.
see-repositories = See which repositories are linked

# The form for a new task.
new-task = New task
title = Title
text = Text
text-hint = What should be different afterwards? May be empty.
create = Create task
repository = Repository
only-repository = Repository: { $name }
assignee = Assignee
nobody-yet = Nobody yet
