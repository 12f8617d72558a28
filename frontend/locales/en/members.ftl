# Who is in a project, and as what.

title = Members
about = Roles decide about Tasksource only. What somebody can do on GitHub follows from their tasks.

add-somebody = Add somebody
add-about = They need a Tasksource account first.
email = E-mail
role = Role
add-member = Add member

no-github = No GitHub account yet
github = GitHub: { $login }
access = Access
access-of = Access of { $name }
role-of = Role of { $name }

remove-member = Remove { $name }
remove-title = Remove { $name } from the project?
remove-about = They no longer see the project. Their open tasks are unassigned, and what Tasksource gave them on GitHub for these is taken back.
yes-remove = Yes, remove member
