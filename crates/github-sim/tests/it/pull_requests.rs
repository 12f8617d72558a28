//! Pull requests: what is refused, what follows from git, how they end.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Practice};

const PULLS: &str = "/repos/mona/site/pulls";

async fn open(practice: &Practice, head: &str) -> Answer {
    let wish = json!({ "title": "Work", "head": head, "base": "main", "body": "Done." });
    practice.caller("mona").await.post(PULLS, wish).await
}

#[tokio::test]
async fn nothing_to_merge_makes_no_pull_request() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let tip = mona.get("/repos/mona/site/commits/main").await.body["sha"].clone();
    let branch = json!({ "ref": "refs/heads/feature", "sha": tip });
    mona.post("/repos/mona/site/git/refs", branch).await;
    let refused = open(&practice, "feature").await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.first_error(), "No commits between main and feature");
}

#[tokio::test]
async fn a_pull_request_is_made_once_and_found_by_its_head() {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    let made = open(&practice, "feature").await;
    assert_eq!((made.status, &made.body["number"]), (201, &json!(1)));
    assert_eq!(made.body["mergeable_state"], "clean");
    assert_eq!(made.body["commits"], 1);
    assert_eq!(made.body["head"]["label"], "mona:feature");
    let second = open(&practice, "mona:feature").await;
    assert_eq!(second.status, 422);
    assert_eq!(
        second.first_error(),
        "A pull request already exists for mona:feature."
    );

    let mona = practice.caller("mona").await;
    assert_eq!(
        mona.get(made.header("location")).await.body["title"],
        "Work"
    );
    let query = "?state=all&head=mona:feature&base=main";
    assert_eq!(
        mona.get(&format!("{PULLS}{query}")).await.each("title"),
        ["Work"]
    );
    let other = mona.get(&format!("{PULLS}?head=mona:other")).await;
    assert_eq!(other.body, json!([]));
    let page = practice
        .http
        .get(made.body["html_url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert!(page.text().await.unwrap().contains("Work #1"));
}

#[tokio::test]
async fn many_who_ask_at_once_get_one_pull_request() {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    let all = tokio::join!(
        open(&practice, "feature"),
        open(&practice, "feature"),
        open(&practice, "feature"),
        open(&practice, "feature"),
    );
    let statuses = [all.0.status, all.1.status, all.2.status, all.3.status];
    assert_eq!(
        statuses.iter().filter(|status| **status == 201).count(),
        1,
        "{statuses:?}"
    );
}

#[tokio::test]
async fn a_wrong_side_is_named() {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    let mona = practice.caller("mona").await;
    let cases = [
        (
            json!({ "title": "x", "head": "none", "base": "main" }),
            "head",
            "invalid",
        ),
        (
            json!({ "title": "x", "head": "eve:feature", "base": "main" }),
            "head",
            "invalid",
        ),
        (
            json!({ "title": "x", "head": "feature", "base": "none" }),
            "base",
            "invalid",
        ),
        (
            json!({ "head": "feature", "base": "main" }),
            "title",
            "missing_field",
        ),
    ];
    for (wish, field, code) in cases {
        let refused = mona.post(PULLS, wish).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.body["errors"][0]["field"], field);
        assert_eq!(refused.body["errors"][0]["code"], code);
    }
}

#[tokio::test]
async fn a_merge_is_a_commit_with_two_parents() {
    let practice = Practice::with_a_repository().await;
    let head = practice.commit("mona/site", "feature").await;
    practice.commit("mona/site", "main").await;
    open(&practice, "feature").await;
    let mona = practice.caller("mona").await;
    assert_eq!(mona.get(&format!("{PULLS}/1/merge")).await.status, 404);
    let stale = mona
        .put_with(&format!("{PULLS}/1/merge"), json!({ "sha": "old" }))
        .await;
    assert_eq!(stale.status, 409);
    let merged = mona
        .put_with(&format!("{PULLS}/1/merge"), json!({ "sha": head }))
        .await;
    assert_eq!((merged.status, &merged.body["merged"]), (200, &json!(true)));
    assert_eq!(mona.get(&format!("{PULLS}/1/merge")).await.status, 204);

    let tip = mona.get("/repos/mona/site/commits/main").await.body;
    assert_eq!(tip["sha"], merged.body["sha"]);
    assert_eq!(tip["parents"][1]["sha"], json!(head));
    assert_eq!(tip["commit"]["verification"]["verified"], true);
    let pull = mona.get(&format!("{PULLS}/1")).await.body;
    assert_eq!(
        (&pull["state"], &pull["merged"]),
        (&json!("closed"), &json!(true))
    );
    assert_eq!(pull["merged_by"]["login"], "mona");
    let again = mona.put(&format!("{PULLS}/1/merge")).await;
    assert_eq!(
        (again.status, again.body["message"].as_str().unwrap()),
        (405, "Pull Request is not mergeable")
    );
}

#[tokio::test]
async fn new_commits_move_the_head_and_a_deleted_branch_closes() {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    open(&practice, "feature").await;
    let head = practice.commit("mona/site", "feature").await;
    let mona = practice.caller("mona").await;
    let pull = mona.get(&format!("{PULLS}/1")).await.body;
    assert_eq!(
        (&pull["head"]["sha"], &pull["commits"]),
        (&json!(head), &json!(2))
    );
    mona.delete("/repos/mona/site/git/refs/heads/feature").await;
    let pull = mona.get(&format!("{PULLS}/1")).await.body;
    assert_eq!(
        (&pull["state"], &pull["merged"]),
        (&json!("closed"), &json!(false))
    );
    let reopened = mona
        .patch(&format!("{PULLS}/1"), json!({ "state": "open" }))
        .await;
    assert_eq!(reopened.status, 422);
}

#[tokio::test]
async fn a_conflict_is_dirty_and_not_merged() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let clone = crate::git_program::Clone::make(&practice.web("/mona/site.git"), &mona.token);
    let clone = clone.unwrap();
    clone.commit("feature", "One way");
    clone
        .git(&["switch", "--quiet", "--detach", "origin/main"])
        .unwrap();
    clone.commit("main", "Another way");
    clone.push(&["feature", "main"]).unwrap();
    open(&practice, "feature").await;
    let pull = mona.get(&format!("{PULLS}/1")).await.body;
    assert_eq!(
        (&pull["mergeable"], &pull["mergeable_state"]),
        (&json!(false), &json!("dirty"))
    );
    assert_eq!(mona.put(&format!("{PULLS}/1/merge")).await.status, 405);
}

