//! The scene on which every story begins: a manager, a developer, a repository and a project.
//!
//! It says what is there and what is seen; what should be seen is for the stories to say.

use std::time::Duration;

use domain::{
    access::{AccessState, Permission},
    effect::{EffectState, Subject, Trouble},
    ids::{GithubAccountId, GithubRepositoryId, ProjectId, TaskId, UserId},
};
use github::UserClient;
use reconciler::{Reconciler, Settings};
use serde_json::{Value, json};
use store::{accesses, effects, repositories::Repository};
use testbed::{database::TestDatabase, world::World};

/// The manager's login: the repository's owner, or an owner of the organization that owns it.
pub(crate) const MONA: &str = "mona-gh";
/// The developer's login.
pub(crate) const DAN: &str = "dan-gh";
/// The branch of the developer's work.
pub(crate) const BRANCH: &str = "web-1-work";

/// A project with one linked repository, a manager and a developer, both connected.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) reconciler: Reconciler,
    pub(crate) mona: UserId,
    pub(crate) dan: UserId,
    pub(crate) project: ProjectId,
    pub(crate) repository: Repository,
    account: GithubAccountId,
    /// An administrator who only watches, through no connection of ours.
    watcher: UserClient,
}

impl Scene {
    /// The repository is the manager's own.
    pub(crate) async fn personal(db: TestDatabase) -> Self {
        let world = World::new(db).await;
        let mona = world.connected_user("Mona", MONA).await;
        let account = world.practice.user(DAN).await;
        let place = world.practice.repository(MONA, "site").await.id;
        Self::around(world, mona, account, place).await
    }

    /// The repository belongs to an organization of which the manager is an owner.
    pub(crate) async fn organization(db: TestDatabase) -> Self {
        Self::organization_with(db, "none", &[]).await
    }

    /// The same, with the developer as a member who can do what members can do.
    pub(crate) async fn with_member(db: TestDatabase, base_permission: &str) -> Self {
        Self::organization_with(db, base_permission, &[(DAN, "member")]).await
    }

    async fn organization_with(
        db: TestDatabase,
        base_permission: &str,
        members: &[(&str, &str)],
    ) -> Self {
        let world = World::new(db).await;
        let mona = world.connected_user("Mona", MONA).await;
        let account = world.practice.user(DAN).await;
        let members: Vec<Value> = [(MONA, "admin")]
            .iter()
            .chain(members)
            .map(|(login, role)| json!({ "login": login, "role": role }))
            .collect();
        let founded = json!({
            "login": "acme", "members": members, "base_permission": base_permission,
        });
        world.practice.found(founded).await;
        let place = world.practice.repository("acme", "shop").await.id;
        Self::around(world, mona, account, place).await
    }

    /// The repository is the manager's own, and has these branches, a commit ahead of `base`, from
    /// which the work starts.
    pub(crate) async fn with_branches(db: TestDatabase, branches: &[String], base: &str) -> Self {
        let world = World::new(db).await;
        let mona = world.connected_user("Mona", MONA).await;
        let account = world.practice.user(DAN).await;
        let made = json!({
            "owner": MONA, "name": "site", "private": true, "commits": 2, "branches": branches,
        });
        let place = world.practice.repository_with(made).await.id;
        world
            .practice
            .branch_at_the_beginning(place, MONA, base)
            .await;
        let mut scene = Self::around(world, mona, account, place).await;
        scene.repository = scene.world.develop_on(&scene.repository, base).await;
        scene
    }

    async fn around(
        world: World,
        mona: UserId,
        account: GithubAccountId,
        place: GithubRepositoryId,
    ) -> Self {
        world.practice.user("watch-gh").await;
        world.practice.let_in(place, "watch-gh", "admin").await;
        let watcher = world.practice.client("watch-gh").await;
        let dan = world.user("Dan").await;
        world.connect(dan, DAN).await;
        let project = world.project(mona, "WEB").await;
        world.developer(project, dan).await;
        let repository = world.link(project, mona, place).await;
        let scene = Self {
            reconciler: reconciler(&world),
            world,
            mona,
            dan,
            project,
            repository,
            account,
            watcher,
        };
        scene.turn().await;
        scene
    }

    /// A task of the developer's, with all that follows from it.
    pub(crate) async fn assigned(&self) -> TaskId {
        let task = self.task().await;
        self.world.assign(task, self.dan).await;
        self.settle().await;
        task
    }

    /// A task of the developer's with a branch on which there is one commit.
    pub(crate) async fn worked_on(&self) -> TaskId {
        let task = self.assigned().await;
        self.world.branch(task, self.dan, BRANCH).await;
        self.world
            .practice
            .commit(self.place(), BRANCH, "Work")
            .await;
        task
    }

    /// A task of nobody's.
    pub(crate) async fn task(&self) -> TaskId {
        self.world.task(&self.repository, self.mona, "Work").await
    }

    /// Has the work on a task looked at, as a message of GitHub does.
    pub(crate) async fn look_at_work(&self, task: TaskId) {
        self.enqueue(Subject::SyncWork { task }).await;
        self.settle().await;
    }

    /// Turns the reconciler until nothing is due, and once more when GitHub has had its time to
    /// end the access that was taken.
    pub(crate) async fn settle(&self) {
        self.turn().await;
        if self.is_looked_at_again().await {
            let delay = self.world.practice.switch("removal_delay").await;
            let delay = Duration::from_secs(delay.as_u64().unwrap_or_default());
            self.world.wait(delay).await;
            self.turn().await;
        }
    }

