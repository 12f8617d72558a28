//! Law 7: cut off at any instant, the same end is reached, and nothing is done twice.
//!
//! A connection that ends without an answer is what a crash after GitHub and before the record
//! looks like to whoever comes next.

use std::time::Duration;

use domain::{
    access::{AccessState, Grant, Permission},
    effect::{Attempt, Subject},
    pull_request::PullRequestState,
};
use serde_json::{Value, json};
use store::{
    accesses::{self, AccessRecord},
    effects,
};
use testbed::on_both;

use crate::scene::{BRANCH, DAN, MONA, Scene};

on_both! {
    async fn law_7_cut_off_after_inviting_the_invitation_is_found_again(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.order(cut_after("PUT", "/collaborators/")).await;
        let task = scene.assigned().await;
        assert_eq!(scene.invited().await, [DAN]);

        scene.settle_later(1).await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
        assert_eq!(scene.deeds().await, ["access_invited", "access_granted"]);
        let invited = scene.changes().await;
        let times = invited.iter().filter(|call| call.starts_with("PUT")).count();
        assert_eq!(times, 1, "{invited:?}");
    }

    async fn law_7_cut_off_after_inviting_what_was_given_is_still_taken_back(db: TestDatabase) {
        let scene = Scene::with_member(db, "read").await;
        scene.world.practice.order(cut_after("PUT", "/collaborators/")).await;
        let task = scene.assigned().await;
        scene.world.unassign(task).await;
        scene.settle_later(1).await;
        assert_eq!(scene.permission(DAN).await, Permission::Read);
        assert!(!scene.deeds().await.contains(&"access_already_there"));
    }

    async fn law_7_cut_off_after_accepting_access_is_in_force(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let path = "/user/repository_invitations/";
        scene.world.practice.order(cut_after("PATCH", path)).await;
        let task = scene.assigned().await;
        scene.settle_later(1).await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
        assert_eq!(scene.deeds().await, ["access_invited", "access_granted"]);
    }

    async fn law_7_cut_off_after_opening_there_is_still_one_pull_request(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.order(cut_after("POST", "/pulls$")).await;
        scene.world.finish(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write, "nothing is known yet");

        scene.settle_later(1).await;
        assert_eq!(scene.pull_requests().await.len(), 1);
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Linked);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_7_one_that_was_merged_before_it_was_recorded_is_linked(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.order(cut_after("POST", "/pulls$")).await;
        scene.world.finish(task).await;
        scene.settle().await;
        scene.world.practice.merge(scene.place(), MONA, 1).await;

        scene.settle_later(1).await;
        assert_eq!(scene.pull_requests().await.len(), 1);
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Merged);
    }

    async fn law_7_cut_off_after_revoking_it_is_recorded_as_gone(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.order(cut_after("DELETE", "/collaborators/")).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        scene.settle_later(1).await;
        assert_eq!(scene.access(task).await, AccessState::Ended);
        assert_eq!(scene.deeds().await.last(), Some(&"access_revoked"));
    }

    async fn law_7_a_worker_that_dies_is_replaced_when_its_lease_ends(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.task().await;
        scene.world.assign(task, scene.dan).await;
        die_after_asking(&scene).await;
        assert!(!scene.reconciler.turn().await, "somebody else has it, as far as is known");

        scene.world.wait(Duration::from_mins(3)).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
        assert_eq!(scene.deeds().await, ["access_invited", "access_granted"]);
    }

    async fn law_7_a_pull_request_of_a_worker_that_died_is_found(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        claim(&scene).await;
        let dan = scene.world.connections.client(scene.dan).await.unwrap();
        let new = github::NewPullRequest {
            title: "WEB-1: Work".to_owned(),
            body: String::new(),
            head: BRANCH.parse().unwrap(),
            base: "main".parse().unwrap(),
            draft: false,
        };
        dan.open_pull_request(scene.place(), &new).await.unwrap();

        scene.world.wait(Duration::from_mins(3)).await;
        scene.settle().await;
        assert_eq!(scene.pull_requests().await.len(), 1);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_7_whoever_lost_the_lease_records_nothing(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.task().await;
        scene.world.assign(task, scene.dan).await;
        let late = claim(&scene).await;
        scene.world.wait(Duration::from_mins(3)).await;
        scene.settle().await;
        let store = scene.world.store();
        let recorded = store
            .write(async |tx| effects::finish(tx, &late, Attempt::Done).await);
        assert!(!recorded.await.unwrap());
    }
}

/// The worker claims, remembers that it asks, invites, and is gone.
async fn die_after_asking(scene: &Scene) {
    claim(scene).await;
    let Subject::SyncAccess {
        repository,
        account,
    } = scene.subject()
    else {
        unreachable!("an access has one kind of subject")
    };
    let asked = AccessRecord {
        grant: Grant::Asked,
        given: Permission::Write,
        steward: Some(scene.mona),
        ..AccessRecord::unknown(repository, account)
    };
    let store = scene.world.store();
    let saved = store.write(async |tx| accesses::save(tx, &asked).await);
    saved.await.unwrap();
    let mona = scene.world.connections.client(scene.mona).await.unwrap();
    let kind = scene.repository.owner_kind;
    mona.add_collaborator(repository, DAN, kind, Permission::Write)
        .await
        .unwrap();
}

async fn claim(scene: &Scene) -> effects::Claimed {
    let lease = Duration::from_mins(2);
    let store = scene.world.store();
    let claimed = store.write(async |tx| effects::claim(tx, lease, "one that dies").await);
    claimed.await.unwrap().unwrap()
}

/// GitHub acts once on such a call, and nobody hears its answer.
fn cut_after(method: &str, path: &str) -> Value {
    let fault = json!({ "kind": "cut_after" });
    json!({ "method": method, "path": path, "times": 1, "fault": fault })
}
