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
    let all = client.branches(id, 1).await.unwrap();
    assert_eq!(names(&all), ["main", "develop", "feature/login", "release"]);
    assert!(all.items[0].default && !all.truncated);
    let some = client.branches_holding(id, "LOG").await.unwrap();
    assert_eq!(names(&some), ["feature/login"]);
}

#[tokio::test]
async fn many_branches_come_in_pages_and_are_found_by_their_beginning() {
    let practice = Practice::start().await;
    let mut made: Vec<_> = (0..220).map(|number| format!("b{number:03}")).collect();
    made.push("z/last".to_owned());
    let id = with_branches(&practice, &made).await;
    practice
        .change_repository(id, json!({ "protected": ["main", "z/last"] }))
        .await;
    let client = practice.client("ann").await;
    let first = client.branches(id, 1).await.unwrap();
    // By name it is far behind: nobody has to look for it.
    assert_eq!(names(&first)[..2], ["main", "b000"]);
    assert!(first.items[0].default && first.items[0].protected && !first.items[1].protected);
    assert_eq!((first.items.len(), first.next), (101, Some(2)));
    let mut all: Vec<_> = names(&first)
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    for page in [2, 3] {
        let further = client.branches(id, page).await.unwrap();
        assert_eq!(further.next, (page == 2).then_some(3));
        all.extend(names(&further).iter().map(|name| (*name).to_owned()));
    }
    all.sort_unstable();
    made.push("main".to_owned());
    made.sort_unstable();
    assert_eq!(all, made);
    let found = client.branches_holding(id, "z/").await.unwrap();
    assert_eq!(names(&found), ["z/last"]);
    assert!(found.items[0].protected);
}

#[tokio::test]
async fn an_empty_repository_says_that_it_is_empty() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let body = json!({ "owner": "ann", "name": "void", "commits": 0 });
    let id = practice.repository_with(body).await.id;
    let client = practice.client("ann").await;
    assert_eq!(client.branches(id, 1).await, Err(Error::Empty));
    assert_eq!(
        names(&client.branches_holding(id, "m").await.unwrap()),
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
