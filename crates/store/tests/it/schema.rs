//! What the tables themselves see to: that nothing dangles, and that lists are read by an index.

use domain::ids::ProjectId;
use store::tasks;
use testbed::database::TestDatabase;

use crate::given::{Given, count, run};

/// Ten thousand tasks in one project, half of them somebody's.
const MANY_TASKS: &str = "
    WITH RECURSIVE numbers (n) AS (
        SELECT CAST(2 AS BIGINT)
        UNION ALL
        SELECT n + 1
        FROM numbers
        WHERE n < 10000
    )
    INSERT INTO tasks
        (id, project_id, number, title, text, status, assignee_id, pull_request, version,
        created_by, created_at, updated_at)
    SELECT <random uuid>, project_id, n, title, text, status,
        CASE WHEN n % 2 = 0 THEN created_by END, pull_request, 1, created_by, created_at,
        updated_at
    FROM tasks
    JOIN numbers ON TRUE";

async fn with_many_tasks(db: &TestDatabase, random_uuid: &str) -> ProjectId {
    let given = Given(&db.store);
    let ann = given.user("ann").await;
    let project = given.project("WEB", ann).await.id;
    given.task(project, ann).await;
    run(db, &MANY_TASKS.replace("<random uuid>", random_uuid)).await;
    project
}

#[tokio::test]
async fn fifty_of_ten_thousand_tasks_are_read_by_one_index_on_sqlite() {
    use sqlx::{Row, SqlitePool};

    let db = TestDatabase::sqlite().await;
    with_many_tasks(&db, "RANDOMBLOB(16)").await;
    let pool = SqlitePool::connect(&db.url).await.unwrap();
    for sql in [tasks::LIST_SQL, tasks::COLUMN_SQL] {
        let sql = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        let rows = sqlx::query(sql).fetch_all(&pool).await.unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        assert!(plan[0].contains("SEARCH t USING INDEX"), "{plan:?}");
        assert!(
            !plan.concat().contains("TEMP B-TREE"),
            "nothing is sorted: {plan:?}"
        );
        assert!(
            !plan.concat().contains("SCAN"),
            "nothing is read whole: {plan:?}"
        );
    }
}

#[tokio::test]
async fn fifty_of_ten_thousand_tasks_are_read_by_one_index_on_postgres() {
    use sqlx::{PgPool, Row};

    let db = TestDatabase::postgres().await;
    let project = with_many_tasks(&db, "GEN_RANDOM_UUID()").await;
    run(&db, "ANALYZE").await;
    let pool = PgPool::connect(&db.url).await.unwrap();
    let prepare = format!(
        "PREPARE list (UUID, UUID, BIGINT, UUID, TEXT, TEXT, BIGINT, BIGINT, BIGINT, TEXT, TEXT,
            TEXT, TEXT, TEXT) AS {}",
        tasks::LIST_SQL
    );
    let explain = format!(
        "EXPLAIN EXECUTE list
            ('{project}', NULL, 0, NULL, NULL, NULL, NULL, 9000, 51,
            'todo', 'todo', 'todo', 'todo', 'todo')"
    );
    let mut connection = pool.acquire().await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(prepare))
        .execute(&mut *connection)
        .await
        .unwrap();
    let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(explain))
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let plan = plan.join("\n");
    assert!(
        plan.contains("Index Scan Backward using tasks_project_id_number_key"),
        "{plan}"
    );
    assert!(!plan.contains("Seq Scan on tasks"), "{plan}");
}

testbed::on_both! {
    async fn a_project_takes_all_of_its_own_with_it(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 42).await;
        let project = given.project("WEB", ann).await.id;
        let shop = given.repository(project, ann, 17).await;
        given.assigned(&shop, ann).await;
        run(&db, "DELETE FROM projects").await;
        for table in ["members", "repositories", "tasks"] {
            assert_eq!(count(&db, table).await, 0, "{table}");
        }
        assert_eq!(count(&db, "users").await, 1);
    }

    async fn a_user_takes_sessions_and_connection_along_and_leaves_work_unassigned(
        db: TestDatabase,
    ) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.connected("ben", 42).await;
        let project = given.project("WEB", ann).await.id;
        given.member(project, ben).await;
        let shop = given.repository(project, ben, 17).await;
        let mut task = given.task(project, ann).await;
        task.assignee = Some(ben);
        let task = given.saved(task).await;

        run(&db, "DELETE FROM users WHERE name = 'ben'").await;
        for table in ["connections", "connection_tokens", "sessions"] {
            assert_eq!(count(&db, table).await, 0, "{table}");
        }
        let left = db
            .store
            .read(async |tx| tasks::find_by_id(tx, task.id).await);
        assert_eq!(left.await.unwrap().unwrap().assignee, None);
        let stewarded = db
            .store
            .read(async |tx| store::repositories::find(tx, project, shop.id).await);
        assert_eq!(stewarded.await.unwrap().unwrap().steward, None);
    }
}
