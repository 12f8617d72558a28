//! Status follows the work: only forwards, and never against a person's decision.

use std::time::Duration;

use domain::{
    access::{AccessState, Permission},
    ids::TaskId,
    options::Follows,
    pull_request::PullRequestState,
    task::Status,
};
use serde_json::json;
use testbed::on_both;

use crate::scene::{BRANCH, DAN, MONA, Scene};

on_both! {
    async fn a_first_push_finds_the_branch_and_begins_the_work(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = scene.assigned().await;
        scene.look_at_work(task).await;
        assert_eq!(status(&scene, task).await, Status::Todo, "there is nothing to follow yet");
        scene.world.practice.commit(scene.place(), "web-1-by-hand", "Begin").await;
        scene.world.practice.commit(scene.place(), "web-12-other", "Another task's").await;
        scene.look_at_work(task).await;
        let found = scene.world.look_at(task).await;
        assert_eq!(found.status, Status::InProgress);
        assert_eq!(found.branch.unwrap().as_str(), "web-1-by-hand");
        assert_eq!(scene.deeds().await[1..], ["branch_found", "status_followed"]);
    }

    async fn a_pull_request_that_is_opened_moves_the_task_to_review(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = opened(&scene).await;
        scene.look_at_work(task).await;
        let seen = scene.world.look_at(task).await;
        assert_eq!(seen.status, Status::InReview);
        assert_eq!(seen.pull_request, PullRequestState::NotAsked, "nobody closed it");
        assert!(seen.link.is_some());
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn a_merge_closes_the_task_and_access_ends(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = opened(&scene).await;
        scene.world.practice.merge(scene.place(), MONA, 1).await;
        scene.look_at_work(task).await;
        let seen = scene.world.look_at(task).await;
        assert_eq!((seen.status, seen.pull_request), (Status::Done, PullRequestState::Merged));
        assert!(seen.closed_at.is_some());
        assert_eq!(scene.permission(DAN).await, Permission::None);
        let told = ["pull_request_linked", "pull_request_merged", "status_followed", "access_revoked"];
        assert_eq!(scene.deeds().await[1..], told);
    }

    async fn the_sweep_follows_without_any_message(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = opened(&scene).await;
        sweep(&scene).await;
        assert_eq!(status(&scene, task).await, Status::InReview);
        scene.world.practice.merge(scene.place(), MONA, 1).await;
        sweep(&scene).await;
        assert_eq!(status(&scene, task).await, Status::Done);
        scene.world.practice.forget_calls().await;
        sweep(&scene).await;
        let calls = scene.world.practice.calls().await;
        assert!(!calls.iter().any(|call| call.path.contains("/pulls")), "what is over is left alone");
    }

    async fn what_a_project_does_not_follow_is_not_even_asked_for(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let none = Follows { branch: false, pull_request: false, merge: false };
        scene.world.choose(scene.project, |options| options.follows = none).await;
        let task = scene.assigned().await;
        scene.world.practice.commit(scene.place(), BRANCH, "Begin").await;
        scene.world.practice.forget_calls().await;
        scene.look_at_work(task).await;
        assert_eq!(status(&scene, task).await, Status::Todo);
        assert!(scene.world.practice.calls().await.is_empty());
    }

    async fn each_step_is_switched_for_itself(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = opened(&scene).await;
        let only_merges = Follows { branch: false, pull_request: false, merge: true };
        scene.world.choose(scene.project, |options| options.follows = only_merges).await;
        scene.look_at_work(task).await;
        assert_eq!(status(&scene, task).await, Status::InProgress, "as it was");
        scene.world.practice.merge(scene.place(), MONA, 1).await;
        scene.look_at_work(task).await;
        assert_eq!(status(&scene, task).await, Status::Done);
    }

    async fn whoever_reopens_a_merged_task_is_not_overruled(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = opened(&scene).await;
        scene.world.practice.merge(scene.place(), MONA, 1).await;
        scene.look_at_work(task).await;
        scene.world.reopen(task).await;
        scene.look_at_work(task).await;
        assert_eq!(status(&scene, task).await, Status::InProgress);
        assert_eq!(scene.permission(DAN).await, Permission::Write, "access comes back");
    }

    async fn a_canceled_task_stays_canceled(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = opened(&scene).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        scene.world.practice.merge(scene.place(), MONA, 1).await;
        scene.look_at_work(task).await;
        assert_eq!(status(&scene, task).await, Status::Canceled);
    }

    async fn a_renamed_branch_is_followed(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = opened(&scene).await;
        scene.world.practice.rename_branch(scene.place(), BRANCH, "better-name").await;
        scene.look_at_work(task).await;
        let seen = scene.world.look_at(task).await;
        assert_eq!(seen.branch.unwrap().as_str(), "better-name");
        assert_eq!(seen.status, Status::InReview, "its pull request went along");
    }

    async fn a_deleted_branch_moves_nothing(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = scene.worked_on().await;
        scene.world.practice.delete_branch(scene.place(), BRANCH).await;
        scene.look_at_work(task).await;
        assert_eq!(status(&scene, task).await, Status::InProgress);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn a_look_that_fails_harms_nobody_and_is_not_tried_for_ever(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = opened(&scene).await;
        scene.world.practice.order(json!({
            "path": "/branches/", "fault": { "kind": "named", "name": "app_restricted" },
        }))
        .await;
        scene.look_at_work(task).await;
        assert_eq!(scene.effect_on(work_on(task)).await, None, "the next sweep is early enough");
        scene.world.practice.heal().await;
        scene.world.practice.fail("/branches/", 502, 1000).await;
        scene.look_at_work(task).await;
        scene.settle_later(9).await;
        assert_eq!(scene.effect_on(work_on(task)).await, None);
        assert_eq!(status(&scene, task).await, Status::InProgress);
    }
}

fn work_on(task: TaskId) -> domain::effect::Subject {
    domain::effect::Subject::SyncWork { task }
}

async fn status(scene: &Scene, task: TaskId) -> Status {
    scene.world.look_at(task).await.status
}

/// A task in progress whose pull request was opened by hand.
async fn opened(scene: &Scene) -> TaskId {
    let task = scene.worked_on().await;
    let dan = scene.world.connections.client(scene.dan).await.unwrap();
    let new = github::NewPullRequest {
        title: "By hand".to_owned(),
        body: String::new(),
        head: BRANCH.parse().unwrap(),
        base: "main".parse().unwrap(),
        draft: false,
    };
    dan.open_pull_request(scene.place(), &new).await.unwrap();
    task
}

async fn sweep(scene: &Scene) {
    scene.world.wait(Duration::from_hours(2)).await;
    scene.reconciler.sweep().await;
    scene.settle().await;
}
