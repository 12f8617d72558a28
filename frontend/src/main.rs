//! The pages of Tasksource.

fn main() {}
