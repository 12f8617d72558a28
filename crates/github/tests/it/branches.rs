//! Branches to pick from and to create.

use domain::{ids::GithubRepositoryId, names::BranchName, wire::github::Branches};
use github::{CreatedBranch, Error};
use serde_json::json;
use testbed::practice::Practice;

fn branch(name: &str) -> BranchName {
    name.parse().unwrap()
}

fn names(branches: &Branches) -> Vec<&str> {
    branches.items.iter().map(|one| one.name.as_str()).collect()
}

async fn with_branches(practice: &Practice, branches: &[String]) -> GithubRepositoryId {
    practice.user("ann").await;
    let body = json!({ "owner": "ann", "name": "web", "private": true, "branches": branches });
    practice.repository_with(body).await.id
}

#[tokio::test]
async fn the_default_branch_comes_first_and_a_part_of_the_name_is_enough() {
    let practice = Practice::start().await;
    let made = ["develop", "feature/login", "release"].map(str::to_owned);
    let id = with_branches(&practice, &made).await;
    let client = practice.client("ann").await;
    let all = client.branches(id, None).await.unwrap();
    assert_eq!(names(&all), ["main", "develop", "feature/login", "release"]);
    assert!(all.items[0].default && !all.truncated);
    let some = client.branches(id, Some("LOG")).await.unwrap();
    assert_eq!(names(&some), ["feature/login"]);
}

#[tokio::test]
async fn a_branch_beyond_the_pages_is_found_by_its_beginning() {
    let practice = Practice::start().await;
    let mut made: Vec<_> = (0..220).map(|number| format!("b{number:03}")).collect();
    made.push("z/last".to_owned());
    let id = with_branches(&practice, &made).await;
    let client = practice.client("ann").await;
    let all = client.branches(id, None).await.unwrap();
    assert!(all.truncated);
    assert!(!names(&all).contains(&"z/last"));
    let found = client.branches(id, Some("z/")).await.unwrap();
    assert_eq!(names(&found), ["z/last"]);
}

#[tokio::test]
async fn an_empty_repository_has_no_branches() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let body = json!({ "owner": "ann", "name": "void", "commits": 0 });
    let id = practice.repository_with(body).await.id;
    let client = practice.client("ann").await;
    assert_eq!(
        names(&client.branches(id, Some("m")).await.unwrap()),
        [""; 0]
    );
    assert!(client.branch(id, &branch("main")).await.unwrap().is_none());
}

#[tokio::test]
async fn a_branch_is_created_once() {
    let practice = Practice::start().await;
    let id = with_branches(&practice, &[]).await;
    let client = practice.client("ann").await;
    let (new, main) = (branch("web-1/start"), branch("main"));
    let created = client.create_branch(id, &new, &main).await;
    assert_eq!(created, Ok(CreatedBranch::Created));
    let again = client.create_branch(id, &new, &main).await;
    assert_eq!(again, Ok(CreatedBranch::AlreadyThere));
    let found = client.branch(id, &new).await.unwrap().unwrap();
    assert!(found.name == new && !found.protected);
}

#[tokio::test]
async fn a_missing_branch_is_not_a_missing_repository() {
    let practice = Practice::start().await;
    let id = with_branches(&practice, &[]).await;
    let client = practice.client("ann").await;
    assert!(client.branch(id, &branch("gone")).await.unwrap().is_none());
    let from_nothing = client
        .create_branch(id, &branch("x"), &branch("gone"))
        .await;
    assert_eq!(from_nothing, Err(Error::NotFound));
    practice.delete_repository(id).await;
    let looked = client.branch(id, &branch("main")).await;
    assert_eq!(looked.err(), Some(Error::NotFound));
}
