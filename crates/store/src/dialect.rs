//! Where the two databases want different words. Everything else is one text for both.

/// A clause that is added to the end of a statement.
#[derive(Clone, Copy)]
pub(crate) struct Clause {
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

/// Holds a row until the end of the transaction; SQLite has one writer at a time anyway.
pub(crate) const FOR_UPDATE: Clause = Clause {
    sqlite: "",
    postgres: " FOR UPDATE",
};

/// The same for the effect that is picked, and passes over those that another worker holds.
pub(crate) const SKIP_LOCKED_EFFECTS: Clause = Clause {
    sqlite: "",
    postgres: " FOR UPDATE OF e SKIP LOCKED",
};

/// Begins a transaction that writes.
pub(crate) const BEGIN_WRITE: Clause = Clause {
    // A plain BEGIN would fail when it turns from reading to writing beside another writer.
    sqlite: "BEGIN IMMEDIATE",
    postgres: "BEGIN ISOLATION LEVEL READ COMMITTED",
};

/// Begins a transaction that reads, and sees one state from its first to its last query.
pub(crate) const BEGIN_READ: Clause = Clause {
    sqlite: "BEGIN DEFERRED",
    postgres: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
};
