//! The board: the order that people give tasks, what narrows it, and labels.

use std::time::Duration;

use domain::{
    ids::{ProjectId, TaskNumber},
    label::Colour,
    names::LabelName,
    priority::Priority,
    task::{Status, Task},
    wire::labels::WriteLabel,
};
use store::{
    labels,
    tasks::{self, Sort, TaskFilter},
};
use testbed::database::TestDatabase;

use crate::given::{Given, run};

async fn listed(
    db: &TestDatabase,
    project: ProjectId,
    filter: &TaskFilter,
    sort: Sort,
) -> Vec<i64> {
    let mut numbers = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let page = db
            .store
            .read(async |tx| tasks::list(tx, project, filter, sort, cursor.as_deref(), 2).await)
            .await
            .unwrap();
        numbers.extend(page.items.iter().map(|task| task.number.0));
        cursor = page.next;
        if cursor.is_none() {
            return numbers;
        }
    }
}

async fn column(db: &TestDatabase, project: ProjectId) -> Vec<i64> {
    let todo = TaskFilter {
        status: Some(vec![Status::Todo]),
        ..TaskFilter::default()
    };
    listed(db, project, &todo, Sort::Place).await
}

async fn put(db: &TestDatabase, task: &Task, above: Option<i64>) -> bool {
    let above = above.map(TaskNumber);
    let put = db
        .store
        .write(async |tx| tasks::put_below(tx, task, above).await);
    put.await.unwrap()
}

fn label(name: &str) -> WriteLabel {
    WriteLabel {
        name: name.parse().unwrap(),
        colour: Colour::Red,
    }
}

