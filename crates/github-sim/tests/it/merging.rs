//! The three ways to merge, by the commits that come of them, and what else ends a pull request.

use reqwest::Method;
use serde_json::{Value, json};

use crate::git_program::Clone;
use crate::practice::{Answer, Caller, Practice};

const PULLS: &str = "/repos/mona/site/pulls";

/// `mona/site` with two commits of dana on `feature`, one more on `main`, and dana's pull request.
async fn waiting() -> Practice {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let by_hand = format!("/repositories/{id}/collaborators/dana");
    practice.control(Method::PUT, &by_hand, json!({})).await;
    let dana = practice.caller("dana").await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &dana.token).unwrap();
    clone.commit("feature", "First half");
    clone.commit("feature", "Second half\n\nWith a reason.");
    clone.push(&["feature"]).unwrap();
    practice.commit("mona/site", "main").await;
    let wish = json!({ "title": "Both halves", "head": "feature", "base": "main" });
    assert_eq!(dana.post(PULLS, wish).await.status, 201);
    practice
}

async fn merge(mona: &Caller<'_>, wish: Value) -> Answer {
    mona.put_with(&format!("{PULLS}/1/merge"), wish).await
}

/// The commits of `main`, newest first.
async fn history(mona: &Caller<'_>) -> Vec<Value> {
    let commits = mona.get("/repos/mona/site/commits").await.body;
    commits.as_array().unwrap().clone()
}

fn message(commit: &Value) -> &str {
    commit["commit"]["message"].as_str().unwrap()
}

async fn state_of_the_pull(mona: &Caller<'_>) -> (Value, Value) {
    let pull = mona.get(&format!("{PULLS}/1")).await.body;
    (pull["state"].clone(), pull["merged"].clone())
}

#[tokio::test]
async fn a_merge_keeps_both_sides() {
    let practice = waiting().await;
    let mona = practice.caller("mona").await;
    let before = history(&mona).await;
    let merged = merge(&mona, json!({ "merge_method": "merge" })).await.body;
    let after = history(&mona).await;
    assert_eq!(after[0]["sha"], merged["sha"]);
    assert_eq!(
        message(&after[0]),
        "Merge pull request #1 from mona/feature\n\nBoth halves"
    );
    assert_eq!(after[0]["parents"][0]["sha"], before[0]["sha"]);
    assert_eq!(after[0]["author"]["login"], "mona");
    assert_eq!(after.len(), before.len() + 3);
}

#[tokio::test]
async fn a_squash_is_one_commit_by_the_author_of_the_pull_request() {
    let practice = waiting().await;
    let mona = practice.caller("mona").await;
    let before = history(&mona).await;
    let merged = merge(&mona, json!({ "merge_method": "squash" })).await.body;
    let after = history(&mona).await;
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after[0]["sha"], merged["sha"]);
    assert_eq!(
        message(&after[0]),
        "Both halves (#1)\n\n* First half\n\n* Second half\n\nWith a reason."
    );
    assert_eq!(after[0]["author"]["login"], "dana");
    assert_eq!(after[0]["commit"]["verification"]["verified"], true);
    assert_eq!(after[0]["parents"].as_array().unwrap().len(), 1);
    let files = mona
        .get(&format!(
            "/repos/mona/site/commits/{}",
            after[0]["sha"].as_str().unwrap()
        ))
        .await;
    assert_eq!(files.body["files"][0]["filename"], "work.txt");
    assert_eq!(
        state_of_the_pull(&mona).await,
        (json!("closed"), json!(true))
    );
}

