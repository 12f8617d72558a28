//! A row of either database, read by column names.
//!
//! What a row holds is trusted no more than what comes over the wire: words are parsed again, and
//! one that is unknown is [`Error::BrokenRow`], never a panic.

use std::str::FromStr;

use serde::{
    Deserialize,
    de::{IntoDeserializer, value},
};
use sqlx::{Decode, Postgres, Row as _, Sqlite, Type, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use crate::{Error, Result};

/// A row. Every query names the row's key as its first column.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// What can be read from a column of either database.
pub(crate) trait Column:
    for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>
{
}

impl<T> Column for T where
    T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>
{
}

impl Row {
    /// The value of a column.
    pub(crate) fn get<T: Column>(&self, column: &'static str) -> Result<T> {
        let value = match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        };
        Ok(value?)
    }

    /// The value of a column that is an id or number of its own type.
    pub(crate) fn id<I, T: Column>(&self, column: &'static str, wrap: fn(T) -> I) -> Result<I> {
        self.get(column).map(wrap)
    }

    /// The same, where there may be none.
    pub(crate) fn id_or_none<I, T>(
        &self,
        column: &'static str,
        wrap: fn(T) -> I,
    ) -> Result<Option<I>>
    where
        Option<T>: Column,
    {
        Ok(self.get::<Option<T>>(column)?.map(wrap))
    }

    /// The value of a column that holds a name or a word of the domain.
    pub(crate) fn word<T: for<'de> Deserialize<'de>>(
        &self,
        table: &'static str,
        column: &'static str,
    ) -> Result<T> {
        self.word_or_none(table, column)?
            .ok_or_else(|| self.broken(table, column))
    }

    /// The same, where there may be none.
    pub(crate) fn word_or_none<T: for<'de> Deserialize<'de>>(
        &self,
        table: &'static str,
        column: &'static str,
    ) -> Result<Option<T>> {
        let Some(text) = self.get::<Option<String>>(column)? else {
            return Ok(None);
        };
        let text: value::StringDeserializer<value::Error> = text.into_deserializer();
        T::deserialize(text)
            .map(Some)
            .map_err(|_| self.broken(table, column))
    }

    /// The value of a column that holds text with a form of its own.
    pub(crate) fn parsed<T: FromStr>(
        &self,
        table: &'static str,
        column: &'static str,
    ) -> Result<T> {
        let text: String = self.get(column)?;
        text.parse().map_err(|_| self.broken(table, column))
    }

    /// The error that says that this row cannot be understood.
    pub(crate) fn broken(&self, table: &'static str, column: &'static str) -> Error {
        let id = self.key();
        Error::BrokenRow { table, column, id }
    }

    fn key(&self) -> String {
        fn first<T: Column>(row: &Row) -> Option<T> {
            match row {
                Row::Sqlite(row) => row.try_get(0).ok(),
                Row::Postgres(row) => row.try_get(0).ok(),
            }
        }
        first::<Uuid>(self)
            .map(|id| id.to_string())
            .or_else(|| first::<i64>(self).map(|id| id.to_string()))
            .unwrap_or_default()
    }
}
