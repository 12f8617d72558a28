//! Migrations: they come in pairs, apply on both, and keep the rows that were there before.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use domain::{
    activity::ActivityKind,
    ids::{ProjectId, TaskNumber},
    pull_request::PullRequestState,
};
use sqlx::{AssertSqlSafe, PgPool, Row, SqlitePool, migrate::Migrator};
use store::{activity, tasks};
use testbed::database::TestDatabase;
use uuid::Uuid;

const PROJECT: ProjectId = ProjectId(Uuid::from_u128(0x10));

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn names(kind: &str) -> Vec<String> {
    let files = fs::read_dir(folder("../../migrations").join(kind)).unwrap();
    let mut names: Vec<_> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The sample rows that belong after a migration, in the words of one database.
fn samples(version: i64, uuid: impl Fn(u128) -> String, bytes: impl Fn(&str) -> String) -> String {
    let path = folder("tests/samples").join(format!("{version:04}.sql"));
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("{} is missing: every migration has one", path.display()));
    let mut parts = text.split('`');
    let mut sql = parts.next().unwrap_or_default().to_owned();
    while let (Some(value), Some(rest)) = (parts.next(), parts.next()) {
        match value.split_once(' ').unwrap() {
            ("uuid", number) => sql += &uuid(number.parse().unwrap()),
            ("bytes", hex) => sql += &bytes(hex),
            _ => panic!("{value} is neither a uuid nor bytes"),
        }
        sql += rest;
    }
    sql
}

#[test]
fn migrations_come_in_pairs() {
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
async fn sample_rows_live_through_all_migrations_on_sqlite() {
    let db = TestDatabase::empty_sqlite().await;
    let pool = SqlitePool::connect(&db.url).await.unwrap();
    let migrator = Migrator::new(folder("../../migrations/sqlite"))
        .await
        .unwrap();
    for migration in migrator.iter() {
        migrator.run_to(migration.version, &pool).await.unwrap();
        let uuid = |number: u128| format!("X'{number:032x}'");
        let sql = samples(migration.version, uuid, |hex| format!("X'{hex}'"));
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&pool)
            .await
            .unwrap();
    }
    pool.close().await;
    todays_code_reads_the_sample(&db).await;
}

#[tokio::test]
async fn sample_rows_live_through_all_migrations_on_postgres() {
    let db = TestDatabase::empty_postgres().await;
    let pool = PgPool::connect(&db.url).await.unwrap();
    let migrator = Migrator::new(folder("../../migrations/postgres"))
        .await
        .unwrap();
    for migration in migrator.iter() {
        migrator.run_to(migration.version, &pool).await.unwrap();
        let uuid = |number: u128| format!("'{}'", Uuid::from_u128(number));
        let sql = samples(migration.version, uuid, |hex| format!("'\\x{hex}'"));
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&pool)
            .await
            .unwrap();
    }
    pool.close().await;
    todays_code_reads_the_sample(&db).await;
}

async fn todays_code_reads_the_sample(db: &TestDatabase) {
    db.store
        .migrate()
        .await
        .expect("the program brings the same migrations");
    let task = db
        .store
        .read(async |tx| tasks::find(tx, PROJECT, TaskNumber(1)).await);
    let task = task.await.unwrap().unwrap();
    assert_eq!(task.title.as_str(), "A sample");
    assert_eq!(task.pull_request, PullRequestState::Linked);
    entries_from_before_are_in_their_chain(db).await;
}

async fn entries_from_before_are_in_their_chain(db: &TestDatabase) {
    let store = &db.store;
    let proved = store.read(async |tx| activity::verify(tx, store.keys(), &[]).await);
    let report = proved.await.unwrap();
    assert_eq!(report.faults, []);
    assert_eq!(
        report.entries, 3,
        "the entry, its chain's beginning, and that they were taken in"
    );
    let listed = store.read(async |tx| activity::list(tx, PROJECT, None, 50).await);
    let listed = listed.await.unwrap().items;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].kind, ActivityKind::TaskCreated);
    assert_eq!(listed[0].at.to_rfc3339(), "2026-01-01T00:00:00+00:00");
    assert_eq!(listed[0].actor.as_ref().unwrap().name.as_str(), "Ann");
}

