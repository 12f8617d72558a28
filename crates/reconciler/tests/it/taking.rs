//! Access ends when no task needs it, and what remains is named.

use std::time::Duration;

use domain::{
    access::{AccessState, Permission},
    effect::{EffectState, Trouble},
    ids::TaskId,
};
use serde_json::json;
use testbed::on_both;

use crate::scene::{DAN, MONA, Scene};

on_both! {
    async fn unassigning_revokes_access(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.unassign(task).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::None);
        let told = ["access_invited", "access_granted", "access_revoked"];
        assert_eq!(scene.deeds().await, told);
        assert_eq!(scene.effect().await, None);
    }

    async fn law_1_a_second_open_task_keeps_access(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let first = scene.assigned().await;
        let second = scene.assigned().await;
        scene.world.cancel(first).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(first).await, AccessState::KeptByAnotherTask);
        scene.world.cancel(second).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(scene.access(second).await, AccessState::Ended);
    }

    async fn law_1_a_task_in_another_project_keeps_access(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let here = scene.assigned().await;
        let other = scene.world.project(scene.mona, "APP").await;
        scene.world.developer(other, scene.dan).await;
        let linked = scene.world.link(other, scene.mona, scene.place()).await;
        let there = scene.world.task(&linked, scene.mona, "Other work").await;
        scene.world.assign(there, scene.dan).await;
        scene.world.cancel(here).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);

        scene.world.unlink(&linked).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn a_pending_invitation_is_deleted_on_revoke(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.task().await;
        scene.world.practice.fail("/user/repository_invitations/", 503, 1).await;
        scene.world.assign(task, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::OnItsWay);

        scene.world.unassign(task).await;
        scene.settle().await;
        assert!(scene.invited().await.is_empty());
        assert_eq!(scene.deeds().await, ["access_invited", "access_revoked"]);
    }

    async fn an_invitation_that_we_withdrew_was_not_declined(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.task().await;
        scene.world.practice.fail("/user/repository_invitations/", 503, 1).await;
        scene.world.assign(task, scene.dan).await;
        scene.settle().await;
        let cut = json!({ "kind": "cut_after" });
        let order = json!({ "path": "/invitations/", "method": "DELETE", "times": 1, "fault": cut });
        scene.world.practice.order(order).await;
        scene.world.unassign(task).await;
        scene.settle().await;
        assert!(scene.invited().await.is_empty());

        scene.world.assign(task, scene.dan).await;
        scene.settle_later(1).await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn reopening_brings_access_back(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.assigned().await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);

        scene.world.reopen(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn unlinking_the_repository_revokes_what_was_given_on_it(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        scene.world.unlink(&scene.repository).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_3_access_that_remains_through_the_organization_is_named(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        // The repository moves to an organization whose members may push, as the developer is.
        let members = json!([{ "login": MONA, "role": "admin" }, { "login": DAN, "role": "member" }]);
        let globex = json!({ "login": "globex", "members": members, "base_permission": "write" });
        scene.world.practice.found(globex).await;
        let moved = json!({ "owner": "globex" });
        scene.world.practice.change_repository(scene.place(), moved).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        let waiting = (EffectState::Waiting, Some(Trouble::AccessRemains));
        assert_eq!(scene.effect().await, Some(waiting), "it may only be slow");

        scene.settle_later(4).await;
        assert_eq!(scene.effect().await, None);
        assert_eq!(scene.access(task).await, AccessState::Remains);
        assert_eq!(scene.deeds().await.last(), Some(&"access_remains"));

        let back = json!({ "owner": "acme" });
        scene.world.practice.change_repository(scene.place(), back).await;
        scene.world.wait(Duration::from_hours(2)).await;
        scene.reconciler.sweep().await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Ended, "the other way in is closed");
        let told = scene.deeds().await;
        assert_eq!(told.iter().filter(|kind| **kind == "access_remains").count(), 1);
    }

    async fn law_3_access_that_github_ends_slowly_is_not_said_to_remain(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.turn("removal_delay", json!(60)).await;
        scene.world.cancel(task).await;
        ends_within_minutes(&scene, task).await;
    }

    async fn law_3_not_even_after_days_in_which_github_was_down(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.turn("removal_delay", json!(60)).await;
        scene.world.practice.fail("/repositories/", 503, 10_000).await;
        scene.world.cancel(task).await;
        scene.turn().await;
        scene.settle_later(20).await;

        scene.world.practice.heal().await;
        scene.world.wait(Duration::from_hours(2)).await;
        ends_within_minutes(&scene, task).await;
    }

    async fn law_3_what_they_could_do_before_is_said_to_stay(db: TestDatabase) {
        let scene = Scene::with_member(db, "read").await;
        let task = scene.assigned().await;
        scene.world.cancel(task).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::Read);
        let deeds = scene.world.deeds(scene.project).await;
        let said = ("access_revoked", "dan-gh on acme/shop; read stays, as before".to_owned());
        assert_eq!(deeds.last(), Some(&said));
    }

    async fn law_4_without_a_steward_the_one_who_gave_takes_back(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.appoint(&scene.repository, None).await;
        scene.settle().await;
        let blocked = (EffectState::Blocked, Some(Trouble::NoSteward));
        assert_eq!(scene.effect().await, Some(blocked), "nobody gives while it is wanted");

        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None, "the giver takes it back");
    }
}

/// Looks every ten seconds for as long as GitHub is known to take, then once when all is due.
async fn ends_within_minutes(scene: &Scene, task: TaskId) {
    for _ in 0..7 {
        scene.turn().await;
        assert_eq!(scene.access(task).await, AccessState::Ending);
        scene.world.wait(Duration::from_secs(9)).await;
    }
    scene.settle_later(1).await;
    assert_eq!(scene.permission(DAN).await, Permission::None);
    assert_eq!(scene.access(task).await, AccessState::Ended);
    let told = scene.deeds().await;
    assert!(!told.contains(&"access_remains"), "{told:?}");
    assert_eq!(told.last(), Some(&"access_revoked"));
}
