//! Lists in pages: everything once, whatever is added meanwhile.

use std::collections::HashSet;

use domain::{activity::ActivityKind, task::Status};
use store::{
    Error,
    activity::{self, Chain, Entry},
    projects,
    tasks::{self, Sort, TaskFilter},
};

use crate::given::Given;

testbed::on_both! {
    async fn pages_of_tasks_cover_everything_once_while_tasks_are_added(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let mut expected = HashSet::new();
        for _ in 0..25 {
            expected.insert(given.task(project, ann).await.id);
        }

        let mut seen = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let page = db
                .store
                .read(async |tx| {
                    let all = TaskFilter::default();
                    tasks::list(tx, project, &all, Sort::Newest, cursor.as_deref(), 10).await
                })
                .await
                .unwrap();
            seen.extend(page.items.iter().map(|task| task.id));
            given.task(project, ann).await;
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 25, "nothing twice");
        assert_eq!(seen.into_iter().collect::<HashSet<_>>(), expected);
    }

    async fn tasks_are_listed_by_status_assignee_and_title(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let project = given.project("WEB", ann).await.id;
        let shop = given.repository(project, ann, 17).await;
        let plain = given.task(project, ann).await;
        let mine = given.assigned(&shop, ann).await;
        let mut done = given.task(project, ann).await;
        done.title = "50%_off: CAFÉ".parse().unwrap();
        done.status = Status::Done;
        done.closed_at = Some(db.clock.now());
        given.saved(done).await;

        let list = async |filter: TaskFilter| {
            let page = db
                .store
                .read(async |tx| tasks::list(tx, project, &filter, Sort::Newest, None, 50).await);
            let numbers = page
                .await
                .unwrap()
                .items
                .into_iter()
                .map(|task| task.number.0);
            numbers.collect::<Vec<_>>()
        };
        let text = |text: &str| TaskFilter {
            text: Some(text.to_owned()),
            ..TaskFilter::default()
        };
        let status = |status: &[Status]| TaskFilter {
            status: Some(status.to_vec()),
            ..TaskFilter::default()
        };
        assert_eq!(list(TaskFilter::default()).await, [3, 2, 1]);
        assert_eq!(list(status(&[Status::Done])).await, [3]);
        assert_eq!(list(status(&[Status::Todo, Status::Done])).await, [3, 2, 1]);
        assert_eq!(
            list(TaskFilter {
                assignee: Some(ann),
                ..TaskFilter::default()
            })
            .await,
            [2]
        );
        assert_eq!(list(text("a TASK")).await, [mine.number.0, plain.number.0]);
        assert_eq!(list(text("50%_o")).await, [3]);
        assert_eq!(
            list(text("5_%")).await,
            [0; 0],
            "no signs of a pattern language"
        );
    }

    async fn a_listed_task_names_assignee_and_repository(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let project = given.project("WEB", ann).await.id;
        let shop = given.repository(project, ann, 17).await;
        given.assigned(&shop, ann).await;
        let all = TaskFilter::default();
        let page = db
            .store
            .read(async |tx| tasks::list(tx, project, &all, Sort::Newest, None, 50).await);
        let task = page.await.unwrap().items.remove(0);
        assert_eq!(task.repository.as_deref(), Some("acme/shop-17"));
        assert_eq!(
            task.assignee.unwrap().github_login.as_deref(),
            Some("login-7")
        );
    }

    async fn a_foreign_cursor_is_refused(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let all = TaskFilter::default();
        let page = db
            .store
            .read(async |tx| tasks::list(tx, project, &all, Sort::Newest, Some("x"), 50).await);
        assert!(matches!(page.await, Err(Error::BadCursor)));
    }

    async fn projects_come_by_key_with_their_open_tasks(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let web = given.project("WEB", ann).await;
        given.project("APP", ann).await;
        given.task(web.id, ann).await;

        let list = async |cursor: Option<String>| {
            let page = db
                .store
                .read(async |tx| projects::list(tx, ann, cursor.as_deref(), 1).await);
            page.await.unwrap()
        };
        let first = list(None).await;
        let second = list(first.next).await;
        assert_eq!(
            (first.items[0].key.as_str(), first.items[0].open_tasks),
            ("APP", 0)
        );
        assert_eq!(
            (second.items[0].key.as_str(), second.items[0].open_tasks),
            ("WEB", 1)
        );
        assert_eq!(second.next, None);
    }

    async fn activity_comes_latest_first(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let task = given.task(project, ann).await;
        for (kind, actor) in [
            (ActivityKind::TaskCreated, Some(ann)),
            (ActivityKind::AccessGranted, None),
        ] {
            let mut entry = Entry::new(Chain::Project(project), kind).on(Some(task.id));
            if let Some(actor) = actor {
                entry = entry.by(actor);
            }
            given.told(entry).await;
        }

        let list = async |cursor: Option<String>| {
            let page = db
                .store
                .read(async |tx| activity::list(tx, project, cursor.as_deref(), 1).await);
            page.await.unwrap()
        };
        let latest = list(None).await;
        assert_eq!(latest.items[0].kind, ActivityKind::AccessGranted);
        assert_eq!(
            (&latest.items[0].actor, latest.items[0].task),
            (&None, Some(task.number))
        );
        let first = list(latest.next).await;
        assert_eq!(first.items[0].actor.as_ref().unwrap().id, ann);
        assert_eq!(first.next, None);
    }
}