testbed::on_both! {
    async fn migrating_twice_does_nothing(db: TestDatabase) {
        assert!(db.store.is_migrated().await.unwrap());
        db.store.migrate().await.unwrap();
        db.store.ping().await.unwrap();
        db.store.close().await;
        assert!(db.store.ping().await.is_err());
    }
}

#[tokio::test]
async fn an_unknown_kind_of_database_is_refused() {
    let (clock, _) = store::Clock::manual(chrono::DateTime::default());
    let keys = store::ChainKeys::new(Vec::new());
    let opened = store::Store::open("mysql://127.0.0.1/x", clock, keys).await;
    assert!(matches!(opened, Err(store::Error::UnknownDatabase)));
}

/// Table and column, with the kind of value and whether it may be missing.
type Columns = BTreeMap<(String, String), (&'static str, bool)>;

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_indexes() {
    let sqlite = TestDatabase::sqlite().await;
    let sqlite = SqlitePool::connect(&sqlite.url).await.unwrap();
    let postgres = TestDatabase::postgres().await;
    let postgres = PgPool::connect(&postgres.url).await.unwrap();
    assert_eq!(
        sqlite_columns(&sqlite).await,
        postgres_columns(&postgres).await
    );
    assert_eq!(
        sqlite_indexes(&sqlite).await,
        postgres_indexes(&postgres).await
    );
}

async fn sqlite_columns(pool: &SqlitePool) -> Columns {
    const SQL: &str = r#"
        SELECT t.name, c.name, c.type, c."notnull"
        FROM sqlite_schema t
        JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table'
            AND t.name NOT LIKE '\_sqlx%' ESCAPE '\'"#;
    let rows = sqlx::query(SQL).fetch_all(pool).await.unwrap();
    let column = |row: sqlx::sqlite::SqliteRow| {
        let kind = kind(&row.get::<String, _>(2));
        ((row.get(0), row.get(1)), (kind, !row.get::<bool, _>(3)))
    };
    rows.into_iter().map(column).collect()
}

async fn postgres_columns(pool: &PgPool) -> Columns {
    const SQL: &str = r"
        SELECT table_name::TEXT, column_name::TEXT, data_type::TEXT, is_nullable = 'YES'
        FROM information_schema.columns
        WHERE table_schema = 'public'
            AND table_name NOT LIKE '\_sqlx%'";
    let rows = sqlx::query(SQL).fetch_all(pool).await.unwrap();
    let column = |row: sqlx::postgres::PgRow| {
        let kind = kind(&row.get::<String, _>(2));
        ((row.get(0), row.get(1)), (kind, row.get(3)))
    };
    rows.into_iter().map(column).collect()
}

/// What both databases call by different names.
fn kind(name: &str) -> &'static str {
    match name {
        "BLOB" | "uuid" | "bytea" => "bytes",
        "TEXT" | "text" | "timestamp with time zone" => "text",
        "INTEGER" | "bigint" | "boolean" => "number",
        other => panic!("{other} is a type that the two databases do not share"),
    }
}

async fn sqlite_indexes(pool: &SqlitePool) -> Vec<(String, bool)> {
    const SQL: &str = r"
        SELECT name, sql LIKE 'CREATE UNIQUE%'
        FROM sqlite_schema
        WHERE type = 'index'
            AND sql IS NOT NULL
        ORDER BY name";
    let rows = sqlx::query(SQL).fetch_all(pool).await.unwrap();
    rows.into_iter()
        .map(|row| (row.get(0), row.get(1)))
        .collect()
}

/// The indexes that were named; those of keys have names that the database makes up.
async fn postgres_indexes(pool: &PgPool) -> Vec<(String, bool)> {
    const SQL: &str = r#"
        SELECT indexname::TEXT, indexdef LIKE 'CREATE UNIQUE%'
        FROM pg_indexes
        WHERE schemaname = 'public'
            AND indexname NOT LIKE '%\_pkey'
            AND indexname NOT LIKE '%\_key'
        ORDER BY indexname COLLATE "C""#;
    let rows = sqlx::query(SQL).fetch_all(pool).await.unwrap();
    rows.into_iter()
        .map(|row| (row.get(0), row.get(1)))
        .collect()
}
