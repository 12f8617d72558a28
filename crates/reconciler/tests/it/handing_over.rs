//! How a task is handed over as its project wishes: text, draft, reviewers, and until when access
//! is kept.

use domain::{
    access::{AccessState, Permission},
    ids::GithubAccountId,
    options::Closing,
    pull_request::PullRequestState,
    task::Status,
};
use serde_json::{Value, json};
use store::reviewers::{self, Reviewers};
use testbed::on_both;

use crate::scene::{DAN, MONA, Scene};

on_both! {
    async fn title_and_text_are_as_the_project_writes_them(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        choose(&scene, |closing| {
            closing.title = "[{number}] {title} ({project})".parse().unwrap();
            closing.text = "Closes {key}.\n\nSee {url}".parse().unwrap();
        })
        .await;
        let opened = handed_over(&scene).await;
        let page = "http://tasks.example.test/projects/WEB/tasks/1";
        assert_eq!(opened["title"], "[1] Work (WEB)");
        assert_eq!(opened["body"], format!("Closes WEB-1.\n\nSee {page}\n\n[WEB-1]({page})"));
    }

    async fn the_link_back_can_be_left_out(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        choose(&scene, |closing| closing.backlink = false).await;
        assert_eq!(handed_over(&scene).await["body"], "");
    }

    async fn a_title_is_cut_to_what_github_takes(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let long = format!("{} {{title}} {{title}}", "x".repeat(150));
        choose(&scene, |closing| closing.title = long.parse().unwrap()).await;
        let title = "y".repeat(200);
        let task = scene.world.task(&scene.repository, scene.mona, &title).await;
        work_on(&scene, task).await;
        scene.world.finish(task).await;
        scene.settle().await;
        assert_eq!(opened(&scene).await["title"].as_str().unwrap().len(), 256);
    }

    async fn a_draft_is_opened_where_the_project_wishes_one(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        choose(&scene, |closing| closing.draft = true).await;
        assert_eq!(handed_over(&scene).await["draft"], true);
    }

    async fn a_repository_without_drafts_gets_one_that_is_ready_and_that_is_said(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        choose(&scene, |closing| closing.draft = true).await;
        refuse_once(&scene, "drafts_unsupported").await;
        assert_eq!(handed_over(&scene).await["draft"], false);
        let told = told_of(&scene, "pull_request_linked").await;
        assert!(told.ends_with("; ready for review, since the repository knows no drafts"), "{told}");
    }

    async fn reviewers_are_asked_once(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = reviewed_by_nina_and_mona(&scene).await;
        assert_eq!(opened(&scene).await["reviewers"], json!([MONA, "nina-gh"]));
        scene.world.practice.forget_calls().await;
        scene.world.reopen(task).await;
        scene.world.finish(task).await;
        scene.settle().await;
        let changes = scene.changes().await;
        assert!(!changes.iter().any(|call| call.contains("requested_reviewers")), "{changes:?}");
    }

    async fn law_7_cut_off_after_opening_reviewers_are_still_asked(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let cut = json!({
            "method": "POST", "path": "/pulls$", "times": 1, "fault": { "kind": "cut_after" },
        });
        scene.world.practice.order(cut).await;
        reviewed_by_nina_and_mona(&scene).await;
        scene.settle_later(1).await;
        assert_eq!(scene.pull_requests().await.len(), 1);
        assert_eq!(opened(&scene).await["reviewers"], json!([MONA, "nina-gh"]));
    }

    async fn a_reviewer_whom_github_refuses_keeps_nobody_from_the_others(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let stranger = scene.world.practice.user("stranger-gh").await;
        ask_for(&scene, &[(stranger, "stranger-gh")], true).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        assert_eq!(opened(&scene).await["reviewers"], json!([MONA]));
        assert_eq!(scene.permission(DAN).await, Permission::None, "access ends all the same");
        let told = told_of(&scene, "pull_request_linked").await;
        assert!(told.ends_with("; GitHub takes no review from stranger-gh"), "{told}");
    }

    async fn the_author_is_not_asked_to_review(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let project = scene.project;
        let chosen = Reviewers { members: vec![scene.dan], accounts: Vec::new() };
        let store = scene.world.store();
        let replaced = store.write(async |tx| reviewers::replace(tx, project, &chosen).await);
        replaced.await.unwrap();
        assert_eq!(handed_over(&scene).await["reviewers"], json!([]));
    }

    async fn law_1_access_can_be_kept_until_the_merge(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        choose(&scene, |closing| closing.until_merged = true).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);

        scene.world.practice.merge(scene.place(), MONA, 1).await;
        scene.look_at_work(task).await;
        assert_eq!(scene.world.look_at(task).await.pull_request, PullRequestState::Merged);
        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(scene.access(task).await, AccessState::Ended);
    }

    async fn law_4_a_pull_request_closed_on_github_ends_access_that_was_kept(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        choose(&scene, |closing| closing.until_merged = true).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        scene.world.practice.close_pull_request(scene.place(), MONA, 1).await;
        scene.look_at_work(task).await;
        assert_eq!(scene.world.look_at(task).await.pull_request, PullRequestState::Closed);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_4_a_pull_request_that_cannot_be_seen_does_not_keep_access_for_ever(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        choose(&scene, |closing| closing.until_merged = true).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        scene.world.practice.fail("/pulls$", 502, 1000).await;
        scene.look_at_work(task).await;
        assert_eq!(scene.permission(DAN).await, Permission::Write, "it may pass");
        scene.settle_later(9).await;
        assert_eq!(scene.world.look_at(task).await.pull_request, PullRequestState::GaveUp);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn the_choice_to_keep_access_can_be_taken_back(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        choose(&scene, |closing| closing.until_merged = true).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        choose(&scene, |closing| closing.until_merged = false).await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        choose(&scene, |closing| closing.until_merged = true).await;
        assert_eq!(scene.permission(DAN).await, Permission::Write, "law 1 looks at what is");
    }

    async fn a_review_that_asks_for_changes_brings_access_back(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);

        scene.world.practice.review(scene.place(), MONA, 1, "REQUEST_CHANGES").await;
        scene.look_at_work(task).await;
        let asked = scene.world.look_at(task).await;
        assert_eq!(asked.pull_request, PullRequestState::ChangesRequested);
        assert_eq!(asked.status, Status::Done, "nobody's decision is undone");
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);

        scene.world.practice.review(scene.place(), MONA, 1, "APPROVE").await;
        scene.look_at_work(task).await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        let told = ["changes_requested", "access_granted", "changes_settled", "access_revoked"];
        assert_eq!(scene.deeds().await[3..], told);
    }

    async fn closing_while_a_review_asks_for_changes_leaves_access_until_they_are_made(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        scene.world.reopen(task).await;
        scene.settle().await;
        scene.world.practice.review(scene.place(), MONA, 1, "REQUEST_CHANGES").await;
        scene.world.finish(task).await;
        scene.settle().await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::ChangesRequested);
        assert_eq!(scene.permission(DAN).await, Permission::Write);
    }

    async fn the_sweep_hears_of_a_review_without_any_message(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        scene.world.practice.review(scene.place(), MONA, 1, "REQUEST_CHANGES").await;
        scene.world.wait(std::time::Duration::from_hours(2)).await;
        scene.reconciler.sweep().await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }
}

