//! What can go wrong in the store, by meaning.
//!
//! A refusal that a caller must answer for (a name that is taken, a change based on an old
//! version) is never an [`Error`]: the function that can meet it returns it as a type of its own
//! inside `Ok`, so that `tasks::save(tx, &task).await??` tells both apart.

use sqlx::migrate::MigrateError;

/// What a function of the store gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure that no caller can do anything about, save [`Error::BadCursor`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The driver or the database failed.
    #[error("the database failed")]
    Driver(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the database could not be brought up to date")]
    Migration(#[from] MigrateError),
    /// The address names no database that can be used here.
    #[error("a database's address begins with sqlite:// or postgres://")]
    UnknownDatabase,
    /// A row holds what no version of the program writes.
    #[error("row {id} of table {table} is broken in column {column}")]
    BrokenRow {
        /// The table.
        table: &'static str,
        /// The column, as the query names it.
        column: &'static str,
        /// The row's key.
        id: String,
    },
    /// A cursor did not come from the list that it was given to.
    #[error("the cursor is not one of this list")]
    BadCursor,
}

impl Error {
    /// Whether a row was refused because its key is there already.
    pub(crate) fn is_taken(&self) -> bool {
        let Self::Driver(sqlx::Error::Database(error)) = self else {
            return false;
        };
        error.is_unique_violation()
    }
}

/// The e-mail address belongs to another account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this e-mail address is already registered")]
pub struct EmailTaken;

/// The key belongs to another project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this key belongs to another project")]
pub struct KeyTaken;

/// The project has a label of this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is a label of this name already")]
pub struct LabelTaken;

/// The user is a member already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this person is a member already")]
pub struct AlreadyMember;

/// The repository is linked to the project already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this repository is linked already")]
pub struct AlreadyLinked;

/// The GitHub account is connected to another user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this GitHub account is connected to another user")]
pub struct AccountTaken;

/// Somebody else changed it meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("somebody else changed this meanwhile")]
pub struct Outdated;
