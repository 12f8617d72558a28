# The projects of a person, the form for a new one, and the frame around the pages of one.

projects = Projects
none-yet = No project yet
none-yet-about = A project holds tasks, the people who work on them, and the GitHub repositories they work in. Create one, or ask a manager to add you to theirs.
open-tasks = { $count ->
    [one] 1 open task
   *[other] { $count } open tasks
}

# The form for a new project.
new-project = New project
key = Key
key-hint = Stands before the numbers of its tasks, as in WEB-42. It cannot be changed later.
description = Description
description-hint = What the project is about. May be empty.
create = Create project

# The frame around the pages of a project.
project = Project
tasks = Tasks
settings = Settings