async fn choose(scene: &Scene, choose: impl FnOnce(&mut Closing)) {
    let project = scene.project;
    scene
        .world
        .choose(project, |options| choose(&mut options.closing))
        .await;
    scene.settle().await;
}

/// The pull request that closing a task opened.
async fn handed_over(scene: &Scene) -> Value {
    let task = scene.worked_on().await;
    scene.world.finish(task).await;
    scene.settle().await;
    assert_eq!(scene.permission(DAN).await, Permission::None);
    opened(scene).await
}

async fn opened(scene: &Scene) -> Value {
    let seen = scene.world.practice.seen(scene.place()).await;
    seen["pull_requests"][0].clone()
}

async fn work_on(scene: &Scene, task: domain::ids::TaskId) {
    scene.world.assign(task, scene.dan).await;
    scene.settle().await;
    scene.world.branch(task, scene.dan, "web-1-long").await;
    scene
        .world
        .practice
        .commit(scene.place(), "web-1-long", "Work")
        .await;
}

/// GitHub refuses the next pull request with this of its answers.
async fn refuse_once(scene: &Scene, name: &str) {
    let refusal = json!({
        "method": "POST", "path": "/pulls$", "times": 1,
        "fault": { "kind": "named", "name": name },
    });
    scene.world.practice.order(refusal).await;
}

/// What the activity says of the last deed of this kind.
async fn told_of(scene: &Scene, kind: &str) -> String {
    let deeds = scene.world.deeds(scene.project).await;
    let last = deeds.into_iter().rev().find(|(told, _)| *told == kind);
    last.unwrap().1
}

/// The project asks for these reviews, and for its manager's where she is one.
async fn ask_for(scene: &Scene, accounts: &[(GithubAccountId, &str)], manager: bool) {
    let named = accounts
        .iter()
        .map(|(id, login)| (*id, login.parse().unwrap()));
    let chosen = Reviewers {
        members: manager.then_some(scene.mona).into_iter().collect(),
        accounts: named.collect(),
    };
    let (store, project) = (scene.world.store(), scene.project);
    let replaced = store.write(async |tx| reviewers::replace(tx, project, &chosen).await);
    replaced.await.unwrap();
}

/// A task that is handed over to two reviewers.
async fn reviewed_by_nina_and_mona(scene: &Scene) -> domain::ids::TaskId {
    let nina = scene.world.practice.user("nina-gh").await;
    scene
        .world
        .practice
        .let_in(scene.place(), "nina-gh", "push")
        .await;
    ask_for(scene, &[(nina, "nina-gh")], true).await;
    let task = scene.worked_on().await;
    scene.world.finish(task).await;
    scene.settle().await;
    task
}
