# What the parts say that all pages are made of.

copy = Copy
copy-line = Copy { $line }
copied = Copied.
copying-not-allowed = The browser did not allow copying. Select the line instead.
keep-as-it-is = Keep as it is
loading = Loading

# The way out of a problem.
load-current = Load the current version
connect-in-profile = Connect GitHub in your profile
mend-on-github = Mend it on GitHub

# A page whose part of the program did not come.
page-not-loaded = This page could not be loaded
page-not-loaded-about = There may be a new version of Tasksource, or the server cannot be reached.
load-again = Load it again
