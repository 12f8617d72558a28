//! Every way in which GitHub refuses a pull request, settled in words: access ends all the same
//! (law 4).

use domain::{access::Permission, ids::TaskId, pull_request::PullRequestState};
use serde_json::{Value, json};
use testbed::on_both;

use crate::scene::{BRANCH, DAN, Scene};

on_both! {
    async fn one_that_is_there_already_is_taken(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = scene.worked_on().await;
        // Somebody opens it between our look and our call.
        let dan = scene.world.connections.client(scene.dan).await.unwrap();
        let new = github::NewPullRequest {
            title: "By hand".to_owned(),
            body: String::new(),
            head: BRANCH.parse().unwrap(),
            base: "main".parse().unwrap(),
            draft: false,
        };
        dan.open_pull_request(scene.place(), &new).await.unwrap();
        let nothing = json!({ "kind": "status", "status": 200, "body": [] });
        let late = json!({ "method": "GET", "path": "/pulls$", "times": 1, "fault": nothing });
        scene.world.practice.order(late).await;
        close(&scene, task).await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Linked);
        assert_eq!(scene.pull_requests().await, ["By hand"]);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn nothing_to_merge_is_said(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = refused(&scene, named("no_commits")).await;
        settled(&scene, task, PullRequestState::NothingToMerge).await;
    }

    async fn nothing_to_merge_as_it_used_to_be_said_is_said_too(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let missing = |field: &str| {
            json!({ "resource": "PullRequest", "field": field, "code": "missing_field" })
        };
        let custom = json!({
            "resource": "PullRequest", "code": "custom",
            "message": "No commits between main and web-1-work",
        });
        let errors = json!([missing("head_sha"), missing("base_sha"), custom]);
        let task = refused(&scene, invalid("Validation Failed", &errors)).await;
        settled(&scene, task, PullRequestState::NothingToMerge).await;
    }

    async fn a_base_that_went_away_meanwhile_is_said(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = refused(&scene, named("base_invalid")).await;
        settled(&scene, task, PullRequestState::BaseMissing).await;
    }

    async fn a_branch_that_went_away_meanwhile_is_said(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = refused(&scene, named("head_invalid")).await;
        settled(&scene, task, PullRequestState::BranchMissing).await;
    }

    async fn pull_requests_switched_off_are_said_by_403(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        change(&scene, json!({ "has_pull_requests": false })).await;
        close(&scene, task).await;
        settled(&scene, task, PullRequestState::SwitchedOff).await;
    }

    async fn pull_requests_switched_off_are_said_by_422(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.turn("pulls_off", json!(422)).await;
        let task = scene.worked_on().await;
        change(&scene, json!({ "has_pull_requests": false })).await;
        close(&scene, task).await;
        settled(&scene, task, PullRequestState::SwitchedOff).await;
    }

    async fn where_only_collaborators_may_the_steward_opens_it(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        change(&scene, json!({ "pulls_by_collaborators_only": true })).await;
        scene.world.practice.put_out(scene.place(), DAN).await;
        close(&scene, task).await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Linked);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn an_archived_repository_is_said_to_refuse(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        change(&scene, json!({ "archived": true })).await;
        close(&scene, task).await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Refused);
        change(&scene, json!({ "archived": false })).await;
        scene.settle_later(1).await;
        scene.reconciler.sweep().await;
        scene.settle().await;
        settled(&scene, task, PullRequestState::Refused).await;
    }

    async fn a_repository_that_is_gone_is_said(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.delete_repository(scene.place()).await;
        close(&scene, task).await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::RepositoryMissing);
    }

    async fn a_refusal_in_words_that_nobody_knows_is_a_refusal(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let errors = json!([{
            "resource": "PullRequest", "code": "custom", "message": "Something new.",
        }]);
        let task = refused(&scene, invalid("Validation Failed", &errors)).await;
        settled(&scene, task, PullRequestState::Refused).await;
    }

    async fn one_that_cannot_be_opened_again_is_said(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        close(&scene, task).await;
        scene.world.practice.close_pull_request(scene.place(), crate::scene::MONA, 1).await;
        scene.world.reopen(task).await;
        scene.settle().await;
        let message = "state cannot be changed. The web-1-work branch was force-pushed.";
        let errors = json!([{ "resource": "PullRequest", "code": "custom", "message": message }]);
        let refusal = json!({
            "method": "PATCH", "path": "/pulls/1$", "fault": invalid("Validation Failed", &errors),
        });
        scene.world.practice.order(refusal).await;
        close(&scene, task).await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Refused);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }
}

async fn close(scene: &Scene, task: TaskId) {
    scene.world.finish(task).await;
    scene.settle().await;
}

async fn change(scene: &Scene, change: Value) {
    scene
        .world
        .practice
        .change_repository(scene.place(), change)
        .await;
}

/// A task whose pull request GitHub answers with this fault, whoever asks.
async fn refused(scene: &Scene, fault: Value) -> TaskId {
    let task = scene.worked_on().await;
    let order = json!({ "method": "POST", "path": "/pulls$", "fault": fault });
    scene.world.practice.order(order).await;
    close(scene, task).await;
    task
}

fn named(name: &str) -> Value {
    json!({ "kind": "named", "name": name })
}

fn invalid(message: &str, errors: &Value) -> Value {
    let body = json!({ "message": message, "errors": errors });
    json!({ "kind": "status", "status": 422, "body": body })
}

/// There is no pull request, the activity says why, and access has ended.
async fn settled(scene: &Scene, task: TaskId, state: PullRequestState) {
    let closed = scene.world.look_at(task).await;
    assert_eq!((closed.pull_request, closed.link), (state, None));
    assert_eq!(scene.permission(DAN).await, Permission::None);
    let deeds = scene.world.deeds(scene.project).await;
    let said = ("pull_request_settled", state.words().to_owned());
    assert!(deeds.contains(&said), "{deeds:?}");
}
