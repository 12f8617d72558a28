# Which tasks the list and the board show, and in which order.

list = List
board = Board
views = View
find-by-text = Find tasks by text
find = Find tasks…
clear = Clear

# What tasks are told apart by, and what there is to choose.
status = Status
every-status = Every status
open = Open
assignee = Assignee
everybody = Everybody
label = Label
every-label = Every label
repository = Repository
every-repository = Every repository

# How they are sorted.
sort-by = Sort by
newest = Newest
priority = Priority
due-day = Due day
last-changed = Last changed
