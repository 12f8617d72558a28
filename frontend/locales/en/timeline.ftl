# What happened to a task, and what comes next.

title = Timeline
coming = Next
so-far = So far
tried-again = Tried again

# What an entry says beside its kind

edited-title = title
edited-text = text
edited-status = status: { $status }
edited-priority = priority: { $priority }
edited-no-priority = no priority
edited-due = due: { $day }
edited-not-due = no due day
edited-labels = labels
edited-repository = repository
right-given = tasks give “{ $right }”
closing-changed = how tasks are handed over
follows-changed = what a status follows
access-found = { $access }; “{ $seen }” instead of “{ $given }”
access-left = { $access }; “{ $right }” stays, as before
access-resized = { $access }; “{ $right }” from now on
