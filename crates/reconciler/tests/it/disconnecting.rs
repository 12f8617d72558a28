//! Removing a connection: what was given through it is taken back, then it is gone on both sides.

use std::time::Duration;

use domain::{
    access::{AccessState, Permission},
    activity::ActivityKind,
    effect::{EffectState, Subject, Trouble},
    ids::UserId,
};
use serde_json::{Value, json};
use store::{
    activity,
    connections::{self, UnconfirmedEnd},
    hooks,
};
use testbed::{database::TestDatabase, on_both};

use crate::scene::{DAN, MONA, Scene, reconciler_with};

on_both! {
    async fn the_stewards_end_takes_back_all_that_was_given_through_them(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::None);
        gone(&scene, scene.mona, MONA).await;
        let blocked = (EffectState::Blocked, Some(Trouble::NoSteward));
        assert_eq!(scene.effect().await, Some(blocked));
        assert_eq!(scene.access(task).await, AccessState::Blocked, "a manager is asked to help");
    }

    async fn the_stewards_end_deletes_invitations_that_are_pending(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.task().await;
        scene.world.practice.fail("/user/repository_invitations/", 502, 1).await;
        scene.world.assign(task, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.invited().await, [DAN]);

        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        assert!(scene.invited().await.is_empty());
        gone(&scene, scene.mona, MONA).await;
    }

    async fn the_assignees_end_takes_their_access(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.disconnect(scene.dan).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::None);
        gone(&scene, scene.dan, DAN).await;
        assert_eq!(scene.access(task).await, AccessState::AwaitsConnection);
    }

    async fn a_new_steward_gives_again_what_is_still_wanted(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        let nina = scene.world.connected_user("Nina", "nina-gh").await;
        scene.world.practice.let_in(scene.place(), "nina-gh", "admin").await;
        scene.world.appoint(&scene.repository, Some(nina)).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn law_4_a_token_that_is_dead_does_not_hold_the_end_up(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.fail("/", 401, 1000).await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        let found = scene.world.store().read(async |tx| connections::find(tx, scene.mona).await);
        assert_eq!(found.await.unwrap(), None);

        scene.world.practice.heal().await;
        let nina = scene.world.connected_user("Nina", "nina-gh").await;
        scene.world.practice.let_in(scene.place(), "nina-gh", "admin").await;
        scene.world.cancel(task).await;
        scene.world.appoint(&scene.repository, Some(nina)).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None, "a new steward cleans up");
    }

    async fn each_step_of_the_end_waits_for_the_one_before(db: TestDatabase) {
        let scene = Box::pin(hooked(db)).await;
        scene.assigned().await;
        let steps = ["/collaborators/", "/hooks/", "/grant"];
        let done = |steps: &[&str]| -> Vec<String> { steps.iter().map(ToString::to_string).collect() };
        for (failing, step) in steps.iter().enumerate() {
            scene.world.practice.heal().await;
            scene.world.practice.order(fault(step)).await;
            scene.world.practice.forget_calls().await;
            if failing == 0 {
                scene.world.disconnect(scene.mona).await;
            }
            later(&scene, 7).await;
            let before = failing.saturating_sub(1);
            assert_eq!(deletions(&scene).await, done(&steps[before..failing]), "{step} fails");
            assert!(is_kept(&scene, scene.mona).await, "{step} fails");
        }
        scene.world.practice.heal().await;
        scene.world.practice.forget_calls().await;
        later(&scene, 7).await;
        assert_eq!(deletions(&scene).await, done(&steps[2..]));
        gone(&scene, scene.mona, MONA).await;
        assert_eq!(unconfirmed(&scene, scene.mona).await, None);
    }

    async fn a_github_that_is_down_holds_the_end_up_for_an_hour(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        scene.world.practice.fail("/", 503, 10_000).await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        let subject = Subject::EndConnection { user: scene.mona };
        let waiting = (EffectState::Waiting, Some(Trouble::GithubUnavailable));
        assert_eq!(scene.effect_on(subject).await, Some(waiting));
        for _ in 0..3 {
            // Whoever asks again and again does not make it longer.
            scene.world.disconnect(scene.mona).await;
            later(&scene, 18).await;
            assert!(is_kept(&scene, scene.mona).await);
        }
        later(&scene, 7).await;
        assert!(!is_kept(&scene, scene.mona).await, "the tokens are gone all the same");
        let end = unconfirmed(&scene, scene.mona).await.unwrap();
        assert_eq!((end.login.as_str(), end.grant_deleted, end.live_grants), (MONA, false, 1));
        assert_eq!(scene.world.practice.live_tokens(MONA).await, Some(1), "only she can end it");

        scene.world.practice.heal().await;
        scene.world.connect(scene.mona, MONA).await;
        assert_eq!(unconfirmed(&scene, scene.mona).await, None, "it is a connection again");
    }

    async fn a_github_that_asks_to_wait_is_waited_for_within_a_day(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        let headers = json!({ "Retry-After": "7200" });
        let limited = json!({ "kind": "status", "status": 429, "headers": headers });
        let order = json!({ "method": "DELETE", "path": "/collab", "times": 1, "fault": limited });
        scene.world.practice.order(order).await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        scene.settle_later(2).await;
        gone(&scene, scene.mona, MONA).await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(unconfirmed(&scene, scene.mona).await, None, "it was worth the wait");
    }

    async fn what_a_dead_token_could_not_take_back_is_told_to_its_owner(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        scene.world.practice.fail("/", 401, 1000).await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        assert!(!is_kept(&scene, scene.mona).await);
        let end = unconfirmed(&scene, scene.mona).await.unwrap();
        assert_eq!((end.grant_deleted, end.live_grants), (false, 1));
    }

    async fn a_hook_that_somebody_else_needs_is_made_anew(db: TestDatabase) {
        let scene = Box::pin(hooked(db)).await;
        let nina = scene.world.connected_user("Nina", "nina-gh").await;
        scene.world.practice.let_in(scene.place(), "nina-gh", "admin").await;
        let other = scene.world.project(nina, "APP").await;
        scene.world.link(other, nina, scene.place()).await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        let hook = scene.world.store().read(async |tx| hooks::find(tx, scene.place()).await);
        let hook = hook.await.unwrap().unwrap();
        assert_eq!(hook.steward, Some(nina));
        assert!(hook.hook.is_some());
    }

    async fn everybody_who_has_to_know_of_the_end_is_told(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        let list = async |tx: &mut store::ReadTx| {
            let account = activity::list_of_account(tx, scene.mona, None, 1).await?;
            let project = activity::list(tx, scene.project, None, 50).await?;
            Ok::<_, store::Error>((account.items, project.items))
        };
        let (account, project) = scene.world.store().read(list).await.unwrap();
        let ended = &account[0];
        assert_eq!((ended.kind, ended.detail.as_str()), (ActivityKind::ConnectionEnded, MONA));
        assert_eq!(ended.reason, "GitHub confirmed that the grant is deleted");
        assert!(ended.request_id.is_some());
        let left = project.iter().find(|entry| entry.kind == ActivityKind::StewardLeft).unwrap();
        assert_eq!(left.detail, "acme/shop");
        assert_eq!(left.actor.as_ref().unwrap().id, scene.mona);
    }

    async fn connecting_again_brings_access_back(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.assigned().await;
        scene.world.disconnect(scene.dan).await;
        scene.settle().await;
        scene.world.connect(scene.dan, DAN).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }
}