#[tokio::test]
async fn a_rebase_repeats_every_commit_and_keeps_its_author() {
    let practice = waiting().await;
    let mona = practice.caller("mona").await;
    let before = history(&mona).await;
    let merged = merge(&mona, json!({ "merge_method": "rebase" })).await.body;
    let after = history(&mona).await;
    let messages: Vec<_> = after[..2].iter().map(message).collect();
    assert_eq!(messages, ["Second half\n\nWith a reason.", "First half"]);
    assert_eq!(after[0]["sha"], merged["sha"]);
    assert_eq!(after[1]["parents"][0]["sha"], before[0]["sha"]);
    assert_eq!(after[0]["author"]["login"], "dana");
    assert_eq!(after[0]["committer"]["login"], "mona");
    assert_eq!(after[0]["commit"]["verification"]["verified"], false);
    assert_eq!(
        state_of_the_pull(&mona).await,
        (json!("closed"), json!(true))
    );
    let commits = mona.get(&format!("{PULLS}/1/commits")).await;
    assert_eq!(commits.body.as_array().unwrap().len(), 2);
    let pulled = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    pulled.git(&["fsck", "--strict"]).unwrap();
}

#[tokio::test]
async fn a_rebase_that_does_not_fit_is_refused_and_changes_nothing() {
    let practice = waiting().await;
    let mona = practice.caller("mona").await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    clone.commit("main", "Another way");
    clone.push(&["main"]).unwrap();
    let before = history(&mona).await;
    let refused = merge(&mona, json!({ "merge_method": "rebase" })).await;
    assert_eq!(
        (refused.status, &refused.body["message"]),
        (405, &json!("This branch can't be rebased"))
    );
    for method in ["merge", "squash"] {
        let refused = merge(&mona, json!({ "merge_method": method })).await;
        assert_eq!(
            (refused.status, &refused.body["message"]),
            (405, &json!("Pull Request is not mergeable"))
        );
    }
    let unknown = merge(&mona, json!({ "merge_method": "octopus" })).await;
    assert_eq!(unknown.status, 422);
    assert_eq!(history(&mona).await, before);
    assert_eq!(
        state_of_the_pull(&mona).await,
        (json!("open"), json!(false))
    );
}

#[tokio::test]
async fn the_caller_may_say_what_the_commit_says() {
    let practice = waiting().await;
    let mona = practice.caller("mona").await;
    let words = json!({
        "merge_method": "squash",
        "commit_title": "Whole",
        "commit_message": "By both.",
    });
    merge(&mona, words).await;
    assert_eq!(message(&history(&mona).await[0]), "Whole\n\nBy both.");
}

#[tokio::test]
async fn the_only_commit_of_a_squash_gives_its_own_words() {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    let mona = practice.caller("mona").await;
    let wish = json!({ "title": "Title", "head": "feature", "base": "main" });
    mona.post(PULLS, wish).await;
    merge(&mona, json!({ "merge_method": "squash" })).await;
    assert_eq!(message(&history(&mona).await[0]), "Work (#1)");
}

#[tokio::test]
async fn a_pushed_deletion_of_either_branch_closes() {
    for branch in ["feature", "develop"] {
        let practice = Practice::with_a_repository().await;
        let mona = practice.caller("mona").await;
        let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
        clone.push(&["HEAD:refs/heads/develop"]).unwrap();
        clone.commit("feature", "Work");
        clone.push(&["feature"]).unwrap();
        let wish = json!({ "title": "Work", "head": "feature", "base": "develop" });
        assert_eq!(mona.post(PULLS, wish).await.status, 201);
        clone.push(&["--delete", branch]).unwrap();
        let closed = (json!("closed"), json!(false));
        assert_eq!(state_of_the_pull(&mona).await, closed, "{branch}");
    }
}

#[tokio::test]
async fn a_closed_pull_request_does_not_stand_in_the_way_of_a_new_one() {
    let practice = waiting().await;
    let mona = practice.caller("mona").await;
    let wish = json!({ "title": "Again", "head": "feature", "base": "main" });
    assert_eq!(mona.post(PULLS, wish.clone()).await.status, 422);
    mona.patch(&format!("{PULLS}/1"), json!({ "state": "closed" }))
        .await;
    let second = mona.post(PULLS, wish).await;
    assert_eq!((second.status, &second.body["number"]), (201, &json!(2)));
}
