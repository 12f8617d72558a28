# What people say about a task.

title = Comments
none-yet = Nobody has said anything yet.
deleted-account = A deleted account
changed = changed
edit-comment = Edit comment
delete-comment = Delete comment
comment = Comment
save-comment = Save comment
say-something = Say something
say-hint = Markdown. @ and a name mentions a member.
send = Comment
mention = Mention
