//! Fresh databases of both kinds, one for each test, gone with it.
//!
//! SQLite is a file, as in life, never `:memory:`. PostgreSQL is never left out in silence: a test
//! without it fails and says what to do.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::{ChainKeys, Clock, ManualClock, Store};
use tempfile::TempDir;
use uuid::Uuid;

/// What names the PostgreSQL server for tests; any database of it will do, as an owner of whom
/// others can be made.
const POSTGRES_URL: &str = "TEST_POSTGRES_URL";

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

struct PostgresDatabase {
    server: String,
    name: String,
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
        let database = PostgresDatabase::create().await;
        let url = database.url();
        Self::open(
            url,
            start(),
            Remains::Database {
                _database: database,
            },
        )
        .await
    }

    /// A fresh database on SQLite.
    pub async fn sqlite() -> Self {
        Self::empty_sqlite().await.migrated().await
    }

    /// A fresh database on PostgreSQL.
    pub async fn postgres() -> Self {
        Self::empty_postgres().await.migrated().await
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

    async fn open(url: String, now: DateTime<Utc>, remains: Remains) -> Self {
        let (clock, hands) = Clock::manual(now);
        let keys = ChainKeys::new(vec![[0xc4; 32]]);
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

impl PostgresDatabase {
    async fn create() -> Self {
        let server = postgres_url();
        let name = format!("tasksource_test_{}", Uuid::now_v7().simple());
        let database = Self { server, name };
        database
            .run(format!("CREATE DATABASE {}", database.name))
            .await
            .expect("a database can be created");
        database
    }

    fn url(&self) -> String {
        // What follows a question mark may hold the folder of a socket, with slashes of its own.
        let (address, options) = self.server.split_once('?').unwrap_or((&self.server, ""));
        let (server, _) = address
            .rsplit_once('/')
            .expect("the address of the server ends with a database");
        format!("{server}/{}?{options}", self.name)
    }

    async fn run(&self, sql: String) -> Result<(), sqlx::Error> {
        let mut connection = PgConnection::connect(&self.server).await?;
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await?;
        connection.close().await
    }
}

impl Drop for PostgresDatabase {
    /// Dropping cannot wait, and a failed test may have left no runtime: a thread of its own does.
    fn drop(&mut self) {
        let drop_it = || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
            let dropped =
                async { tokio::time::timeout(Duration::from_secs(10), self.run(sql)).await };
            runtime.block_on(dropped).map_err(std::io::Error::other)
        };
        let ended = std::thread::scope(|scope| scope.spawn(drop_it).join());
        if !matches!(ended, Ok(Ok(Ok(())))) {
            eprintln!("the database {} could not be dropped", self.name);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests have no settings: where PostgreSQL is is told by whoever runs them"
)]
fn postgres_url() -> String {
    std::env::var(POSTGRES_URL).unwrap_or_else(|_| {
        panic!(
            "{POSTGRES_URL} is not set, so nothing can be tested on PostgreSQL. Run all tests \
             with `cargo xtask test`, which brings up a server of its own, or set it to such as \
             postgres://user@127.0.0.1:5432/postgres"
        )
    })
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
