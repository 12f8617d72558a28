//! Tasks: numbers, versions, and reading back what was written.

use std::collections::BTreeSet;

use domain::{
    ids::{PullRequestNumber, TaskNumber},
    pull_request::{PullRequestLink, PullRequestState},
    task::Status,
};
use store::{Outdated, tasks};

use crate::given::Given;

testbed::on_both! {
    async fn fifty_people_at_once_get_fifty_numbers_without_a_gap(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;

        let mut creations = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let store = db.store.clone();
            creations.spawn(async move { Given(&store).task(project, ann).await.number });
        }

        let numbers: BTreeSet<_> = creations.join_all().await.into_iter().collect();
        assert_eq!(numbers, (1..=50).map(TaskNumber).collect());
    }

    async fn a_creation_that_is_given_up_leaves_no_gap(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let new = tasks::NewTask {
            project,
            title: "Given up".parse().unwrap(),
            text: "".parse().unwrap(),
            repository: None,
            created_by: ann,
        };

        let given_up = db.store.write(async |tx| {
            tasks::create(tx, new).await?;
            Err::<(), _>(store::Error::BadCursor)
        });
        assert!(given_up.await.is_err());

        assert_eq!(given.task(project, ann).await.number, TaskNumber(1));
    }

    async fn a_stale_save_of_a_task_is_refused(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await;
        let read_by_both = given.task(project.id, ann).await;

        let mut first = read_by_both.clone();
        first.title = "First".parse().unwrap();
        let first = given.saved(first).await;
        assert_eq!(first.version, 2);

        let mut second = read_by_both;
        second.title = "Second".parse().unwrap();
        let refused = db
            .store
            .write(async |tx| tasks::save(tx, &second).await)
            .await
            .unwrap();
        assert_eq!(refused, Err(Outdated));

        let kept = db
            .store
            .read(async |tx| tasks::find(tx, project.id, first.number).await);
        assert_eq!(kept.await.unwrap(), Some(first));
    }

    async fn of_two_saves_at_once_one_is_refused(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let task = given.task(project, ann).await;

        let save = || db.store.write(async |tx| tasks::save(tx, &task).await);
        let (one, other) = tokio::join!(save(), save());
        let refused = [one.unwrap(), other.unwrap()]
            .into_iter()
            .filter(Result::is_err);
        assert_eq!(refused.count(), 1);
    }

    async fn a_task_reads_back_as_it_was_saved(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let project = given.project("WEB", ann).await;
        let repository = given.repository(project.id, ann, 17).await;
        let mut task = given.assigned(&repository, ann).await;
        task.text = "Two\nlines".parse().unwrap();
        task.status = Status::Done;
        task.branch = Some("web-1-a-task".parse().unwrap());
        task.pull_request = PullRequestState::Linked;
        task.link = Some(PullRequestLink {
            number: PullRequestNumber(9),
            url: "https://github.test/acme/shop/pull/9".to_owned(),
        });
        task.closed_at = Some(db.clock.now());
        let task = given.saved(task).await;

        let by_id = db
            .store
            .read(async |tx| tasks::find_by_id(tx, task.id).await);
        assert_eq!(by_id.await.unwrap().as_ref(), Some(&task));

        let shown = db
            .store
            .read(async |tx| tasks::show(tx, &project.key, &task).await);
        let shown = shown.await.unwrap();
        assert_eq!(shown.repository.unwrap().full_name, "acme/shop-17");
        assert_eq!(
            shown.assignee.unwrap().github_login.as_deref(),
            Some("login-7")
        );
        assert_eq!(shown.pull_request.link, task.link);
    }

    async fn only_open_tasks_of_a_user_are_given_for_unassigning(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let repository = given.repository(project, ann, 17).await;
        let open = given.assigned(&repository, ann).await;
        let mut closed = given.assigned(&repository, ann).await;
        closed.status = Status::Canceled;
        closed.closed_at = Some(db.clock.now());
        given.saved(closed).await;
        given.task(project, ann).await;

        let tasks = db
            .store
            .read(async |tx| tasks::open_of(tx, project, ann).await);
        assert_eq!(tasks.await.unwrap(), [open]);
    }
}