    /// Turns the reconciler until nothing is due.
    pub(crate) async fn turn(&self) {
        while self.reconciler.turn().await {}
    }

    /// Lets time pass and turns the reconciler, `times` times.
    pub(crate) async fn settle_later(&self, times: usize) {
        for _ in 0..times {
            self.world.wait(Duration::from_hours(2)).await;
            self.settle().await;
        }
    }

    /// The repository's number on GitHub.
    pub(crate) fn place(&self) -> GithubRepositoryId {
        self.repository.github_id
    }

    /// Where GitHub tells of the developer's account.
    pub(crate) fn account_path(&self) -> String {
        format!("/user/{}", self.account)
    }

    /// What an account can do on the repository, from all sources.
    pub(crate) async fn permission(&self, login: &str) -> Permission {
        let seen = self.watcher.permission(self.place(), login).await;
        seen.unwrap()
    }

    /// The same without asking GitHub's API: what was given to the account directly.
    pub(crate) async fn is_collaborator(&self, login: &str) -> bool {
        let seen = self.world.practice.seen(self.place()).await;
        words(&seen["collaborators"], "login").contains(&login.to_owned())
    }

    /// How many were let in directly.
    pub(crate) async fn collaborators(&self) -> usize {
        let seen = self.world.practice.seen(self.place()).await;
        words(&seen["collaborators"], "login").len()
    }

    /// Who is invited to the repository.
    pub(crate) async fn invited(&self) -> Vec<String> {
        let seen = self.world.practice.seen(self.place()).await;
        words(&seen["invitations"], "login")
    }

    /// The titles of the repository's pull requests.
    pub(crate) async fn pull_requests(&self) -> Vec<String> {
        let seen = self.world.practice.seen(self.place()).await;
        words(&seen["pull_requests"], "title")
    }

    /// The developer's access, as the task's page shows it.
    pub(crate) async fn access(&self, task: TaskId) -> AccessState {
        let task = self.world.look_at(task).await;
        let store = self.world.store();
        let access = store.read(async |tx| accesses::of_task(tx, &task).await);
        access.await.unwrap().state
    }

    /// The right that the task's page names with it.
    pub(crate) async fn permission_shown(&self, task: TaskId) -> Permission {
        let task = self.world.look_at(task).await;
        let store = self.world.store();
        let access = store.read(async |tx| accesses::of_task(tx, &task).await);
        access.await.unwrap().permission
    }

    /// The kinds of what the system did in the project, oldest first.
    pub(crate) async fn deeds(&self) -> Vec<&'static str> {
        let deeds = self.world.deeds(self.project).await;
        deeds.into_iter().map(|(kind, _)| kind).collect()
    }

    /// The effect on the developer's access.
    pub(crate) async fn effect(&self) -> Option<(EffectState, Option<Trouble>)> {
        self.effect_on(self.subject()).await
    }

    /// How an effect that is not done stands.
    pub(crate) async fn effect_on(
        &self,
        subject: Subject,
    ) -> Option<(EffectState, Option<Trouble>)> {
        let store = self.world.store();
        let found = store.read(async |tx| effects::find_of(tx, &subject).await);
        let effect = found.await.unwrap()?;
        Some((effect.state, effect.trouble))
    }

    /// Whether access was taken and is still seen, which may only be slow.
    async fn is_looked_at_again(&self) -> bool {
        let ends = [self.mona, self.dan].map(|user| Subject::EndConnection { user });
        let waits = Some((EffectState::Waiting, Some(Trouble::AccessRemains)));
        for subject in [self.subject()].into_iter().chain(ends) {
            if self.effect_on(subject).await == waits {
                return true;
            }
        }
        false
    }

    /// The developer's access, as effects name it.
    pub(crate) fn subject(&self) -> Subject {
        Subject::SyncAccess {
            repository: self.place(),
            account: self.account,
        }
    }

    /// Enqueues an effect.
    pub(crate) async fn enqueue(&self, subject: Subject) {
        let store = self.world.store();
        let enqueued = store.write(async |tx| effects::enqueue(tx, subject).await);
        enqueued.await.unwrap();
    }

    /// The changing calls that GitHub received since they were last forgotten.
    pub(crate) async fn changes(&self) -> Vec<String> {
        let calls = self.world.practice.calls().await;
        let changing = calls.into_iter().filter(|call| call.method != "GET");
        changing
            .map(|call| format!("{} {} {}", call.method, last_word(&call.path), call.status))
            .collect()
    }
}

/// A reconciler of this world that asks for no webhooks.
pub(crate) fn reconciler(world: &World) -> Reconciler {
    reconciler_with(world, |_| ())
}

/// The same, with other settings.
pub(crate) fn reconciler_with(world: &World, change: impl FnOnce(&mut Settings)) -> Reconciler {
    let mut settings = Settings {
        workers: 2,
        lease: Duration::from_mins(2),
        sweep_every: Duration::from_hours(1),
        poll_every: Duration::from_mins(10),
        finish_within: Duration::ZERO,
        unlimited: false,
        hook_url: None,
        app_url: "http://tasks.example.test/".parse().unwrap(),
    };
    change(&mut settings);
    Reconciler::new(world.store().clone(), world.connections.clone(), settings)
}

fn words(list: &Value, field: &str) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items
        .map(|item| item[field].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The part of a path that tells what a call was about: never a number.
fn last_word(path: &str) -> &str {
    let wordy = |part: &&str| part.parse::<i64>().is_err();
    path.rsplit('/').find(wordy).unwrap_or_default()
}
