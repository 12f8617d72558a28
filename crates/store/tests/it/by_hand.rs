//! The chain of the activity as a person would compute it: from the rows and the README alone.
//!
//! Nothing here asks the store.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::{PgPool, Row, SqlitePool};
use testbed::database::TestDatabase;
use uuid::Uuid;

use crate::given::run;

/// An entry with what the chain makes of it.
pub(crate) struct Computed {
    pub(crate) id: Uuid,
    pub(crate) chain: Uuid,
    pub(crate) number: i64,
    pub(crate) detail: String,
    /// The hash as it is written.
    pub(crate) written: Vec<u8>,
    /// The hash as it is computed, after those that were computed before.
    pub(crate) hash: Vec<u8>,
}

const SQL: &str = "
    SELECT id, chain_id, number, at, kind, actor_id, task_id, github_repository_id,
        github_account_id, detail, reason, request_id, hash
    FROM activity
    ORDER BY chain_id, number";

/// All entries, chain by chain.
pub(crate) async fn compute(db: &TestDatabase) -> Vec<Computed> {
    macro_rules! read {
        ($pool:ty, $url:expr) => {{
            let pool = <$pool>::connect($url).await.unwrap();
            let mut last = HashMap::new();
            let rows = sqlx::query(SQL).fetch_all(&pool).await.unwrap();
            pool.close().await;
            let computed = rows.into_iter().map(|row| {
                let chain: Uuid = row.get("chain_id");
                let before = last.remove(&chain).unwrap_or(vec![0; 32]);
                let at: DateTime<Utc> = row.get("at");
                let form = json!([
                    "tasksource activity 1",
                    hex::encode(&before),
                    chain,
                    row.get::<i64, _>("number"),
                    row.get::<Uuid, _>("id"),
                    at.to_rfc3339_opts(SecondsFormat::Micros, true),
                    row.get::<String, _>("kind"),
                    row.get::<Option<Uuid>, _>("actor_id"),
                    row.get::<Option<Uuid>, _>("task_id"),
                    row.get::<Option<i64>, _>("github_repository_id"),
                    row.get::<Option<i64>, _>("github_account_id"),
                    row.get::<String, _>("detail"),
                    row.get::<String, _>("reason"),
                    row.get::<Option<String>, _>("request_id"),
                ]);
                let hash = Sha256::digest(form.to_string()).to_vec();
                last.insert(chain, hash.clone());
                Computed {
                    id: row.get("id"),
                    chain,
                    number: row.get("number"),
                    detail: row.get("detail"),
                    written: row.get("hash"),
                    hash,
                }
            });
            computed.collect()
        }};
    }
    if db.store.is_postgres() {
        read!(PgPool, &db.url)
    } else {
        read!(SqlitePool, &db.url)
    }
}

/// Writes the hashes anew, as somebody would who knows how but has no key.
pub(crate) async fn forge(db: &TestDatabase) {
    for entry in compute(db).await {
        let (id, chain) = (
            bytes(db, entry.id.as_bytes()),
            bytes(db, entry.chain.as_bytes()),
        );
        let hash = bytes(db, &entry.hash);
        run(
            db,
            &format!("UPDATE activity SET hash = {hash} WHERE id = {id}"),
        )
        .await;
        run(
            db,
            &format!("UPDATE chains SET hash = {hash} WHERE id = {chain}"),
        )
        .await;
    }
}

/// Takes away what keeps the activity as it is, as whoever owns the database can.
pub(crate) async fn unlock(db: &TestDatabase) {
    let sql = if db.store.is_postgres() {
        "DROP TRIGGER activity_is_never_changed ON activity"
    } else {
        "DROP TRIGGER activity_is_never_changed; DROP TRIGGER activity_is_never_deleted"
    };
    run(db, sql).await;
}

/// A value of bytes in a statement.
pub(crate) fn bytes(db: &TestDatabase, bytes: &[u8]) -> String {
    let digits = hex::encode(bytes);
    match (db.store.is_postgres(), bytes.len()) {
        (false, _) => format!("X'{digits}'"),
        (true, 16) => format!("'{digits}'"),
        (true, _) => format!("'\\x{digits}'"),
    }
}
