# What cards of the board show.

priority = Priority: { $label }
no-priority = No priority
low = Low
medium = Medium
high = High
urgent = Urgent

# A day follows.
overdue-since = Overdue since
due-today = Due today,
due = Due

pull-request-on-its-way = pull request on its way
pull-request = pull request
changes-requested = changes requested
merged = merged

# Where a card is, for those who hear it.
moved = { $name }: { $column }, place { $place } of { $of }.
