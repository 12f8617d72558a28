//! Commits and comparisons as the API tells them.

use reqwest::Method;
use serde_json::json;

use crate::practice::Practice;

#[tokio::test]
async fn commits_come_newest_first_and_link_authors_by_their_address() {
    let practice = Practice::with_a_repository().await;
    let commit = json!({ "repository": "mona/site", "branch": "main", "author": "dana",
        "message": "Fix it\n\nFor good." });
    practice.control(Method::POST, "/commits", commit).await;
    let stranger = json!({ "repository": "mona/site", "branch": "main", "author": "Sam",
        "email": "sam@elsewhere.example", "message": "Help" });
    practice.control(Method::POST, "/commits", stranger).await;
    let list = practice
        .caller("mona")
        .await
        .get("/repos/mona/site/commits")
        .await;
    assert_eq!(list.body[0]["author"], json!(null));
    assert_eq!(list.body[0]["commit"]["author"]["name"], "Sam");
    assert_eq!(list.body[1]["author"]["login"], "dana");
    assert_eq!(list.body[1]["commit"]["message"], "Fix it\n\nFor good.");
    assert_eq!(list.body[1]["commit"]["verification"]["verified"], false);
    assert_eq!(list.body[1]["parents"][0]["sha"], list.body[2]["sha"]);
    assert_eq!(list.body.as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn commits_are_paged_by_links_that_name_the_repository_by_id() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let mona = practice.caller("mona").await;
    let first = mona.get("/repos/mona/site/commits?per_page=2").await;
    let next = practice.api(&format!("/repositories/{id}/commits?per_page=2&page=2"));
    assert!(
        first
            .header("link")
            .contains(&format!("<{next}>; rel=\"next\""))
    );
    let second = mona.get(&next).await;
    assert_eq!(second.body.as_array().unwrap().len(), 1);
    assert!(second.header("link").contains("rel=\"prev\""));
    assert!(!second.header("link").contains("rel=\"next\""));
}

#[tokio::test]
async fn a_comparison_counts_both_ways_and_lists_oldest_first() {
    let practice = Practice::with_a_repository().await;
    for _ in 0..3 {
        practice.commit("mona/site", "feature").await;
    }
    practice.commit("mona/site", "main").await;
    let mona = practice.caller("mona").await;
    let compared = mona
        .get("/repos/mona/site/compare/main...feature")
        .await
        .body;
    assert_eq!(compared["status"], "diverged");
    assert_eq!(
        (&compared["ahead_by"], &compared["behind_by"]),
        (&json!(3), &json!(1))
    );
    assert_eq!(compared["total_commits"], 3);
    assert_eq!(compared["files"].as_array().unwrap().len(), 3);
    let commits = compared["commits"].as_array().unwrap();
    assert_eq!(
        commits[0]["parents"][0]["sha"],
        compared["merge_base_commit"]["sha"]
    );
    assert_eq!(commits[2]["parents"][0]["sha"], commits[1]["sha"]);

    let page = mona
        .get("/repos/mona/site/compare/mona:main...feature?per_page=2&page=2")
        .await;
    assert_eq!(page.body["commits"].as_array().unwrap().len(), 1);
    assert_eq!(page.body["commits"][0]["sha"], commits[2]["sha"]);
    assert_eq!(page.body["files"], json!([]));
}

#[tokio::test]
async fn equal_branches_are_identical_and_unknown_ones_not_found() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let same = mona.get("/repos/mona/site/compare/main...main").await;
    assert_eq!(
        (&same.body["status"], &same.body["commits"]),
        (&json!("identical"), &json!([]))
    );
    assert_eq!(
        mona.get("/repos/mona/site/compare/main...none")
            .await
            .status,
        404
    );
    assert_eq!(
        mona.get("/repos/mona/site/commits?sha=none").await.status,
        404
    );
    assert_eq!(mona.get("/repos/mona/site/commits/none").await.status, 422);
}

#[tokio::test]
async fn a_commit_tells_its_files_and_has_neither_statuses_nor_checks() {
    let practice = Practice::with_a_repository().await;
    let sha = practice.commit("mona/site", "main").await;
    let mona = practice.caller("mona").await;
    let commit = mona
        .get(&format!("/repos/mona/site/commits/{sha}"))
        .await
        .body;
    assert_eq!(commit["files"][0]["status"], "added");
    assert_eq!(commit["stats"]["total"], 2);
    let status = mona.get("/repos/mona/site/commits/main/status").await.body;
    assert_eq!(
        (&status["state"], &status["total_count"]),
        (&json!("pending"), &json!(0))
    );
    let checks = mona
        .get(&format!("/repos/mona/site/commits/{sha}/check-runs"))
        .await
        .body;
    assert_eq!(checks["total_count"], 0);
}

#[tokio::test]
async fn commits_are_filtered_by_author_path_and_time() {
    let practice = Practice::with_a_repository().await;
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 86_400 }))
        .await;
    let commit = json!({ "repository": "mona/site", "branch": "main", "author": "dana",
        "message": "Later" });
    practice.control(Method::POST, "/commits", commit).await;
    let mona = practice.caller("mona").await;
    let list = async |query: &str| {
        let answer = mona.get(&format!("/repos/mona/site/commits?{query}")).await;
        answer.body.as_array().unwrap().len()
    };
    let moment = mona.get("/repos/mona/site/commits").await;
    let moment = moment.body[0]["commit"]["author"]["date"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(list("author=dana").await, 1);
    assert_eq!(list("path=README.md").await, 3);
    assert_eq!(list(&format!("since={moment}")).await, 1);
}

#[tokio::test]
async fn a_long_comparison_ends_with_the_newest_or_is_walked_by_pages() {
    let practice = Practice::with_a_repository().await;
    let long = json!({ "owner": "mona", "name": "long", "private": true, "commits": 261 });
    practice.control(Method::POST, "/repositories", long).await;
    let mona = practice.caller("mona").await;
    let last = mona
        .get("/repos/mona/long/commits?per_page=1&page=261")
        .await;
    let range = format!(
        "/repos/mona/long/compare/{}...main",
        last.body[0]["sha"].as_str().unwrap()
    );
    let messages = |answer: &crate::practice::Answer| -> Vec<String> {
        let commits = answer.body["commits"].as_array().unwrap().iter();
        commits
            .map(|commit| commit["commit"]["message"].as_str().unwrap().to_owned())
            .collect()
    };
    let whole = mona.get(&range).await;
    assert_eq!(
        (&whole.body["total_commits"], whole.header("link")),
        (&json!(260), "")
    );
    assert_eq!(messages(&whole).len(), 250);
    assert_eq!(messages(&whole)[249], "Commit 261");

    let mut walked = Vec::new();
    for page in 1..=3 {
        let answer = mona.get(&format!("{range}?per_page=100&page={page}")).await;
        assert_eq!(answer.header("link").contains("rel=\"next\""), page < 3);
        walked.extend(messages(&answer));
    }
    assert_eq!((walked.len(), walked[0].as_str()), (260, "Commit 2"));
    assert_eq!(walked[259], "Commit 261");
}