testbed::on_both! {
    async fn a_column_keeps_the_order_that_people_give_it(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let mut made = Vec::new();
        for _ in 0..4 {
            made.push(given.task(project, ann).await);
        }
        assert_eq!(column(&db, project).await, [4, 3, 2, 1], "the newest on top");

        assert!(put(&db, &made[0], Some(4)).await);
        assert_eq!(column(&db, project).await, [4, 1, 3, 2]);
        assert!(put(&db, &made[1], None).await);
        assert_eq!(column(&db, project).await, [2, 4, 1, 3]);
        assert!(put(&db, &made[1], Some(3)).await);
        assert_eq!(column(&db, project).await, [4, 1, 3, 2]);
        assert!(!put(&db, &made[1], Some(99)).await, "there is no such task to be below of");

        // Thirty moves to the same gap use its room up: the others are spread, and none is lost.
        for turn in 0..30 {
            assert!(put(&db, &made[turn % 2], Some(4)).await);
        }
        assert_eq!(column(&db, project).await, [4, 2, 1, 3]);
    }

    async fn of_two_moves_at_once_both_are_done_one_after_the_other(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let (one, two) = (given.task(project, ann).await, given.task(project, ann).await);
        given.task(project, ann).await;
        tokio::join!(put(&db, &one, Some(3)), put(&db, &two, Some(3)));
        let order = column(&db, project).await;
        assert_eq!(order[0], 3);
        assert_eq!(order.len(), 3);
        let places: Vec<_> = [&one, &two].map(|task| task.number.0).to_vec();
        assert!(places.iter().all(|number| order.contains(number)), "{order:?}");
    }

    async fn tasks_are_sorted_and_found_in_pages(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let project = given.project("WEB", ann).await.id;
        let shop = given.repository(project, ann, 17).await;
        for (priority, due) in [
            (Priority::Low, Some("2026-03-01")),
            (Priority::Urgent, None),
            (Priority::None, Some("2026-02-01")),
            (Priority::Low, None),
        ] {
            let mut task = given.task(project, ann).await;
            task.priority = priority;
            task.due = due.map(|day| day.parse().unwrap());
            given.saved(task).await;
            db.clock.advance(Duration::from_secs(1));
        }
        let mine = given.assigned(&shop, ann).await;
        let all = TaskFilter::default();
        assert_eq!(listed(&db, project, &all, Sort::Priority).await, [2, 4, 1, 5, 3]);
        assert_eq!(listed(&db, project, &all, Sort::Due).await, [3, 1, 5, 4, 2]);
        assert_eq!(listed(&db, project, &all, Sort::Changed).await, [5, 4, 3, 2, 1]);

        let nobodys = TaskFilter { unassigned: true, ..TaskFilter::default() };
        assert_eq!(listed(&db, project, &nobodys, Sort::Newest).await, [4, 3, 2, 1]);
        let there = TaskFilter { repository: Some(shop.id), ..TaskFilter::default() };
        assert_eq!(listed(&db, project, &there, Sort::Changed).await, [mine.number.0]);
        let by_key = TaskFilter { text: Some("WEB-3".to_owned()), ..TaskFilter::default() };
        assert_eq!(listed(&db, project, &by_key, Sort::Newest).await, [3]);

        let board = db.store.read(async |tx| tasks::board(tx, project, &nobodys, Sort::Place, 3).await);
        let board = board.await.unwrap();
        assert_eq!(board.len(), Status::ALL.len());
        assert_eq!((board[0].total, board[0].tasks.items.len()), (4, 3));
        assert!(board[0].tasks.next.is_some());
        let access = db.store.read(async |tx| tasks::summary(tx, project, mine.number).await);
        let access = access.await.unwrap().unwrap().access;
        assert_eq!(access, domain::access::AccessState::OnItsWay, "as its page says");
        let gone = db.store.read(async |tx| tasks::summary(tx, project, TaskNumber(99)).await);
        assert_eq!(gone.await.unwrap(), None);
    }

    async fn labels_are_a_projects_and_go_with_it(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let task = given.task(project, ann).await;
        given.task(project, ann).await;
        let write = async |new: WriteLabel| {
            db.store.write(async |tx| labels::create(tx, project, new).await).await.unwrap()
        };
        let bug = write(label("bug")).await.unwrap();
        write(label("a kind")).await.unwrap();
        assert_eq!(write(label("bug")).await, Err(store::LabelTaken));

        let put = async |names: &[&str]| {
            let names: Vec<LabelName> = names.iter().map(|name| name.parse().unwrap()).collect();
            let put = db.store.write(async |tx| labels::put(tx, project, task.id, &names).await);
            put.await.unwrap()
        };
        assert_eq!(put(&["bug", "a kind", "bug"]).await, Ok(()));
        assert_eq!(put(&["other"]).await, Err("other".parse().unwrap()));
        assert_eq!(put(&["bug", "a kind"]).await, Ok(()));
        let labelled = TaskFilter { label: Some(bug.name.clone()), ..TaskFilter::default() };
        assert_eq!(listed(&db, project, &labelled, Sort::Newest).await, [task.number.0]);

        let taken = db
            .store
            .write(async |tx| labels::change(tx, project, bug.id, label("a kind")).await);
        assert_eq!(taken.await.unwrap(), Err(store::LabelTaken));
        let renamed = db
            .store
            .write(async |tx| labels::change(tx, project, bug.id, label("defect")).await);
        assert_eq!(renamed.await.unwrap().unwrap().unwrap().name.as_str(), "defect");
        let shown = db.store.read(async |tx| tasks::summary(tx, project, task.number).await);
        let names: Vec<String> =
            shown.await.unwrap().unwrap().labels.into_iter().map(String::from).collect();
        assert_eq!(names, ["a kind", "defect"]);

        let gone = db.store.write(async |tx| labels::delete(tx, project, bug.id).await);
        assert_eq!(gone.await.unwrap().unwrap().as_str(), "defect");
        let left = db.store.read(async |tx| labels::of_task(tx, task.id).await);
        assert_eq!(left.await.unwrap().len(), 1);
        run(&db, "DELETE FROM projects").await;
        let none = db.store.read(async |tx| labels::list(tx, project).await);
        assert_eq!(none.await.unwrap(), []);
    }
}
