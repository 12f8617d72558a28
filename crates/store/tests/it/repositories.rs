//! Linked repositories: known by number, whatever they are called.

use domain::{
    effect::{Subject, Trouble},
    ids::GithubRepositoryId,
    wire::github::OwnerKind,
};
use store::{
    AlreadyLinked, Outdated, effects,
    repositories::{self, Names, NewRepository},
    tasks,
};

use crate::given::{Given, access};

const SHOP: GithubRepositoryId = GithubRepositoryId(17);

testbed::on_both! {
    async fn a_repository_is_linked_once_to_a_project(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let web = given.project("WEB", ann).await.id;
        let app = given.project("APP", ann).await.id;
        let shop = given.repository(web, ann, SHOP.0).await;
        given.repository(app, ann, SHOP.0).await;

        let again = NewRepository {
            project: web,
            github_id: SHOP,
            owner: String::new(),
            owner_kind: OwnerKind::User,
            name: String::new(),
            private: false,
            html_url: String::new(),
            clone_url: String::new(),
            steward: ann,
        };
        let refused = db
            .store
            .write(async |tx| repositories::link(tx, again).await);
        assert_eq!(refused.await.unwrap(), Err(AlreadyLinked));
        let found = db
            .store
            .read(async |tx| repositories::find(tx, web, shop.id).await);
        assert_eq!(found.await.unwrap(), Some(shop.clone()));
        let elsewhere = db
            .store
            .read(async |tx| repositories::find(tx, app, shop.id).await);
        assert_eq!(elsewhere.await.unwrap(), None);
    }

    async fn law_10_a_renamed_repository_stays_linked(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let project = given.project("WEB", ann).await.id;
        given.repository(project, ann, SHOP.0).await;
        let names = Names {
            owner: "ann",
            owner_kind: OwnerKind::User,
            name: "store",
            private: false,
            html_url: "https://github.test/ann/store",
            clone_url: "https://github.test/ann/store.git",
        };
        db.store
            .write(async |tx| {
                repositories::refresh_names(tx, SHOP, names).await?;
                repositories::mark_trouble(tx, SHOP, Some(Trouble::RepositoryArchived)).await
            })
            .await
            .unwrap();

        let shown = db
            .store
            .read(async |tx| repositories::list_shown(tx, project).await);
        let shown = &shown.await.unwrap()[0];
        assert_eq!(
            (shown.owner.as_str(), shown.name.as_str()),
            ("ann", "store")
        );
        assert_eq!((shown.owner_kind, shown.private), (OwnerKind::User, false));
        assert_eq!(shown.trouble, Some(Trouble::RepositoryArchived));
        let steward = shown.steward.as_ref().unwrap();
        assert_eq!(steward.github_login.as_deref(), Some("login-7"));
    }

    async fn a_stale_save_of_a_repository_is_refused(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let mut shop = given.repository(project, ann, SHOP.0).await;
        shop.development_branch = Some("main".parse().unwrap());
        shop.steward = None;
        let save = || {
            db.store
                .write(async |tx| repositories::save(tx, &shop).await)
        };
        let saved = save().await.unwrap().unwrap();
        assert_eq!(save().await.unwrap(), Err(Outdated));

        let kept = db
            .store
            .read(async |tx| repositories::by_github(tx, SHOP).await);
        assert_eq!(kept.await.unwrap(), [saved]);
        let stewarded = db
            .store
            .read(async |tx| repositories::stewarded_by(tx, ann).await);
        assert_eq!(stewarded.await.unwrap(), []);
    }

    async fn unlinking_leaves_tasks_without_a_repository_and_effects_that_clear_up(
        db: TestDatabase,
    ) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 42).await;
        let project = given.project("WEB", ann).await.id;
        let shop = given.repository(project, ann, SHOP.0).await;
        let task = given.assigned(&shop, ann).await;

        let unlinked = db.store.write(async |tx| {
            effects::enqueue_all_of_repository(tx, SHOP).await?;
            repositories::unlink(tx, project, shop.id).await
        });
        assert!(unlinked.await.unwrap());

        let left = db
            .store
            .read(async |tx| tasks::find_by_id(tx, task.id).await);
        let left = left.await.unwrap().unwrap();
        assert_eq!((left.repository, left.version), (None, task.version + 1));
        for subject in [access(SHOP.0, 42), Subject::SyncHook { repository: SHOP }] {
            let effect = db
                .store
                .read(async |tx| effects::find_of(tx, &subject).await);
            assert!(effect.await.unwrap().is_some(), "{subject}");
        }
    }
}
