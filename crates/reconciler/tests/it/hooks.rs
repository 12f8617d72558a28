//! A linked repository has one webhook; an unlinked one has none.

use domain::effect::{EffectState, Subject, Trouble};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use store::hooks;
use testbed::{database::TestDatabase, on_both};

use crate::scene::{Scene, reconciler_with};

on_both! {
    async fn a_linked_repository_gets_one_hook(db: TestDatabase) {
        let scene = hooked(db).await;
        let hooks = hooks_seen(&scene).await;
        let address = format!("http://127.0.0.1:9/api/v1/github/webhooks/{}", scene.place());
        assert_eq!(hooks.len(), 1);
        assert_eq!(hooks[0]["url"], address);
        let events = [
            "push", "pull_request", "pull_request_review", "create", "delete", "member",
            "repository", "check_suite", "status", "meta",
        ];
        assert_eq!(hooks[0]["events"], json!(events));
    }

    async fn law_9_the_secret_is_kept_sealed(db: TestDatabase) {
        let scene = hooked(db).await;
        let place = scene.place();
        let found = scene.world.store().read(async |tx| hooks::find(tx, place).await);
        let sealed = found.await.unwrap().unwrap().sealed_secret;
        let opened = scene.world.connections.open_hook_secret(place, &sealed).unwrap();
        let secret = opened.expose_secret().as_bytes();
        assert_eq!(secret.len(), 64);
        assert!(!sealed.windows(secret.len()).any(|window| window == secret));
    }

    async fn unlinking_deletes_the_hook(db: TestDatabase) {
        let scene = hooked(db).await;
        scene.world.unlink(&scene.repository).await;
        scene.settle().await;
        assert!(hooks_seen(&scene).await.is_empty());
    }

    async fn two_projects_share_one_hook_until_the_last_lets_go(db: TestDatabase) {
        let scene = hooked(db).await;
        let other = scene.world.project(scene.mona, "APP").await;
        let linked = scene.world.link(other, scene.mona, scene.place()).await;
        scene.settle().await;
        scene.world.unlink(&scene.repository).await;
        scene.settle().await;
        assert_eq!(hooks_seen(&scene).await.len(), 1);
        scene.world.unlink(&linked).await;
        scene.settle().await;
        assert!(hooks_seen(&scene).await.is_empty());
    }

    async fn law_7_cut_off_after_creating_the_hook_there_is_still_one(db: TestDatabase) {
        let scene = without_hook(db).await;
        let cut = json!({
            "method": "POST", "path": "/hooks$", "times": 1, "fault": { "kind": "cut_after" },
        });
        scene.world.practice.order(cut).await;
        ask(&scene).await;
        scene.settle_later(1).await;
        assert_eq!(hooks_seen(&scene).await.len(), 1);
    }

    async fn an_address_that_github_cannot_reach_is_no_trouble_of_the_users(db: TestDatabase) {
        let scene = without_hook(db).await;
        let message = "url is not supported because it isn't reachable over the public Internet \
                       (localhost)";
        let body = json!({
            "message": "Validation Failed",
            "errors": [{ "resource": "Hook", "code": "custom", "message": message }],
        });
        let fault = json!({ "kind": "status", "status": 422, "body": body });
        scene.world.practice.order(json!({ "method": "POST", "path": "/hooks$", "fault": fault })).await;
        ask(&scene).await;
        assert_eq!(scene.effect_on(subject(&scene)).await, None);
        assert!(hooks_seen(&scene).await.is_empty());
    }

    async fn a_hook_that_cannot_be_made_is_given_up_and_harms_nobody(db: TestDatabase) {
        let scene = without_hook(db).await;
        scene.world.practice.fail("/hooks$", 502, 1000).await;
        ask(&scene).await;
        scene.settle_later(9).await;
        let given_up = (EffectState::GaveUp, Some(Trouble::GithubUnavailable));
        assert_eq!(scene.effect_on(subject(&scene)).await, Some(given_up));
    }

    async fn the_stewards_end_deletes_the_hook(db: TestDatabase) {
        let scene = hooked(db).await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        assert!(hooks_seen(&scene).await.is_empty());
    }
}

/// A scene whose reconciler can be reached by GitHub, and has not asked for anything yet.
async fn without_hook(db: TestDatabase) -> Scene {
    let mut scene = Scene::personal(db).await;
    let base = "http://127.0.0.1:9/".parse().unwrap();
    scene.reconciler = reconciler_with(&scene.world, |settings| settings.hook_url = Some(base));
    scene
}

async fn hooked(db: TestDatabase) -> Scene {
    let scene = Box::pin(without_hook(db)).await;
    ask(&scene).await;
    scene
}

async fn ask(scene: &Scene) {
    scene.enqueue(subject(scene)).await;
    scene.settle().await;
}

fn subject(scene: &Scene) -> Subject {
    let repository = scene.place();
    Subject::SyncHook { repository }
}

async fn hooks_seen(scene: &Scene) -> Vec<Value> {
    let seen = scene.world.practice.seen(scene.place()).await;
    seen["hooks"].as_array().cloned().unwrap_or_default()
}
