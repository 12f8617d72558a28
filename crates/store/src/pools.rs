//! Connections to either database, and how they are set up.

use std::{str::FromStr, time::Duration};

use sqlx::{
    PgPool, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    Error, Result,
    dialect::{BEGIN_READ, BEGIN_WRITE},
    migrations,
    transaction::Open,
};

/// How long a writer waits for another one, and anybody for a free connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// SQLite reads on few cores: more connections than this only queue elsewhere.
const SQLITE_READERS: u32 = 8;

const POSTGRES_CONNECTIONS: u32 = 20;

/// The connections to one database.
#[derive(Clone)]
pub(crate) enum Pools {
    /// SQLite has one writer at a time, so there is one connection that writes.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

impl Pools {
    pub(crate) async fn open(url: &str) -> Result<Self> {
        match url.split_once(':') {
            Some(("sqlite", _)) => Self::open_sqlite(url).await,
            Some(("postgres" | "postgresql", _)) => Self::open_postgres(url).await,
            _ => Err(Error::UnknownDatabase),
        }
    }

    async fn open_sqlite(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        // Writing first: it makes the file.
        let write = sqlite_pool(1).connect_with(options.clone()).await?;
        let read = sqlite_pool(SQLITE_READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    async fn open_postgres(url: &str) -> Result<Self> {
        let options = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(PATIENCE);
        Ok(Self::Postgres(options.connect(url).await?))
    }

    pub(crate) async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => migrations::sqlite().run(write).await?,
            Self::Postgres(pool) => migrations::postgres().run(pool).await?,
        }
        Ok(())
    }

    pub(crate) async fn begin_read(&self) -> Result<Open> {
        Ok(match self {
            Self::Sqlite { read, .. } => Open::Sqlite(read.begin_with(BEGIN_READ.sqlite).await?),
            Self::Postgres(pool) => Open::Postgres(pool.begin_with(BEGIN_READ.postgres).await?),
        })
    }

    pub(crate) async fn begin_write(&self) -> Result<Open> {
        Ok(match self {
            Self::Sqlite { write, .. } => Open::Sqlite(write.begin_with(BEGIN_WRITE.sqlite).await?),
            Self::Postgres(pool) => Open::Postgres(pool.begin_with(BEGIN_WRITE.postgres).await?),
        })
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

fn sqlite_pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        // A file does not hang up; asking it each time costs more than many a query.
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}
