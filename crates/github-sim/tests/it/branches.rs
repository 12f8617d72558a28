//! Branches and refs: listing, searching, making, deleting.

use reqwest::Method;
use serde_json::json;

use crate::practice::Practice;

async fn tip(practice: &Practice) -> String {
    let branch = practice
        .caller("mona")
        .await
        .get("/repos/mona/site/branches/main")
        .await;
    branch.body["commit"]["sha"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_branch_is_made_found_and_deleted() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let wish = json!({ "ref": "refs/heads/feature/web-1", "sha": tip(&practice).await });
    let made = mona.post("/repos/mona/site/git/refs", wish.clone()).await;
    assert_eq!((made.status, &made.body["ref"]), (201, &wish["ref"]));
    assert_eq!(mona.get(made.header("location")).await.status, 200);

    for path in ["feature/web-1", "feature%2Fweb-1"] {
        let branch = mona.get(&format!("/repos/mona/site/branches/{path}")).await;
        assert_eq!(branch.body["name"], "feature/web-1");
        assert_eq!(branch.body["commit"]["commit"]["message"], "Commit 3");
    }
    let found = mona
        .get("/repos/mona/site/git/matching-refs/heads/feat")
        .await;
    assert_eq!(found.each("ref"), ["refs/heads/feature/web-1"]);
    assert_eq!(
        mona.get("/repos/mona/site/git/ref/heads/feat").await.status,
        404
    );

    let path = "/repos/mona/site/git/refs/heads/feature/web-1";
    assert_eq!(mona.delete(path).await.status, 204);
    let gone = mona.delete(path).await;
    assert_eq!(
        (gone.status, &gone.body["message"]),
        (422, &json!("Reference does not exist"))
    );
    assert_eq!(
        mona.get("/repos/mona/site/branches").await.each("name"),
        ["main"]
    );
}

#[tokio::test]
async fn a_ref_is_refused_for_what_is_wrong_with_it() {
    let practice = Practice::with_a_repository().await;
    let (mona, sha) = (practice.caller("mona").await, tip(&practice).await);
    let none = "0123456789012345678901234567890123456789";
    let cases = [
        ("refs/heads/main", sha.as_str(), "Reference already exists"),
        ("refs/heads/new", none, "Object does not exist"),
        (
            "heads/new",
            sha.as_str(),
            "heads/new is not a valid ref name.",
        ),
        (
            "refs/heads/..",
            sha.as_str(),
            "refs/heads/.. is not a valid ref name.",
        ),
    ];
    for (name, sha, message) in cases {
        let wish = json!({ "ref": name, "sha": sha });
        let refused = mona.post("/repos/mona/site/git/refs", wish).await;
        assert_eq!(
            (refused.status, &refused.body["message"]),
            (422, &json!(message))
        );
    }
}

#[tokio::test]
async fn a_reader_makes_no_branch() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}/collaborators/dana");
    practice
        .control(Method::PUT, &path, json!({ "permission": "pull" }))
        .await;
    let wish = json!({ "ref": "refs/heads/x", "sha": tip(&practice).await });
    let refused = practice
        .caller("dana")
        .await
        .post("/repos/mona/site/git/refs", wish)
        .await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn an_empty_repository_has_no_branches_and_takes_no_refs() {
    let practice = Practice::with_a_repository().await;
    let empty = json!({ "owner": "mona", "name": "empty", "commits": 0 });
    practice.control(Method::POST, "/repositories", empty).await;
    let mona = practice.caller("mona").await;
    assert_eq!(mona.get("/repos/mona/empty/branches").await.body, json!([]));
    let refs = mona.get("/repos/mona/empty/git/matching-refs/heads/").await;
    assert_eq!((refs.status, &refs.body["status"]), (409, &json!("409")));
    let commits = mona.get("/repos/mona/empty/commits").await;
    assert_eq!(commits.body["message"], "Git Repository is empty.");
    let wish = json!({ "ref": "refs/heads/x", "sha": tip(&practice).await });
    assert_eq!(
        mona.post("/repos/mona/empty/git/refs", wish).await.status,
        409
    );
}

#[tokio::test]
async fn an_unknown_branch_says_so() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let missing = mona.get("/repos/mona/site/branches/none").await;
    assert_eq!(
        (missing.status, &missing.body["message"]),
        (404, &json!("Branch not found"))
    );
    let open = mona.get("/repos/mona/site/branches/main/protection").await;
    assert_eq!(open.body["message"], "Branch not protected");
}

#[tokio::test]
async fn the_old_name_of_a_branch_leads_to_the_new_one_with_its_pull_request() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    practice.commit("mona/site", "feature").await;
    let wish = json!({ "title": "Work", "head": "feature", "base": "main" });
    mona.post("/repos/mona/site/pulls", wish).await;
    let id = practice.look_at("mona/site").await["id"].clone();
    for (from, to) in [("feature", "better"), ("main", "trunk")] {
        let path = format!("/repositories/{id}/branches/{from}");
        practice
            .control(Method::PATCH, &path, json!({ "name": to }))
            .await;
        let moved = mona.get(&format!("/repos/mona/site/branches/{from}")).await;
        assert_eq!(moved.status, 301);
        let led = mona.get(moved.header("location")).await;
        assert_eq!((led.status, &led.body["name"]), (200, &json!(to)));
    }
    let pull = mona.get("/repos/mona/site/pulls/1").await.body;
    assert_eq!(
        (&pull["state"], &pull["head"]["ref"]),
        (&json!("open"), &json!("better"))
    );
    assert_eq!(pull["base"]["ref"], "trunk");
    let shown = mona.get("/repos/mona/site").await.body;
    assert_eq!(shown["default_branch"], "trunk");
}

#[tokio::test]
async fn a_renamed_user_keeps_number_and_access() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let before = mona.get("/user").await.body;
    practice
        .control(Method::PATCH, "/users/mona", json!({ "login": "lisa" }))
        .await;
    let after = mona.get("/user").await.body;
    assert_eq!(
        (&after["login"], &after["id"]),
        (&json!("lisa"), &before["id"])
    );
    assert_eq!(mona.get("/repos/lisa/site").await.status, 200);
}
