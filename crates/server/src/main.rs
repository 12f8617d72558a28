//! tasksource: the one binary.

fn main() {}
