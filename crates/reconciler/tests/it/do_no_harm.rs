//! Law 2: a right that was there before us is never lowered and never removed.

use domain::access::{AccessState, Permission};
use serde_json::json;
use testbed::on_both;

use crate::scene::{DAN, Scene};

on_both! {
    async fn law_2_a_collaborator_from_before_stays_one(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.let_in(scene.place(), DAN, "push").await;
        scene.world.practice.forget_calls().await;
        let task = scene.assigned().await;
        assert_eq!(scene.access(task).await, AccessState::AlreadyHad);

        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert!(scene.changes().await.is_empty(), "GitHub was only looked at");
        assert_eq!(scene.deeds().await, ["access_already_there"]);
    }

    async fn law_2_a_higher_right_is_left_alone(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.let_in(scene.place(), DAN, "maintain").await;
        let task = scene.assigned().await;
        assert_eq!(scene.permission(DAN).await, Permission::Maintain);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Maintain);
    }

    async fn law_2_a_lower_right_of_their_own_comes_back(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.let_in(scene.place(), DAN, "triage").await;
        let task = scene.assigned().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Triage);
        assert_eq!(scene.effect().await, None);
    }

    async fn law_2_a_member_reads_by_the_organizations_leave_again_and_by_nothing_of_ours(db: TestDatabase) {
        let scene = Scene::with_member(db, "read").await;
        let task = scene.assigned().await;
        assert!(scene.is_collaborator(DAN).await);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Read);
        assert!(!scene.is_collaborator(DAN).await);
    }

    async fn law_2_a_members_own_right_to_read_comes_back(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        scene.world.practice.let_in(scene.place(), DAN, "pull").await;
        let task = scene.assigned().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Read);
    }

    async fn law_2_the_organizations_leave_counts_again_where_github_is_slow_to_take(db: TestDatabase) {
        let scene = Scene::with_member(db, "read").await;
        let task = scene.assigned().await;
        scene.world.practice.turn("removal_delay", json!(60)).await;
        scene.world.cancel(task).await;
        scene.turn().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write, "it takes its time");
        scene.settle_later(1).await;
        assert_eq!(scene.permission(DAN).await, Permission::Read);
        assert_eq!(scene.effect().await, None);
    }

    async fn law_2_an_outsiders_right_to_read_is_set_and_never_deleted(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.let_in(scene.place(), DAN, "pull").await;
        let task = scene.assigned().await;
        scene.world.practice.forget_calls().await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Read);
        assert_eq!(scene.changes().await, ["PUT dan-gh 204"]);
    }

    async fn law_2_a_right_that_somebody_took_by_hand_meanwhile_does_not_come_back(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.let_in(scene.place(), DAN, "triage").await;
        let task = scene.assigned().await;
        scene.world.practice.put_out(scene.place(), DAN).await;
        scene.enqueue(scene.subject()).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write, "the task still wants it");
        let told = scene.world.deeds(scene.project).await;
        let drifted = told.iter().find(|(kind, _)| *kind == "access_drifted");
        let (_, detail) = drifted.expect("it is written down");
        assert!(detail.ends_with("; none instead of write"), "{detail}");

        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_2_a_member_who_may_push_is_given_nothing(db: TestDatabase) {
        let scene = Scene::with_member(db, "write").await;
        scene.world.practice.forget_calls().await;
        let task = scene.assigned().await;
        assert_eq!(scene.access(task).await, AccessState::AlreadyHad);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert!(scene.changes().await.is_empty());
    }

    async fn law_2_the_owner_of_the_repository_stays_the_owner(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.task().await;
        scene.world.assign(task, scene.mona).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::AlreadyHad);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(crate::scene::MONA).await, Permission::Admin);
    }

    async fn law_2_reading_a_public_repository_is_everybodys(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let public = json!({ "private": false });
        scene.world.practice.change_repository(scene.place(), public).await;
        let task = scene.assigned().await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert!(!scene.is_collaborator(DAN).await);
    }

    async fn law_2_an_invitation_from_before_is_accepted_and_then_left_alone(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let mona = scene.world.connections.client(scene.mona).await.unwrap();
        let kind = scene.repository.owner_kind;
        mona.add_collaborator(scene.place(), DAN, kind, Permission::Write).await.unwrap();
        let task = scene.assigned().await;
        assert_eq!(scene.access(task).await, AccessState::AlreadyHad);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
    }

    async fn what_was_taken_by_hand_while_it_was_wanted_is_given_again(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.assigned().await;
        scene.world.practice.put_out(scene.place(), DAN).await;
        scene.enqueue(scene.subject()).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None, "it is still ours");
    }
}
