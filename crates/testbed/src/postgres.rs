//! Databases of a PostgreSQL server, one for each test, gone with it.
//!
//! Those with tables are copied from one that was migrated once: that takes a third of the time.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::{ChainKeys, Clock, Store};
use uuid::Uuid;

/// What names the PostgreSQL server for tests; any database of it will do, as an owner of whom
/// others can be made.
const POSTGRES_URL: &str = "TEST_POSTGRES_URL";

/// Whoever makes the database to copy from holds this lock of the server's.
const MAKING: i64 = 0x7461_736b;

/// A database that is dropped with this.
pub(crate) struct PostgresDatabase {
    server: String,
    name: String,
}

impl PostgresDatabase {
    /// One without tables.
    pub(crate) async fn empty() -> Self {
        let database = Self::named_anew();
        let create = format!("CREATE DATABASE {}", database.name);
        let created = run(&database.server, create).await;
        created.expect("a database can be created");
        database
    }

    /// One with all its tables.
    pub(crate) async fn migrated() -> Self {
        let database = Self::named_anew();
        let copied = database.copy().await;
        copied.expect("a database can be copied");
        database
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        address_of(&self.server, &self.name)
    }

    fn named_anew() -> Self {
        Self {
            server: postgres_url(),
            name: format!("tasksource_test_{}", Uuid::now_v7().simple()),
        }
    }

    async fn copy(&self) -> Result<(), sqlx::Error> {
        let mut connection = PgConnection::connect(&self.server).await?;
        let template = format!("tasksource_template_{}", &store::fingerprint()[..16]);
        if !is_made(&mut connection, &template).await? {
            make(&mut connection, &self.server, &template).await?;
        }
        let copy = format!("CREATE DATABASE {} TEMPLATE {template}", self.name);
        execute(&mut connection, copy).await?;
        connection.close().await
    }
}

/// Only a database with all its tables is marked as a template.
async fn is_made(connection: &mut PgConnection, template: &str) -> Result<bool, sqlx::Error> {
    let made = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate");
    let made = made.bind(template).fetch_optional(connection).await?;
    Ok(made.is_some())
}

/// Makes the database to copy from, unless another test did while this one waited.
async fn make(
    connection: &mut PgConnection,
    server: &str,
    template: &str,
) -> Result<(), sqlx::Error> {
    execute(connection, format!("SELECT pg_advisory_lock({MAKING})")).await?;
    if !is_made(connection, template).await? {
        execute(connection, format!("DROP DATABASE IF EXISTS {template}")).await?;
        execute(connection, format!("CREATE DATABASE {template}")).await?;
        migrate(&address_of(server, template)).await;
        let mark = format!("ALTER DATABASE {template} IS_TEMPLATE true ALLOW_CONNECTIONS false");
        execute(connection, mark).await?;
    }
    execute(connection, format!("SELECT pg_advisory_unlock({MAKING})")).await
}

/// Nobody may be connected to what is copied.
async fn migrate(url: &str) {
    let keys = ChainKeys::new(vec![[0; 32]]);
    let store = Store::open(url, Clock::system(), keys).await;
    let store = store.expect("the database opens");
    store.migrate().await.expect("the migrations apply");
    store.close().await;
}

async fn run(server: &str, sql: String) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(server).await?;
    execute(&mut connection, sql).await?;
    connection.close().await
}

async fn execute(connection: &mut PgConnection, sql: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await?;
    Ok(())
}

fn address_of(server: &str, database: &str) -> String {
    // What follows a question mark may hold the folder of a socket, with slashes of its own.
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let (server, _) = address
        .rsplit_once('/')
        .expect("the address of the server ends with a database");
    format!("{server}/{database}?{options}")
}

impl Drop for PostgresDatabase {
    /// Dropping cannot wait, and a failed test may have left no runtime: a thread of its own does.
    fn drop(&mut self) {
        let drop_it = || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
            let dropped = async {
                tokio::time::timeout(Duration::from_secs(10), run(&self.server, sql)).await
            };
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
