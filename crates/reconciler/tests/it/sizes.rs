//! Right sizes: the right that a project chooses, no more and no less, and never less than before.

use domain::{
    access::{AccessState, Permission},
    options::Right,
};
use serde_json::json;
use testbed::on_both;

use crate::scene::{DAN, Scene};

on_both! {
    async fn each_size_is_given_in_an_organization_and_taken_back(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        for (right, permission) in [
            (Right::Triage, Permission::Triage),
            (Right::Push, Permission::Write),
            (Right::Maintain, Permission::Maintain),
        ] {
            choose(&scene, right).await;
            let task = scene.assigned().await;
            assert_eq!(scene.permission(DAN).await, permission);
            assert_eq!(scene.access(task).await, AccessState::Granted);
            assert_eq!(scene.permission_shown(task).await, permission);
            scene.world.cancel(task).await;
            scene.settle().await;
            assert_eq!(scene.permission(DAN).await, Permission::None);
        }
    }

    async fn a_persons_repository_knows_one_size(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        for right in Right::ALL {
            choose(&scene, right).await;
            let task = scene.assigned().await;
            assert_eq!(scene.permission(DAN).await, Permission::Write);
            assert_eq!(scene.permission_shown(task).await, Permission::Write);
            scene.world.cancel(task).await;
            scene.settle().await;
        }
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn changing_the_choice_resizes_what_was_given(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        for (right, permission) in [
            (Right::Maintain, Permission::Maintain),
            (Right::Triage, Permission::Triage),
            (Right::Push, Permission::Write),
        ] {
            choose(&scene, right).await;
            assert_eq!(scene.permission(DAN).await, permission);
            assert_eq!(scene.access(task).await, AccessState::Granted);
        }
        let deeds = scene.world.deeds(scene.project).await;
        let said: Vec<_> = deeds[2..].iter().map(|(_, detail)| detail.as_str()).collect();
        let now = ["maintain", "triage", "write"];
        assert_eq!(said, now.map(|right| format!("dan-gh on acme/shop; {right} from now on")));
        assert!(deeds[2..].iter().all(|(kind, _)| *kind == "access_resized"));
    }

    async fn an_invitation_whose_acceptance_was_cut_off_is_no_declined_one(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let cut = json!({ "kind": "cut_after" });
        let place = "/user/repository_invitations/";
        let order = json!({ "method": "PATCH", "path": place, "times": 1, "fault": cut });
        scene.world.practice.order(order).await;
        let task = scene.assigned().await;
        assert_eq!(scene.access(task).await, AccessState::OnItsWay);
        assert_eq!(scene.permission(DAN).await, Permission::Write);

        choose(&scene, Right::Maintain).await;
        scene.settle_later(1).await;
        assert_eq!(scene.permission(DAN).await, Permission::Maintain);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn law_2_a_higher_right_than_the_choice_is_never_lowered(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.let_in(scene.place(), DAN, "maintain").await;
        let task = scene.assigned().await;
        scene.world.practice.forget_calls().await;
        for right in [Right::Triage, Right::Push, Right::Maintain] {
            choose(&scene, right).await;
            assert_eq!(scene.permission(DAN).await, Permission::Maintain);
            assert_eq!(scene.access(task).await, AccessState::AlreadyHad);
            assert_eq!(scene.permission_shown(task).await, Permission::Maintain);
        }
        assert!(scene.changes().await.is_empty(), "GitHub was only looked at");
    }

    async fn law_2_a_right_of_their_own_is_raised_and_then_is_what_it_was(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.let_in(scene.place(), DAN, "push").await;
        choose(&scene, Right::Maintain).await;
        let task = scene.assigned().await;
        assert_eq!(scene.permission(DAN).await, Permission::Maintain);
        choose(&scene, Right::Triage).await;
        assert_eq!(scene.permission(DAN).await, Permission::Write, "never less than before");
        assert_eq!(scene.access(task).await, AccessState::AlreadyHad);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.effect().await, None);
    }

    async fn law_2_what_an_administrator_raised_is_not_lowered_to_a_smaller_choice(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        scene.world.practice.let_in(scene.place(), DAN, "admin").await;
        choose(&scene, Right::Triage).await;
        assert_eq!(scene.permission(DAN).await, Permission::Admin);
    }

    async fn law_1_of_two_projects_the_higher_choice_counts_while_it_is_wanted(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let here = scene.assigned().await;
        let other = scene.world.project(scene.mona, "APP").await;
        scene.world.developer(other, scene.dan).await;
        let linked = scene.world.link(other, scene.mona, scene.place()).await;
        scene.world.choose(other, |options| options.right = Right::Maintain).await;
        let there = scene.world.task(&linked, scene.mona, "Other work").await;
        scene.world.assign(there, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Maintain);

        scene.world.cancel(there).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write, "no more than is wanted");
        scene.world.cancel(here).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_2_an_outsiders_right_to_read_a_public_repository_comes_back(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        make(&scene, json!({ "private": false })).await;
        scene.world.practice.let_in(scene.place(), DAN, "pull").await;
        let task = scene.assigned().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert!(scene.is_collaborator(DAN).await, "it was given to them, not to everybody");
        make(&scene, json!({ "private": true })).await;
        assert_eq!(scene.permission(DAN).await, Permission::Read);
    }

    async fn law_2_a_steward_from_outside_the_organization_sees_it_too(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        make(&scene, json!({ "private": false })).await;
        scene.world.practice.let_in(scene.place(), DAN, "pull").await;
        // Only members of the organization may list collaborators.
        let not_a_member = json!({
            "method": "GET", "path": "/collaborators$", "times": 1,
            "fault": { "kind": "named", "name": "not_admin" },
        });
        scene.world.practice.order(not_a_member).await;
        let task = scene.assigned().await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert!(scene.is_collaborator(DAN).await);
    }

    async fn law_2_a_repository_made_private_meanwhile_keeps_nothing_of_ours(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        make(&scene, json!({ "private": false })).await;
        let task = scene.assigned().await;
        make(&scene, json!({ "private": true })).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert!(!scene.is_collaborator(DAN).await, "reading was everybody's, not theirs");
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_2_a_repository_made_public_meanwhile_keeps_their_right(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.let_in(scene.place(), DAN, "pull").await;
        let task = scene.assigned().await;
        make(&scene, json!({ "private": false })).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert!(scene.is_collaborator(DAN).await);
    }

    async fn law_2_a_teams_right_stays_and_nothing_of_ours_beside_it(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let team = [("acme/shop", "triage")];
        scene.world.practice.team("acme", "helpers", &[DAN], &team).await;
        let task = scene.assigned().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Triage);
        assert!(!scene.is_collaborator(DAN).await, "it would outlast the team");
    }

    async fn a_member_of_a_team_that_may_push_is_given_nothing(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let team = [("acme/shop", "push")];
        scene.world.practice.team("acme", "builders", &[DAN], &team).await;
        let task = scene.assigned().await;
        assert_eq!(scene.access(task).await, AccessState::AlreadyHad);
        assert!(!scene.is_collaborator(DAN).await);
    }

    async fn law_4_an_organization_that_raised_everybodys_right_does_not_keep_ours(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        scene.world.practice.let_in(scene.place(), DAN, "pull").await;
        let task = scene.assigned().await;
        let refused = json!({
            "method": "PUT", "path": "/collaborators/", "times": 1,
            "fault": { "kind": "status", "status": 422, "body": {
                "message": "Cannot assign dan-gh permission of read",
            } },
        });
        scene.world.practice.order(refused).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert!(!scene.is_collaborator(DAN).await);
    }
}

async fn choose(scene: &Scene, right: Right) {
    scene
        .world
        .choose(scene.project, |options| options.right = right)
        .await;
    scene.settle().await;
}

async fn make(scene: &Scene, change: serde_json::Value) {
    scene
        .world
        .practice
        .change_repository(scene.place(), change)
        .await;
}
