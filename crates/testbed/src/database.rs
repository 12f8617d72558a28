//! Fresh databases of both kinds, one for each test, gone with it.
//!
//! SQLite is a file, as in life, never `:memory:`. PostgreSQL is never left out in silence: a test
//! without it fails and says what to do.

use std::path::Path;

use chrono::{DateTime, Utc};
use store::{ChainKeys, Clock, ManualClock, Store};
use tempfile::TempDir;

use crate::postgres::PostgresDatabase;

/// A database of its own for one test, with its tables, and the clock that it is dated by.
pub struct TestDatabase {
    /// The store on it.
    pub store: Store,
    /// What moves its time.
    pub clock: ManualClock,
    /// Its address, for another process or another store on the same database.
    pub url: String,
    _remains: Remains,
}

/// What is to be cleared away.
enum Remains {
    Folder {
        _folder: TempDir,
    },
    Database {
        _database: PostgresDatabase,
    },
    /// Another process clears it away.
    Nothing,
}

impl TestDatabase {
    /// A fresh database on SQLite, without tables.
    pub async fn empty_sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let url = format!("sqlite://{}/test.db", folder.path().display());
        Self::open(url, start(), Remains::Folder { _folder: folder }).await
    }

    /// A fresh database on PostgreSQL, without tables.
    pub async fn empty_postgres() -> Self {
        Self::on(PostgresDatabase::empty().await).await
    }

    /// A fresh database on SQLite.
    pub async fn sqlite() -> Self {
        Self::empty_sqlite().await.migrated().await
    }

    /// A fresh database on PostgreSQL.
    pub async fn postgres() -> Self {
        Self::on(PostgresDatabase::migrated().await).await
    }

    /// A fresh database on SQLite that stays: `tasksource.db` in this folder.
    pub async fn kept(folder: &Path, keys: ChainKeys) -> Self {
        let url = format!("sqlite://{}/tasksource.db", folder.display());
        let kept = Self::open_with(url, start(), keys, Remains::Nothing).await;
        kept.migrated().await
    }

    /// Another store on the same database: what a second process would have.
    pub async fn another_store(&self) -> Store {
        Store::open(
            &self.url,
            self.store.clock().clone(),
            self.store.keys().clone(),
        )
        .await
        .expect("the database opens again")
    }

    /// The database of another process, at the time that it is there.
    pub async fn attach(url: String, now: DateTime<Utc>) -> Self {
        Self::open(url, now, Remains::Nothing).await
    }

    async fn on(database: PostgresDatabase) -> Self {
        let url = database.url();
        let remains = Remains::Database {
            _database: database,
        };
        Self::open(url, start(), remains).await
    }

    async fn open(url: String, now: DateTime<Utc>, remains: Remains) -> Self {
        let keys = ChainKeys::new(vec![[0xc4; 32]]);
        Self::open_with(url, now, keys, remains).await
    }

    async fn open_with(url: String, now: DateTime<Utc>, keys: ChainKeys, remains: Remains) -> Self {
        let (clock, hands) = Clock::manual(now);
        let store = Store::open(&url, clock, keys).await;
        let store = store.expect("the database opens");
        Self {
            store,
            clock: hands,
            url,
            _remains: remains,
        }
    }

    async fn migrated(self) -> Self {
        self.store.migrate().await.expect("the migrations apply");
        self
    }
}

/// When every test begins.
fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).expect("a time of this century")
}

/// Makes two tests of each claim: `claim::sqlite` and `claim::postgres`.
///
/// ```ignore
/// testbed::on_both! {
///     async fn a_number_is_given_once(db: TestDatabase) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both {
    ($(
        $(#[$attribute:meta])*
        async fn $claim:ident($db:ident: TestDatabase $(,)?) $body:block
    )*) => {$(
        $(#[$attribute])*
        async fn $claim($db: $crate::database::TestDatabase) $body

        mod $claim {
            use $crate::database::TestDatabase;

            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$claim(TestDatabase::sqlite().await).await;
            }

            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$claim(TestDatabase::postgres().await).await;
            }
        }
    )*};
}
