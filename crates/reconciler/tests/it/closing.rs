//! Closing a task as done: the pull request first, then the end of access (laws 3, 4 and 7).

use domain::{
    access::{AccessState, Permission},
    pull_request::PullRequestState,
};
use serde_json::json;
use testbed::on_both;

use crate::scene::{BRANCH, DAN, MONA, Scene};

on_both! {
    async fn closing_opens_one_pull_request_and_then_revokes(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.forget_calls().await;
        scene.world.finish(task).await;
        scene.settle().await;

        assert_eq!(scene.pull_requests().await, ["WEB-1: Work"]);
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Linked);
        assert!(closed.link.unwrap().url.ends_with("/acme/shop/pull/1"));
        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(scene.access(task).await, AccessState::Ended);
        let outsider = scene.world.practice.switch("outsider_pull").await;
        let refused = (outsider != 201).then(|| format!("POST pulls {outsider}"));
        let order = ["POST pulls 201", "DELETE dan-gh 204"].map(str::to_owned);
        let order: Vec<_> = refused.into_iter().chain(order).collect();
        assert_eq!(scene.changes().await, order, "law 3: the pull request comes first");
        let told = ["pull_request_linked", "access_revoked"];
        assert_eq!(scene.deeds().await[2..], told);
    }

    async fn the_pull_request_is_the_assignees(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        let seen = scene.world.practice.seen(scene.place()).await;
        assert_eq!(seen["pull_requests"][0]["author"], DAN);
    }

    async fn the_steward_opens_it_where_the_assignee_cannot(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.put_out(scene.place(), DAN).await;
        scene.world.finish(task).await;
        scene.settle().await;
        let seen = scene.world.practice.seen(scene.place()).await;
        assert_eq!(seen["pull_requests"][0]["author"], crate::scene::MONA);
    }

    async fn the_word_of_one_who_was_put_out_does_not_make_the_repository_missing(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.appoint(&scene.repository, None).await;
        scene.world.practice.put_out(scene.place(), DAN).await;
        scene.world.finish(task).await;
        scene.settle().await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Awaited);

        scene.world.appoint(&scene.repository, Some(scene.mona)).await;
        scene.settle_later(1).await;
        assert_eq!(scene.pull_requests().await.len(), 1);
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Linked);
    }

    async fn law_1_closing_one_of_two_tasks_keeps_access(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let done = scene.worked_on().await;
        scene.assigned().await;
        scene.world.finish(done).await;
        scene.settle().await;
        assert_eq!(scene.pull_requests().await.len(), 1);
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(done).await, AccessState::KeptByAnotherTask);
    }

    async fn law_7_closing_again_after_reopening_opens_no_second_one(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        scene.world.reopen(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.finish(task).await;
        scene.settle().await;

        assert_eq!(scene.pull_requests().await.len(), 1);
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Linked);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_7_a_pull_request_closed_by_hand_is_opened_again_and_not_twice(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        scene.world.practice.close_pull_request(scene.place(), MONA, 1).await;
        scene.world.reopen(task).await;
        scene.settle().await;
        scene.world.finish(task).await;
        scene.settle().await;

        assert_eq!(scene.pull_requests().await.len(), 1);
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Linked);
        let seen = scene.world.practice.seen(scene.place()).await;
        assert_eq!(seen["pull_requests"][0]["state"], "open");
    }

    async fn law_7_a_pull_request_opened_by_hand_is_linked(db: TestDatabase) {
        let scene = Scene::personal(db).await;
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
        scene.world.finish(task).await;
        scene.settle().await;
        assert_eq!(scene.pull_requests().await, ["By hand"]);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_4_nothing_to_merge_is_settled_and_access_ends(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.assigned().await;
        scene.world.branch(task, scene.dan, BRANCH).await;
        scene.world.finish(task).await;
        scene.settle().await;
        settled_without_one(&scene, task, PullRequestState::NothingToMerge).await;
    }

    async fn law_4_pull_requests_switched_off_are_settled_and_access_ends(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        let off = json!({ "has_pull_requests": false });
        scene.world.practice.change_repository(scene.place(), off).await;
        scene.world.finish(task).await;
        scene.settle().await;
        settled_without_one(&scene, task, PullRequestState::SwitchedOff).await;
    }

    async fn law_4_a_development_branch_that_is_gone_is_settled(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.delete_branch(scene.place(), "main").await;
        scene.world.finish(task).await;
        scene.settle().await;
        settled_without_one(&scene, task, PullRequestState::BaseMissing).await;
    }

    async fn law_4_a_branch_that_is_gone_is_settled(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.delete_branch(scene.place(), BRANCH).await;
        scene.world.finish(task).await;
        scene.settle().await;
        settled_without_one(&scene, task, PullRequestState::BranchMissing).await;
    }

    async fn law_4_a_failure_that_does_not_pass_is_given_up_and_access_ends(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.fail("/pulls$", 502, 1000).await;
        scene.world.finish(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write, "it may pass");
        scene.settle_later(9).await;
        settled_without_one(&scene, task, PullRequestState::GaveUp).await;
    }
}

async fn settled_without_one(scene: &Scene, task: domain::ids::TaskId, state: PullRequestState) {
    let closed = scene.world.look_at(task).await;
    assert_eq!((closed.pull_request, closed.link), (state, None));
    assert_eq!(scene.permission(DAN).await, Permission::None);
    assert!(scene.pull_requests().await.is_empty());
    let deeds = scene.world.deeds(scene.project).await;
    let said = ("pull_request_settled", state.words().to_owned());
    assert!(deeds.contains(&said), "{deeds:?}");
}