/// Neither side knows the connection any more.
async fn gone(scene: &Scene, user: UserId, login: &str) {
    let found = scene.world.store().read(async |tx| {
        let tokens = connections::find_sealed(tx, user).await?;
        Ok::<_, store::Error>((connections::find(tx, user).await?, tokens))
    });
    assert_eq!(found.await.unwrap(), (None, None));
    assert_eq!(scene.world.practice.live_tokens(login).await, None);
}

/// A scene in which GitHub was asked for webhooks.
async fn hooked(db: TestDatabase) -> Scene {
    let mut scene = Scene::organization(db).await;
    let address = "http://127.0.0.1:9/".parse().unwrap();
    scene.reconciler = reconciler_with(&scene.world, |settings| settings.hook_url = Some(address));
    let repository = scene.place();
    scene.enqueue(Subject::SyncHook { repository }).await;
    scene.settle().await;
    scene
}

/// Lets some minutes pass and turns the reconciler.
async fn later(scene: &Scene, minutes: u64) {
    scene.world.wait(Duration::from_mins(minutes)).await;
    scene.settle().await;
}

/// Every deletion of this kind meets a fault of GitHub's.
fn fault(path: &str) -> Value {
    let fault = json!({ "kind": "status", "status": 502, "body": { "message": "fault" } });
    json!({ "method": "DELETE", "path": path, "times": 100, "fault": fault })
}

/// What was deleted on GitHub, by the part of the path that says what it is.
async fn deletions(scene: &Scene) -> Vec<String> {
    let calls = scene.world.practice.calls().await;
    let done = calls
        .iter()
        .filter(|call| call.method == "DELETE" && call.status == 204);
    let name = |path: &str| {
        let parts = ["/collaborators/", "/hooks/", "/grant"];
        parts
            .into_iter()
            .find(|part| path.contains(part))
            .unwrap_or("something else")
    };
    done.map(|call| name(&call.path).to_owned()).collect()
}

async fn is_kept(scene: &Scene, user: UserId) -> bool {
    let found = scene
        .world
        .store()
        .read(async |tx| connections::find_sealed(tx, user).await);
    found.await.unwrap().is_some()
}

async fn unconfirmed(scene: &Scene, user: UserId) -> Option<UnconfirmedEnd> {
    let found = scene
        .world
        .store()
        .read(async |tx| connections::find_unconfirmed(tx, user).await);
    found.await.unwrap()
}
