//! All SQL of Tasksource, on SQLite and PostgreSQL by one implementation.
