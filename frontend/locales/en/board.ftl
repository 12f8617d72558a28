# The board of a project: its columns, its cards, and what moving them says.

by-hand = By hand
cards = Cards
no-task = No task here.
add-to = Add a task to { $status }
move-card = Move { $name }

# Read out while a card is moved with the keyboard.
held = Held. Arrow keys move it, space puts it down, escape lets it be.
put-down = Put down.
unmoved = It stays there.
let-be = { $name } stays where it was.

# Why a card was not moved.
not-moved = { $name } was not moved: { $why }
is-sorted = the board is sorted. Sort it by hand to put cards in order.
is-closed = it is closed. Reopen it first.
only-managers = only managers close and reopen tasks.

# What is asked before a card gets into a closed column or out of one.
ask-done = Close { $name } as done?
close-as-done = Close as done
ask-cancel = Cancel { $name }?
cancel-task = Cancel task
ask-reopen = Reopen { $name }?
reopen = Reopen
nothing-follows = Nothing follows on GitHub.
