//! Projects and their members: who sees what.

use domain::{project::Role, wire::projects::CreateProject};
use store::{AlreadyMember, KeyTaken, Outdated, members, projects};

use crate::given::Given;

testbed::on_both! {
    async fn a_project_is_seen_by_members_only(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let eve = given.user("eve").await;
        let project = given.project("WEB", ann).await;

        let find = async |user| {
            db.store
                .read(async |tx| projects::find(tx, &project.key, user).await)
                .await
                .unwrap()
        };
        assert_eq!(find(ann).await, Some((project.clone(), Role::Owner)));
        assert_eq!(find(eve).await, None);
        let list = db
            .store
            .read(async |tx| projects::list(tx, eve, None, 10).await);
        assert_eq!(list.await.unwrap().items, []);
    }

    async fn a_key_belongs_to_one_project(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.user("ben").await;
        given.project("WEB", ann).await;
        let same = CreateProject {
            key: "WEB".parse().unwrap(),
            name: "Another".parse().unwrap(),
            description: "".parse().unwrap(),
        };
        let refused = db
            .store
            .write(async |tx| projects::create(tx, ben, &same).await);
        assert_eq!(refused.await.unwrap(), Err(KeyTaken));
    }

    async fn a_stale_save_of_a_project_is_refused(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let mut project = given.project("WEB", ann).await;
        project.name = "Website".parse().unwrap();
        let save = || {
            db.store
                .write(async |tx| projects::save(tx, &project).await)
        };
        assert_eq!(save().await.unwrap().unwrap().version, 2);
        assert_eq!(save().await.unwrap(), Err(Outdated));
    }

    async fn a_member_is_added_once_changed_and_removed(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.user("ben").await;
        let project = given.project("WEB", ann).await.id;
        given.member(project, ben).await;
        let again = db
            .store
            .write(async |tx| members::add(tx, project, ben, Role::Viewer).await);
        assert_eq!(again.await.unwrap(), Err(AlreadyMember));

        let changed = db
            .store
            .write(async |tx| members::change(tx, project, ben, Role::Owner).await);
        assert!(changed.await.unwrap());
        let role = db
            .store
            .read(async |tx| members::role(tx, project, ben).await);
        assert_eq!(role.await.unwrap(), Some(Role::Owner));
        let owners = db
            .store
            .write(async |tx| members::owners(tx, project).await);
        assert_eq!(owners.await.unwrap(), 2);
        let listed = db
            .store
            .read(async |tx| members::list(tx, project).await)
            .await
            .unwrap();
        let names: Vec<_> = listed
            .iter()
            .map(|member| member.person.name.as_str())
            .collect();
        assert_eq!(names, ["ann", "ben"]);

        let removed = db
            .store
            .write(async |tx| members::remove(tx, project, ben).await);
        assert!(removed.await.unwrap());
        let role = db
            .store
            .read(async |tx| members::role(tx, project, ben).await);
        assert_eq!(role.await.unwrap(), None);
    }

    async fn of_two_owners_who_leave_at_once_one_stays(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.user("ben").await;
        let owners = async |project| {
            let owners = db
                .store
                .write(async |tx| members::owners(tx, project).await);
            owners.await.unwrap()
        };
        let leave = async |project, user| {
            let left = db.store.write(async |tx| {
                if members::owners(tx, project).await? > 1 {
                    members::remove(tx, project, user).await?;
                }
                Ok::<_, store::Error>(())
            });
            left.await.unwrap();
        };
        // More than once: the first connections are made one after the other.
        for key in ["AA", "BB", "CC", "DD", "EE", "FF"] {
            let project = given.project(key, ann).await.id;
            given.member(project, ben).await;
            let second = db
                .store
                .write(async |tx| members::change(tx, project, ben, Role::Owner).await);
            second.await.unwrap();
            tokio::join!(leave(project, ann), leave(project, ben));
            assert_eq!(owners(project).await, 1);
        }
    }
}
