//! Transactions: whole or not at all, and reading never writes.

use domain::{effect::Subject, ids::TaskId};
use store::{Error, effects, tasks, users};
use tokio::sync::oneshot;

use crate::given::{Given, access, run};

testbed::on_both! {
    async fn law_7_a_failed_write_loses_both_change_and_effect(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let mut task = given.task(project, ann).await;
        task.title = "Changed".parse().unwrap();

        let failed = db.store.write(async |tx| {
            tasks::save(tx, &task).await?.unwrap();
            effects::enqueue(tx, access(17, 42)).await?;
            Err::<(), _>(Error::BadCursor)
        });
        assert!(matches!(failed.await, Err(Error::BadCursor)));

        let (title, effect) = look(&db.store, task.id, &access(17, 42)).await;
        assert_eq!((title.as_str(), effect), ("A task", false));
    }

    async fn law_7_a_write_that_is_cut_off_loses_both_change_and_effect(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let mut task = given.task(project, ann).await;
        task.title = "Changed".parse().unwrap();
        let id = task.id;

        let (written, wait_until_written) = oneshot::channel();
        let store = db.store.clone();
        let cut_off = tokio::spawn(async move {
            store
                .write(async |tx| {
                    tasks::save(tx, &task).await?.unwrap();
                    effects::enqueue(tx, access(17, 42)).await?;
                    written.send(()).unwrap();
                    std::future::pending::<()>().await;
                    Ok::<_, Error>(())
                })
                .await
        });
        wait_until_written.await.unwrap();
        cut_off.abort();
        assert!(cut_off.await.unwrap_err().is_cancelled());

        let (title, effect) = look(&db.store, id, &access(17, 42)).await;
        assert_eq!((title.as_str(), effect), ("A task", false));
        given.task(project, ann).await;
    }

    async fn reading_sees_one_state_from_first_to_last(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        db.store
            .read(async |tx| {
                let before = users::person(tx, ann).await?.unwrap();
                let anna = "Anna".parse().unwrap();
                db.store
                    .write(async |tx| users::rename(tx, ann, &anna).await)
                    .await?;
                assert_eq!(users::person(tx, ann).await?.unwrap(), before);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }

    async fn a_broken_row_is_named_and_not_believed(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let task = given.task(project, ann).await;
        run(&db, "UPDATE tasks SET status = 'somewhere'").await;

        let found = db
            .store
            .read(async |tx| tasks::find_by_id(tx, task.id).await)
            .await;
        let Err(Error::BrokenRow { table, column, id }) = found else {
            panic!("{found:?}")
        };
        assert_eq!(
            (table, column, id),
            ("tasks", "status", task.id.to_string())
        );
    }
}

async fn look(store: &store::Store, task: TaskId, subject: &Subject) -> (String, bool) {
    store
        .read(async |tx| {
            let task = tasks::find_by_id(tx, task).await?.unwrap();
            let effect = effects::find_of(tx, subject).await?;
            Ok::<_, Error>((task.title.into(), effect.is_some()))
        })
        .await
        .unwrap()
}
