# The settings of a project, its name and description, and the list of what happened.

title = Project settings
general = General
members = Members
integrations = Integrations
workflow = Workflow
access = Access
activity = Activity

about-project = About the project
description = Description
managers-change = Managers and owners can change this.

activity-about = Who did what, and why the system acted. Nothing here can be changed; the server can prove it.
nothing-happened = Nothing happened yet
nothing-happened-about = What people do here and what follows on GitHub is written down.
why = Why: { $reason }
github-request = GitHub’s request
