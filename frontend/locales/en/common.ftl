# Words that stand on buttons and labels everywhere.

save = Save
cancel = Cancel
close = Close
delete = Delete
remove = Remove
add = Add
saved = Saved.
try-again = Try again
show-more = Show more
name = Name
nobody = Nobody
undo = Undo
