//! The migrations, inside the program. They only go forward and come in pairs.
//!
//! A migration that has been released is never changed: the database remembers its checksum.

use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};

use crate::dialect::Clause;

macro_rules! pair {
    ($version:literal, $name:literal) => {
        Pair {
            version: $version,
            name: $name,
            sql: Clause {
                sqlite: include_str!(concat!("../../../migrations/sqlite/", $name, ".sql")),
                postgres: include_str!(concat!("../../../migrations/postgres/", $name, ".sql")),
            },
        }
    };
}

struct Pair {
    version: i64,
    name: &'static str,
    sql: Clause,
}

const PAIRS: &[Pair] = &[
    pair!(1, "0001_first_tables"),
    pair!(2, "0002_pace_and_deliveries"),
];

/// The migrations for SQLite.
pub(crate) fn sqlite() -> Migrator {
    migrator(|sql| sql.sqlite)
}

/// The migrations for PostgreSQL.
pub(crate) fn postgres() -> Migrator {
    migrator(|sql| sql.postgres)
}

fn migrator(text: fn(Clause) -> &'static str) -> Migrator {
    let migration = |pair: &Pair| {
        let sql = text(pair.sql).into_sql_str();
        let kind = MigrationType::Simple;
        Migration::new(pair.version, pair.name.into(), kind, sql, false)
    };
    Migrator::with_migrations(PAIRS.iter().map(migration).collect())
}
