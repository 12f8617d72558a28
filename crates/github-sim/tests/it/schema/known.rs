//! The files that keep what is known of the replies: which statuses, which fields.
//! `UPDATE_SCHEMA=1` writes them anew; otherwise a difference is a failure.

use std::path::{Path, PathBuf};

/// The folder of the validator and of all that is known.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema")
}

/// Holds a text against the file that is kept; the lines that differ are told.
pub(super) fn compare(name: &str, found: &str) {
    let path = folder().join("known").join(name);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        return std::fs::write(&path, found).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let gone = known
        .lines()
        .filter(|line| !found.lines().any(|one| one == *line));
    let fresh = found
        .lines()
        .filter(|line| !known.lines().any(|one| one == *line));
    let changes: Vec<_> = gone
        .map(|line| format!("- {line}"))
        .chain(fresh.map(|line| format!("+ {line}")))
        .collect();
    let hint = "if that is meant: UPDATE_SCHEMA=1";
    assert!(
        changes.is_empty(),
        "{name}, {hint}:\n{}",
        changes.join("\n")
    );
}
