# The palette with what it offers, and the shortcuts of the keyboard.

palette = Go to or do
field = Project, task, page or action
example = A task's key, words of its title, a project, a page…
choices = Choices
searching = Searching…
found = { $count ->
    [0] Nothing fits.
    [one] One choice
   *[other] { $count } choices
}

# What kind of thing a choice is.
kind-open-task = open task
kind-task = task
kind-project = project
kind-page = page
kind-action = action
kind-help = help

# What is offered within a project.
tasks-of = Tasks of { $key }
new-task-in = New task in { $key }
settings-of = Settings of { $key }: { $tab }
general = General
members = Members
integrations = Integrations
workflow = Workflow
access = Access
activity = Activity

# What is offered everywhere.
projects = Projects
guide = Guide to GitHub
new-project = New project
profile = Profile settings
connect = Connect GitHub
my-access = My access on GitHub
security = Security: sessions and tokens
switch-theme = Switch between light and dark
shortcuts = Keyboard shortcuts

# The keys, and what each does.
control-k = Ctrl K or ⌘ K
one-then-other = { $first } then { $second }
go-or-do = Go to a project, task or page, or do something
go-to-projects = Go to your projects
go-to-tasks = Go to the tasks of this project
go-to-settings = Go to the settings of this project
go-to-profile = Go to your profile
create-task = Create a task in this project
undo-last = Undo what you just did, while that is on offer
show-shortcuts = Show these shortcuts
