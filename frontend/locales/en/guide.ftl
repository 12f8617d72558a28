# The page of the guide; its text is a file beside the pages.

title = Tasksource and GitHub
