//! From a decision to its effects: whom they concern, and who is told.

use chrono::TimeDelta;
use domain::{
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId, ProjectId, TaskId},
    pull_request::PullRequestState,
    task::{Consequence, Status, Task},
};
use store::{
    Store,
    accesses::{self, Concern},
    effects,
};

use crate::given::{Given, access};

const SHOP: GithubRepositoryId = GithubRepositoryId(17);
const BEN: GithubAccountId = GithubAccountId(42);

async fn is_enqueued(store: &Store, subject: Subject) -> bool {
    let effect = store.read(async |tx| effects::find_of(tx, &subject).await);
    effect.await.unwrap().is_some()
}

async fn concerns(store: &Store) -> Vec<(ProjectId, Option<TaskId>)> {
    let concerns = store.read(async |tx| accesses::concerns(tx, SHOP, BEN).await);
    let pair = |concern: Concern| (concern.project, concern.task);
    concerns.await.unwrap().into_iter().map(pair).collect()
}

testbed::on_both! {
    async fn a_consequence_becomes_the_effect_on_github(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ben).await.id;
        let shop = given.repository(project, ben, SHOP.0).await;
        let task = given.assigned(&shop, ben).await.id;

        let consequences = [
            Consequence::PullRequest(task),
            Consequence::Access {
                repository: shop.id,
                user: ben,
            },
            Consequence::Access {
                repository: shop.id,
                user: ben,
            },
        ];
        let followed = db
            .store
            .write(async |tx| effects::follow(tx, &consequences).await);
        followed.await.unwrap();
        assert!(is_enqueued(&db.store, access(SHOP.0, BEN.0)).await);
        assert!(is_enqueued(&db.store, Subject::SyncPullRequest { task }).await);

        let listed = db
            .store
            .read(async |tx| effects::list(tx, project).await)
            .await
            .unwrap();
        let subjects: Vec<_> = listed
            .iter()
            .map(|effect| effect.subject.as_str())
            .collect();
        assert_eq!(
            subjects,
            [
                "access of login-42 to acme/shop-17",
                "pull request of WEB-1"
            ]
        );
    }

    async fn what_can_be_undone_waits_and_holds_nothing_else_up(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ben).await.id;
        let repository = given.repository(project, ben, SHOP.0).await.id;
        let change = [Consequence::Access { repository, user: ben }];
        let run_at = async || {
            let subject = access(SHOP.0, BEN.0);
            let effect = db.store.read(async |tx| effects::find_of(tx, &subject).await);
            effect.await.unwrap().unwrap().run_at
        };
        let follow_at = async |at| {
            let followed = db.store.write(async |tx| effects::follow_at(tx, &change, at).await);
            followed.await.unwrap();
        };
        let now = db.store.clock().now();
        let later = now + TimeDelta::seconds(10);
        follow_at(later).await;
        assert_eq!(run_at().await, later);
        // The undo, or any other change: nobody waits for that.
        follow_at(now).await;
        assert_eq!(run_at().await, now);
        follow_at(later).await;
        assert_eq!(run_at().await, now);
    }

    async fn a_user_without_a_connection_gives_no_effect(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.user("ben").await;
        let project = given.project("WEB", ben).await.id;
        let shop = given.repository(project, ben, SHOP.0).await;
        let consequences = [Consequence::Access {
            repository: shop.id,
            user: ben,
        }];
        let followed = db
            .store
            .write(async |tx| effects::follow(tx, &consequences).await);
        followed.await.unwrap();
        let listed = db.store.read(async |tx| effects::list(tx, project).await);
        assert_eq!(listed.await.unwrap(), []);
    }

    async fn transactions_that_want_the_same_effects_do_not_block_each_other(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ben).await.id;
        let mut wishes = Vec::new();
        for number in 0..10 {
            let repository = given.repository(project, ben, number).await.id;
            wishes.push(Consequence::Access {
                repository,
                user: ben,
            });
        }
        let mut writers = tokio::task::JoinSet::new();
        for turn in 0..10 {
            let store = db.store.clone();
            let mut wishes = wishes.clone();
            wishes.rotate_left(turn);
            writers.spawn(async move {
                store
                    .write(async |tx| effects::follow(tx, &wishes).await)
                    .await
            });
        }
        assert!(writers.join_all().await.iter().all(Result::is_ok));
    }

    async fn all_that_concerns_a_repository_is_looked_at_again(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ben).await.id;
        let shop = given.repository(project, ben, SHOP.0).await;
        let awaited = Task {
            status: Status::Done,
            pull_request: PullRequestState::Awaited,
            closed_at: Some(db.clock.now()),
            ..given.assigned(&shop, ben).await
        };
        let task = given.saved(awaited).await.id;

        let enqueued = db
            .store
            .write(async |tx| effects::enqueue_all_of_repository(tx, SHOP).await);
        enqueued.await.unwrap();
        for subject in [
            access(SHOP.0, BEN.0),
            Subject::SyncPullRequest { task },
            Subject::SyncHook { repository: SHOP },
        ] {
            assert!(is_enqueued(&db.store, subject).await, "{subject}");
        }
    }

    async fn a_change_of_access_concerns_the_projects_with_a_task_there(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let web = given.project("WEB", ben).await.id;
        let app = given.project("APP", ben).await.id;
        let in_web = given.repository(web, ben, SHOP.0).await;
        given.repository(app, ben, SHOP.0).await;
        assert_eq!(concerns(&db.store).await, [(web, None), (app, None)]);

        let open = given.assigned(&in_web, ben).await;
        let closed = given.assigned(&in_web, ben).await;
        let closed = Task {
            closed_at: Some(db.clock.now()),
            status: Status::Canceled,
            ..closed
        };
        given.saved(closed).await;
        assert_eq!(concerns(&db.store).await, [(web, Some(open.id))]);
    }
}
