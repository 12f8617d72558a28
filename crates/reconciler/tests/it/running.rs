//! Running by itself: woken by the bell, and ended in order.

use std::time::Duration;

use domain::{access::AccessState, effect::EffectState};
use serde_json::json;
use testbed::on_both;
use tokio::{sync::oneshot, task::JoinHandle};

use crate::scene::{Scene, reconciler_with};

on_both! {
    async fn the_bell_wakes_whoever_works(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let (stop, running) = start(&scene, Duration::ZERO);
        let task = scene.task().await;
        scene.world.assign(task, scene.dan).await;
        eventually(async || scene.access(task).await == AccessState::Granted).await;
        stop.send(()).unwrap();
        running.await.unwrap();
    }

    async fn shutdown_hands_back_what_does_not_finish(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.order(slow(4000)).await;
        let (stop, running) = start(&scene, Duration::ZERO);
        let task = scene.task().await;
        scene.world.assign(task, scene.dan).await;
        eventually(async || at_work(&scene).await).await;
        stop.send(()).unwrap();
        running.await.unwrap();
        assert_eq!(scene.effect().await, Some((EffectState::Waiting, None)));

        scene.world.practice.heal().await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted, "the next one takes it up");
    }

    async fn shutdown_lets_what_runs_finish(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.order(slow(300)).await;
        let (stop, running) = start(&scene, Duration::from_mins(1));
        let task = scene.task().await;
        scene.world.assign(task, scene.dan).await;
        eventually(async || at_work(&scene).await).await;
        stop.send(()).unwrap();
        running.await.unwrap();
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn two_processes_on_one_database_do_each_thing_once(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let (stop, running) = start(&scene, Duration::from_mins(1));
        let (stop_too, running_too) = start(&scene, Duration::from_mins(1));
        let task = scene.task().await;
        scene.world.practice.forget_calls().await;
        scene.world.assign(task, scene.dan).await;
        eventually(async || scene.access(task).await == AccessState::Granted).await;
        stop.send(()).unwrap();
        stop_too.send(()).unwrap();
        running.await.unwrap();
        running_too.await.unwrap();
        let changes = scene.changes().await;
        assert_eq!(changes, ["PUT dan-gh 201", "PATCH repository_invitations 204"]);
    }
}

/// A reconciler that runs by itself, and what stops it.
fn start(scene: &Scene, finish_within: Duration) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel();
    let reconciler = reconciler_with(&scene.world, |settings| {
        settings.finish_within = finish_within;
    });
    let running = tokio::spawn(async move {
        let stopped = async { stopped.await.unwrap_or_default() };
        reconciler.run(stopped).await;
    });
    (stop, running)
}

async fn at_work(scene: &Scene) -> bool {
    matches!(scene.effect().await, Some((EffectState::Running, _)))
}

/// Waits for a condition, not for time.
async fn eventually(condition: impl AsyncFn() -> bool) {
    let met = async {
        while !condition().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), met)
        .await
        .expect("it comes to this in time");
}

/// The next answer about a repository comes late.
fn slow(milliseconds: u64) -> serde_json::Value {
    let fault = json!({ "kind": "delay", "ms": milliseconds });
    json!({ "path": "/repositories/", "times": 1, "fault": fault })
}
