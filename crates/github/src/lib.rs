//! All that Tasksource knows of GitHub's wire.
