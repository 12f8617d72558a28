//! Many tasks closed at once: GitHub is never asked faster than it allows, nothing is lost, and
//! nobody else waits for it.

use std::{collections::HashSet, time::Duration};

use domain::{
    access::{AccessState, Permission},
    effect::{EffectState, Trouble},
    ids::{TaskId, UserId},
    pull_request::PullRequestState,
};
use serde_json::json;
use store::{effects, repositories::Repository};
use testbed::{database::TestDatabase, on_both};

use crate::scene::{DAN, MONA, Scene, reconciler_with};

/// More than GitHub allows in a minute, as it is set in the short tests.
const SOME: usize = 50;
/// The development branch: one commit behind all others.
const BASE: &str = "start";

on_both! {
    async fn tasks_closed_at_once_are_handed_over_without_a_refusal(db: TestDatabase) {
        let rush = Rush::begin(db, SOME).await;
        // Tighter than GitHub: 80 in a minute would take a while to meet.
        rush.limit(json!({ "like_github": true, "content": 30 })).await;
        rush.close_all().await;
        rush.come_to_rest().await;
        rush.all_are_handed_over(SOME).await;
        assert_eq!(rush.refusals().await, 0);
    }

    async fn a_refusal_is_obeyed_and_nothing_is_lost_or_done_twice(db: TestDatabase) {
        let mut rush = Rush::begin(db, SOME).await;
        rush.scene.reconciler = reconciler_with(&rush.scene.world, |settings| {
            settings.unlimited = true;
        });
        rush.limit(json!({ "content": 12, "retry_after": 90, "status": 429 })).await;
        rush.close_all().await;
        rush.come_to_rest().await;
        rush.all_are_handed_over(SOME).await;
        let refusals = rush.refusals().await;
        assert!((1..10).contains(&refusals), "one for each limit that is met: {refusals}");
    }

    async fn a_quiet_project_does_not_wait_for_a_busy_one(db: TestDatabase) {
        let rush = Rush::begin(db, SOME).await;
        rush.close_all().await;
        rush.scene.settle().await;
        let (state, trouble) = rush.waits().await;
        assert_eq!((state, trouble), (EffectState::Waiting, Some(Trouble::RateLimited)));

        // Others, with their own tokens, are served at the very same instant.
        let (quiet, task) = quiet_project(&rush.scene).await;
        rush.scene.settle().await;
        assert_eq!(rush.scene.access(task).await, AccessState::Granted, "{}", quiet.name);
    }

    async fn a_limit_that_somebody_else_used_up_is_obeyed_and_shown(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let practice = &scene.world.practice;
        practice.limit(30).await;
        let script = practice.client(MONA).await;
        while script.account().await.is_ok() {}
        practice.forget_calls().await;

        let task = scene.assigned().await;
        let asked = practice.calls().await.len();
        assert_eq!(asked, 1, "the first call is refused, and no other is made");
        scene.enqueue(scene.subject()).await;
        scene.settle().await;
        assert_eq!(practice.calls().await.len(), asked);
        let waiting = (EffectState::Waiting, Some(Trouble::RateLimited));
        assert_eq!(scene.effect().await, Some(waiting));
        let project = scene.project;
        let listed = scene.world.store().read(async |tx| effects::list(tx, project).await);
        let until = listed.await.unwrap()[0].next_try_at.unwrap();
        let minutes = (until - scene.world.store().clock().now()).num_minutes();
        assert!((58..=60).contains(&minutes), "GitHub says when it goes on: {minutes}");

        scene.world.wait(Duration::from_secs(3602)).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn what_is_left_of_an_hours_calls_is_left_to_the_person(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.limit(100).await;
        let script = scene.world.practice.client(MONA).await;
        for _ in 0..88 {
            script.account().await.unwrap();
        }
        let task = scene.assigned().await;
        assert_eq!(scene.access(task).await, AccessState::Granted, "what began is ended");
        scene.world.unassign(task).await;
        scene.settle().await;
        assert_eq!(scene.effect().await.unwrap().1, Some(Trouble::RateLimited));
        script.account().await.expect("the person's own page is shown");

        scene.world.wait(Duration::from_secs(3602)).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn a_connection_with_many_grants_ends_at_githubs_pace(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        for number in 0..20 {
            let name = format!("dev-{number}");
            let user = scene.world.connected_user(&name, &name).await;
            scene.world.developer(scene.project, user).await;
            let task = scene.task().await;
            scene.world.assign(task, user).await;
        }
        come_to_rest(&scene).await;
        assert_eq!(scene.collaborators().await, 21);
        scene.world.practice.post_limits(json!({ "like_github": true, "points": 500 })).await;
        scene.world.disconnect(scene.mona).await;
        come_to_rest(&scene).await;
        assert_eq!(scene.collaborators().await, 1, "only the one who watches");
        assert_eq!(scene.world.practice.live_tokens(MONA).await, None);
        assert_eq!(refusals(&scene).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes"]
async fn a_thousand_tasks_closed_at_once_on_sqlite() {
    close_a_thousand(TestDatabase::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes"]
async fn a_thousand_tasks_closed_at_once_on_postgres() {
    close_a_thousand(TestDatabase::postgres().await).await;
}

#[expect(
    clippy::print_stdout,
    reason = "the figure is what the long run is for"
)]
async fn close_a_thousand(db: TestDatabase) {
    let rush = Rush::begin(db, 1000).await;
    rush.limit(json!({ "like_github": true })).await;
    let clock = rush.scene.world.store().clock().clone();
    let begun = clock.now();
    rush.close_all().await;
    rush.come_to_rest().await;
    rush.all_are_handed_over(1000).await;
    assert_eq!(rush.refusals().await, 0);
    let minutes = (clock.now() - begun).num_minutes();
    println!("1000 pull requests of one person: {minutes} minutes on GitHub's clock");
}

/// One developer's many tasks, each with a branch that holds work.
struct Rush {
    scene: Scene,
    tasks: Vec<TaskId>,
}

impl Rush {
    async fn begin(db: TestDatabase, tasks: usize) -> Self {
        let branches: Vec<_> = (0..tasks).map(|number| format!("work-{number}")).collect();
        let scene = Scene::with_branches(db, &branches, BASE).await;
        let mut made = Vec::new();
        for branch in &branches {
            let task = scene.task().await;
            scene.world.assign(task, scene.dan).await;
            scene.world.branched(task, branch).await;
            made.push(task);
        }
        scene.settle().await;
        scene.world.practice.forget_calls().await;
        Self { scene, tasks: made }
    }

    async fn limit(&self, limits: serde_json::Value) {
        self.scene.world.practice.post_limits(limits).await;
    }

    async fn close_all(&self) {
        for task in &self.tasks {
            self.scene.world.finish(*task).await;
        }
    }

    async fn come_to_rest(&self) {
        come_to_rest(&self.scene).await;
    }

    /// One pull request for each task, and no access that is left.
    async fn all_are_handed_over(&self, tasks: usize) {
        let mut heads = HashSet::new();
        for task in &self.tasks {
            let task = self.scene.world.look_at(*task).await;
            assert_eq!(
                task.pull_request,
                PullRequestState::Linked,
                "{:?}",
                task.number
            );
            heads.insert(task.link.unwrap().number);
        }
        assert_eq!(heads.len(), tasks, "each has its own");
        assert_eq!(
            self.scene.pull_requests().await.len(),
            tasks,
            "and none has two"
        );
        assert_eq!(self.scene.permission(DAN).await, Permission::None);
    }

    async fn refusals(&self) -> usize {
        refusals(&self.scene).await
    }

    /// How the last of the effects stands.
    async fn waits(&self) -> (EffectState, Option<Trouble>) {
        let task = *self.tasks.last().unwrap();
        let subject = domain::effect::Subject::SyncPullRequest { task };
        self.scene.effect_on(subject).await.unwrap()
    }
}

/// Turns the reconciler, and the clock where it waits for that, until nothing is to be done.
async fn come_to_rest(scene: &Scene) {
    let store = scene.world.store();
    loop {
        scene.settle().await;
        let due = store.read(async |tx| effects::next_due(tx).await).await;
        let Some(due) = due.unwrap() else {
            return;
        };
        let missing = (due - store.clock().now()).to_std().unwrap_or_default();
        let whole = Duration::from_secs(missing.as_secs() + 1);
        scene.world.wait(whole).await;
    }
}

/// How often GitHub said that this is too much.
async fn refusals(scene: &Scene) -> usize {
    let calls = scene.world.practice.calls().await;
    let refused = calls.iter().filter(|call| matches!(call.status, 403 | 429));
    refused.count()
}

/// A project of other people, and a task there that was just assigned.
async fn quiet_project(scene: &Scene) -> (Repository, TaskId) {
    let world = &scene.world;
    let olaf: UserId = world.connected_user("Olaf", "olaf-gh").await;
    let eve = world.connected_user("Eve", "eve-gh").await;
    let place = world.practice.repository("olaf-gh", "quiet").await.id;
    let project = world.project(olaf, "APP").await;
    world.developer(project, eve).await;
    let repository = world.link(project, olaf, place).await;
    let task = world.task(&repository, olaf, "Work").await;
    world.assign(task, eve).await;
    (repository, task)
}
