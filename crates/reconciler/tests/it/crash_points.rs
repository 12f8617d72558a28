//! Law 7: every effect is cut off after each of its calls to GitHub, one after the other, and run
//! again. The end must be that of an effect that nothing cut off.
//!
//! What a kill at any other instant leaves behind is played by the proof (`crates/proof`).

use domain::{effect::Subject, ids::TaskId};
use serde_json::{Value, json};
use store::connections;
use testbed::database::TestDatabase;

use crate::scene::{BRANCH, DAN, MONA, Scene, reconciler_with};

/// What is to be done on GitHub.
#[derive(Clone, Copy)]
enum Errand {
    Give,
    Take,
    HandOver,
    Follow,
    MakeHook,
    DeleteHook,
    LookAtAll,
    EndConnection,
}

#[tokio::test]
async fn law_7_giving_access_is_cut_off_after_each_call() {
    cut_off_after_each_call(Errand::Give).await;
}

#[tokio::test]
async fn law_7_taking_access_is_cut_off_after_each_call() {
    cut_off_after_each_call(Errand::Take).await;
}

#[tokio::test]
async fn law_7_handing_work_over_is_cut_off_after_each_call() {
    cut_off_after_each_call(Errand::HandOver).await;
}

#[tokio::test]
async fn law_7_following_work_is_cut_off_after_each_call() {
    cut_off_after_each_call(Errand::Follow).await;
}

#[tokio::test]
async fn law_7_making_a_hook_is_cut_off_after_each_call() {
    cut_off_after_each_call(Errand::MakeHook).await;
}

#[tokio::test]
async fn law_7_deleting_a_hook_is_cut_off_after_each_call() {
    cut_off_after_each_call(Errand::DeleteHook).await;
}

#[tokio::test]
async fn law_7_looking_at_a_repository_is_cut_off_after_each_call() {
    cut_off_after_each_call(Errand::LookAtAll).await;
}

#[tokio::test]
async fn law_7_ending_a_connection_is_cut_off_after_each_call() {
    cut_off_after_each_call(Errand::EndConnection).await;
}

async fn cut_off_after_each_call(errand: Errand) {
    let (whole, calls) = Box::pin(play(errand, None)).await;
    assert!(calls > 0, "GitHub is asked");
    for call in 0..calls {
        let (ended, _) = Box::pin(play(errand, Some(call))).await;
        assert_eq!(ended, whole, "cut off after call {call} of {calls}");
    }
}

/// Runs the errand, cut off after this call; gives where it ended and how many calls it took.
async fn play(errand: Errand, cut_after: Option<usize>) -> (Value, usize) {
    let mut scene = Scene::personal(TestDatabase::sqlite().await).await;
    let task = errand.prepare(&mut scene).await;
    let practice = &scene.world.practice;
    practice.forget_calls().await;
    if let Some(calls) = cut_after {
        let cut = json!({ "kind": "cut_after" });
        practice
            .order(json!({ "path": "", "skip": calls, "times": 1, "fault": cut }))
            .await;
    }
    errand.begin(&scene, task).await;
    scene.settle().await;
    let calls = practice.calls().await.len();
    scene.settle_later(2).await;
    (end_of(&scene, task).await, calls)
}

impl Errand {
    /// All that is there before.
    async fn prepare(self, scene: &mut Scene) -> TaskId {
        match self {
            Self::Give => scene.task().await,
            Self::Take | Self::EndConnection => scene.assigned().await,
            Self::HandOver => scene.worked_on().await,
            Self::Follow => {
                let task = scene.worked_on().await;
                open_by_hand(scene).await;
                task
            }
            Self::MakeHook | Self::DeleteHook | Self::LookAtAll => {
                let address = "http://127.0.0.1:9/".parse().unwrap();
                scene.reconciler = reconciler_with(&scene.world, |settings| {
                    settings.hook_url = Some(address);
                });
                if let Self::DeleteHook = self {
                    scene.enqueue(hook_of(scene)).await;
                    scene.settle().await;
                }
                scene.task().await
            }
        }
    }

    /// What has it done.
    async fn begin(self, scene: &Scene, task: TaskId) {
        let repository = scene.place();
        match self {
            Self::Give => scene.world.assign(task, scene.dan).await,
            Self::Take => scene.world.cancel(task).await,
            Self::HandOver => scene.world.finish(task).await,
            Self::Follow => scene.enqueue(Subject::SyncWork { task }).await,
            Self::MakeHook => scene.enqueue(hook_of(scene)).await,
            Self::DeleteHook => scene.world.unlink(&scene.repository).await,
            Self::LookAtAll => scene.enqueue(Subject::SyncRepository { repository }).await,
            Self::EndConnection => scene.world.disconnect(scene.mona).await,
        }
    }
}

fn hook_of(scene: &Scene) -> Subject {
    let repository = scene.place();
    Subject::SyncHook { repository }
}

async fn open_by_hand(scene: &Scene) {
    let dan = scene.world.practice.client(DAN).await;
    let new = github::NewPullRequest {
        title: "By hand".to_owned(),
        body: String::new(),
        head: BRANCH.parse().unwrap(),
        base: "main".parse().unwrap(),
        draft: false,
    };
    dan.open_pull_request(scene.place(), &new).await.unwrap();
}

/// What there is on GitHub, and what the records say of it.
async fn end_of(scene: &Scene, task: TaskId) -> Value {
    let seen = scene.world.practice.seen(scene.place()).await;
    let hooks = seen["hooks"].as_array().map(Vec::len);
    let mona = scene.mona;
    let store = scene.world.store();
    let connection = store.read(async |tx| connections::find(tx, mona).await);
    let looked_at = scene.world.look_at(task).await;
    json!({
        "collaborators": seen["collaborators"],
        "invitations": seen["invitations"],
        "pull_requests": seen["pull_requests"],
        "hooks": hooks,
        "granted": scene.world.practice.live_tokens(MONA).await.is_some(),
        "connected": connection.await.unwrap().is_some(),
        "access": scene.access(task).await,
        "status": looked_at.status,
        "pull_request": looked_at.pull_request,
        "link": looked_at.link.map(|link| link.number),
    })
}
