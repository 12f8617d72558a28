//! The HTTP API of Tasksource, for the browser and for programs.