#[tokio::test]
async fn pushing_the_head_into_the_base_merges() {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    open(&practice, "feature").await;
    let mona = practice.caller("mona").await;
    let address = practice.web("/mona/site.git");
    let clone = crate::git_program::Clone::make(&address, &mona.token).unwrap();
    clone.push(&["origin/feature:main"]).unwrap();
    assert_eq!(mona.get(&format!("{PULLS}/1")).await.body["merged"], true);
}

#[tokio::test]
async fn pull_requests_can_be_switched_off() {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let off = json!({ "has_pull_requests": false });
    practice
        .control(Method::PATCH, &format!("/repositories/{id}"), off)
        .await;
    let mona = practice.caller("mona").await;
    assert_eq!(
        mona.get("/repos/mona/site").await.body["has_pull_requests"],
        false
    );
    assert_eq!(open(&practice, "feature").await.status, 403);
}

#[tokio::test]
async fn only_others_with_access_can_be_asked_to_review() {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    open(&practice, "feature").await;
    let mona = practice.caller("mona").await;
    let path = format!("{PULLS}/1/requested_reviewers");
    let dana = json!({ "reviewers": ["dana"] });
    assert_eq!(mona.post(&path, dana.clone()).await.status, 422);
    let id = practice.look_at("mona/site").await["id"].clone();
    let by_hand = format!("/repositories/{id}/collaborators/dana");
    practice
        .control(Method::PUT, &by_hand, Value::Object(serde_json::Map::new()))
        .await;
    assert_eq!(mona.post(&path, dana).await.status, 201);
    assert_eq!(mona.get(&path).await.body["users"][0]["login"], "dana");
    let author = json!({ "reviewers": ["mona"] });
    assert_eq!(mona.post(&path, author).await.status, 422);
}
