//! Assigning a task gives access, and nobody has to click anything.

use domain::access::{AccessState, Permission};
use testbed::on_both;

use crate::scene::{DAN, MONA, Scene};

on_both! {
    async fn assigning_gives_push_access_to_a_personal_repository(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.assigned().await;

        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
        assert!(scene.invited().await.is_empty(), "the invitation is accepted");
        assert_eq!(scene.deeds().await, ["access_invited", "access_granted"]);
    }

    async fn assigning_gives_push_access_to_an_organizations_repository(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;

        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
        let details = scene.world.deeds(scene.project).await;
        assert_eq!(details[0].1, "dan-gh on acme/shop");
    }

    async fn a_member_of_the_organization_needs_no_invitation(db: TestDatabase) {
        let scene = Scene::with_member(db, "read").await;
        scene.assigned().await;

        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.deeds().await, ["access_granted"]);
    }

    async fn the_steward_invites_and_the_assignee_accepts(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.forget_calls().await;
        scene.assigned().await;

        let calls = scene.world.practice.calls().await;
        let who = |method: &str| {
            let call = calls.iter().find(|call| call.method == method).unwrap();
            call.login.clone().unwrap()
        };
        assert_eq!((who("PUT").as_str(), who("PATCH").as_str()), (MONA, DAN));
    }

    async fn connecting_later_gives_what_the_tasks_want(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.user("eve-gh").await;
        let eve = scene.world.user("Eve").await;
        scene.world.developer(scene.project, eve).await;
        let task = scene.task().await;
        scene.world.assign(task, eve).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::AwaitsConnection);

        scene.world.connect(eve, "eve-gh").await;
        scene.settle().await;
        assert_eq!(scene.permission("eve-gh").await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn an_expired_invitation_is_sent_anew(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.task().await;
        let practice = &scene.world.practice;
        practice.fail("/user/repository_invitations/", 500, 1).await;
        scene.world.assign(task, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.invited().await, [DAN]);

        scene.world.wait(std::time::Duration::from_hours(8 * 24)).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn law_10_a_renamed_account_and_repository_are_still_known(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let renamed = serde_json::json!({ "name": "store" });
        scene.world.practice.change_repository(scene.place(), renamed).await;
        let task = scene.assigned().await;

        assert_eq!(scene.access(task).await, AccessState::Granted);
        let details = scene.world.deeds(scene.project).await;
        assert_eq!(details[0].1, "dan-gh on acme/store");
    }
}
