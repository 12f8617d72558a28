//! A statement with its values, on whichever database the transaction is open.

use sqlx::{
    Encode, PgConnection, Postgres, Sqlite, SqliteConnection, Type, postgres::PgArguments,
    sqlite::SqliteArguments,
};

use crate::{Result, row::Row};

/// A statement that is about to run. Its values are always bound, never written into its text.
#[must_use = "a statement does nothing until it is run"]
pub(crate) enum Query<'t> {
    Sqlite(
        &'t mut SqliteConnection,
        sqlx::query::Query<'static, Sqlite, SqliteArguments>,
    ),
    Postgres(
        &'t mut PgConnection,
        sqlx::query::Query<'static, Postgres, PgArguments>,
    ),
}

/// What can be bound to a statement of either database.
pub(crate) trait Value<'v>:
    Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>
{
}

impl<'v, T> Value<'v> for T where
    T: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>
{
}

impl Query<'_> {
    /// Binds the next value: the first is `$1`.
    pub(crate) fn bind<'v>(self, value: impl Value<'v>) -> Self {
        match self {
            Self::Sqlite(connection, query) => Self::Sqlite(connection, query.bind(value)),
            Self::Postgres(connection, query) => Self::Postgres(connection, query.bind(value)),
        }
    }

    /// Runs it for its effect; gives the number of rows that it touched.
    pub(crate) async fn execute(self) -> Result<u64> {
        Ok(match self {
            Self::Sqlite(connection, query) => query.execute(connection).await?.rows_affected(),
            Self::Postgres(connection, query) => query.execute(connection).await?.rows_affected(),
        })
    }

    /// The row that is certainly there.
    pub(crate) async fn one(self) -> Result<Row> {
        Ok(match self {
            Self::Sqlite(connection, query) => Row::Sqlite(query.fetch_one(connection).await?),
            Self::Postgres(connection, query) => Row::Postgres(query.fetch_one(connection).await?),
        })
    }

    /// The row, where there is one.
    pub(crate) async fn optional<T>(
        self,
        read: impl FnOnce(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        let row = match self {
            Self::Sqlite(connection, query) => {
                query.fetch_optional(connection).await?.map(Row::Sqlite)
            }
            Self::Postgres(connection, query) => {
                query.fetch_optional(connection).await?.map(Row::Postgres)
            }
        };
        row.as_ref().map(read).transpose()
    }

    /// All rows.
    pub(crate) async fn all<T>(self, mut read: impl FnMut(&Row) -> Result<T>) -> Result<Vec<T>> {
        match self {
            Self::Sqlite(connection, query) => {
                let rows = query.fetch_all(connection).await?;
                rows.into_iter()
                    .map(|row| read(&Row::Sqlite(row)))
                    .collect()
            }
            Self::Postgres(connection, query) => {
                let rows = query.fetch_all(connection).await?;
                rows.into_iter()
                    .map(|row| read(&Row::Postgres(row)))
                    .collect()
            }
        }
    }
}
