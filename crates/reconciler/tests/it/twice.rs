//! Every effect carried out a second time changes nothing on GitHub and tells nothing anew.

use domain::effect::Subject;
use testbed::on_both;

use crate::scene::{Scene, reconciler_with};

on_both! {
    async fn giving_access_twice_is_giving_it_once(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.assigned().await;
        nothing_happens_again(&scene, scene.subject()).await;
    }

    async fn taking_access_twice_is_taking_it_once(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.cancel(task).await;
        scene.settle().await;
        nothing_happens_again(&scene, scene.subject()).await;
    }

    async fn law_7_asking_for_the_pull_request_twice_opens_one(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.worked_on().await;
        scene.world.finish(task).await;
        scene.settle().await;
        nothing_happens_again(&scene, Subject::SyncPullRequest { task }).await;
        assert_eq!(scene.pull_requests().await.len(), 1);
    }

    async fn asking_for_the_hook_twice_makes_one(db: TestDatabase) {
        let mut scene = Scene::personal(db).await;
        let base = "http://127.0.0.1:9/".parse().unwrap();
        scene.reconciler = reconciler_with(&scene.world, |settings| settings.hook_url = Some(base));
        let subject = Subject::SyncHook { repository: scene.place() };
        for _ in 0..2 {
            scene.enqueue(subject).await;
            scene.settle().await;
        }
        let seen = scene.world.practice.seen(scene.place()).await;
        assert_eq!(seen["hooks"].as_array().map(Vec::len), Some(1));
    }

    async fn ending_a_connection_twice_ends_it_once(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        scene.world.disconnect(scene.dan).await;
        scene.settle().await;
        nothing_happens_again(&scene, Subject::EndConnection { user: scene.dan }).await;
    }

    async fn a_late_end_leaves_a_connection_that_was_made_anew(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let user = scene.dan;
        scene.enqueue(Subject::EndConnection { user }).await;
        scene.settle().await;
        assert!(scene.world.connections.client(user).await.is_ok());
    }
}

async fn nothing_happens_again(scene: &Scene, subject: Subject) {
    let told = scene.deeds().await;
    scene.world.practice.forget_calls().await;
    scene.enqueue(subject).await;
    scene.settle().await;
    assert_eq!(scene.effect_on(subject).await, None);
    assert!(scene.changes().await.is_empty());
    assert_eq!(scene.deeds().await, told);
}
