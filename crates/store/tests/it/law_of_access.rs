//! Law 1 on the records: whose tasks count for an account's access to a GitHub repository.

use domain::{
    access::{Claim, Permission, wanted},
    ids::{GithubAccountId, GithubRepositoryId},
    options::{Options, Right},
    pull_request::PullRequestState,
    task::Status,
};
use store::{
    Store, accesses, members,
    projects::{self, Project},
};

use crate::given::Given;

const SHOP: GithubRepositoryId = GithubRepositoryId(17);
const BEN: GithubAccountId = GithubAccountId(42);

async fn claims(store: &Store) -> Vec<Claim> {
    let claims = store.read(async |tx| accesses::claims(tx, SHOP, BEN).await);
    claims.await.unwrap()
}

testbed::on_both! {
    async fn law_1_an_assigned_open_task_claims_access(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ann).await.id;
        given.member(project, ben).await;
        let shop = given.repository(project, ann, SHOP.0).await;
        given.assigned(&shop, ann).await;
        assert_eq!(claims(&db.store).await, []);

        given.assigned(&shop, ben).await;
        given.assigned(&shop, ben).await;
        let open = Claim {
            status: Status::Todo,
            pull_request: PullRequestState::NotAsked,
            until_merged: false,
            right: Permission::Write,
            held: false,
        };
        assert_eq!(claims(&db.store).await, [open]);
    }

    async fn law_1_a_task_of_any_project_on_the_same_repository_counts(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let web = given.project("WEB", ben).await.id;
        let app = given.project("APP", ben).await.id;
        let in_web = given.repository(web, ben, SHOP.0).await;
        let in_app = given.repository(app, ben, SHOP.0).await;
        let elsewhere = given.repository(app, ben, 18).await;

        let mut closed = given.assigned(&in_web, ben).await;
        closed.status = Status::Canceled;
        closed.closed_at = Some(db.clock.now());
        given.saved(closed).await;
        given.assigned(&elsewhere, ben).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::None);

        given.assigned(&in_app, ben).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::Write);
    }

    async fn law_1_only_members_claim_access(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ann).await.id;
        given.member(project, ben).await;
        let shop = given.repository(project, ann, SHOP.0).await;
        given.assigned(&shop, ben).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::Write);

        let removed = db
            .store
            .write(async |tx| members::remove(tx, project, ben).await);
        assert!(removed.await.unwrap());
        assert_eq!(wanted(claims(&db.store).await), Permission::None);
    }

    async fn law_1_an_ending_connection_claims_nothing(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ben).await.id;
        let shop = given.repository(project, ben, SHOP.0).await;
        given.assigned(&shop, ben).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::Write);

        given.ending(ben).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::None);
    }
    async fn law_1_the_highest_right_that_a_project_gives_counts(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let web = given.project("WEB", ben).await;
        let app = given.project("APP", ben).await;
        for project in [&web, &app] {
            let shop = given.repository(project.id, ben, SHOP.0).await;
            given.assigned(&shop, ben).await;
        }
        chosen(&db.store, &web, |options| options.right = Right::Triage).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::Write);
        chosen(&db.store, &app, |options| options.right = Right::Maintain).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::Maintain);
    }

    async fn law_1_a_project_may_keep_access_until_the_merge(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ben).await;
        let shop = given.repository(project.id, ben, SHOP.0).await;
        let mut done = given.assigned(&shop, ben).await;
        done.status = Status::Done;
        done.closed_at = Some(db.clock.now());
        done.pull_request = PullRequestState::Linked;
        given.saved(done).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::None);
        chosen(&db.store, &project, |options| options.closing.until_merged = true).await;
        assert_eq!(wanted(claims(&db.store).await), Permission::Write);
    }
}

/// The project chooses otherwise.
async fn chosen(store: &Store, project: &Project, choose: impl FnOnce(&mut Options)) {
    let mut project = project.clone();
    choose(&mut project.options);
    let saved = store.write(async |tx| projects::save(tx, &project).await);
    saved.await.unwrap().unwrap();
}
