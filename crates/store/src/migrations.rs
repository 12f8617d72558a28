//! The migrations, inside the program. They only go forward and come in pairs.
//!
//! A migration that has been released is never changed: the database remembers its checksum.

use sha2::{Digest, Sha256};
use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};

use crate::{ReadTx, Result, dialect::Clause};

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
    pair!(3, "0003_chained_activity"),
    pair!(4, "0004_project_options"),
    pair!(5, "0005_events"),
    pair!(6, "0006_notifications"),
    pair!(7, "0007_board_and_talk"),
];

/// The migrations for SQLite.
pub(crate) fn sqlite() -> Migrator {
    migrator(|sql| sql.sqlite)
}

/// The migrations for PostgreSQL.
pub(crate) fn postgres() -> Migrator {
    migrator(|sql| sql.postgres)
}

/// What tells these migrations from those of another version: hexadecimal digits.
pub fn fingerprint() -> String {
    let mut all = Sha256::new();
    for pair in PAIRS {
        all.update(pair.sql.sqlite);
        all.update(pair.sql.postgres);
    }
    hex::encode(all.finalize())
}

/// Whether the database has them all.
pub(crate) async fn are_applied(tx: &mut ReadTx) -> Result<bool> {
    const BEGUN: Clause = Clause {
        sqlite: "SELECT name FROM sqlite_schema WHERE name = '_sqlx_migrations'",
        postgres: "SELECT tablename FROM pg_tables WHERE tablename = '_sqlx_migrations'",
    };
    const APPLIED: &str = "
        SELECT COUNT(*) AS applied
        FROM _sqlx_migrations
        WHERE success";
    let begun = tx.query_with("", BEGUN).optional(|_| Ok(())).await?;
    if begun.is_none() {
        return Ok(false);
    }
    let applied: i64 = tx.query(APPLIED).one().await?.get("applied")?;
    Ok(usize::try_from(applied).is_ok_and(|applied| applied >= PAIRS.len()))
}

fn migrator(text: fn(Clause) -> &'static str) -> Migrator {
    let migration = |pair: &Pair| {
        let sql = text(pair.sql).into_sql_str();
        let kind = MigrationType::Simple;
        Migration::new(pair.version, pair.name.into(), kind, sql, false)
    };
    Migrator::with_migrations(PAIRS.iter().map(migration).collect())
}
