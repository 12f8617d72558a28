//! A whole world for one test: a database, a practice GitHub, and what people do with both.
//!
//! Every deed is done as the API does it: the domain's rule decides, and the change is saved with
//! what follows from it in one transaction. Nobody here acts on effects.

use std::time::Duration;

use connections::{Connections, Keys};
use domain::{
    connection::ConnectionState,
    effect::Subject,
    ids::{GithubRepositoryId, ProjectId, TaskId, UserId},
    options::{Follows, Options},
    project::Role,
    refusal::Refusal,
    task::{Consequence, Decided, Edit, Outcome, Task},
    wire::projects::CreateProject,
};
use store::{
    Store, Tx, activity, connections as connection_rows, effects, members, projects,
    repositories::{self, NewRepository, Repository},
    tasks::{self, NewTask},
    users,
};

use crate::{database::TestDatabase, practice::Practice};

/// The role of whoever does something here: what roles allow is tested elsewhere.
const ACTOR: Role = Role::Owner;

/// A database and a practice GitHub, and the connections between them.
pub struct World {
    /// The database, and the clock of the records.
    pub database: TestDatabase,
    /// GitHub.
    pub practice: Practice,
    /// The connections of the users.
    pub connections: Connections,
}

/// What tokens are sealed with in every world, as a key file has it.
pub const KEY: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";

/// The same key, ready for use.
pub fn keys() -> Keys {
    Keys::parse(KEY).expect("64 hex digits are a key")
}

impl World {
    /// A world without anybody.
    pub async fn new(database: TestDatabase) -> Self {
        Self::around(database, Practice::start().await)
    }

    /// A world of a database and a practice GitHub that are there already.
    pub fn around(database: TestDatabase, practice: Practice) -> Self {
        let connections = Connections::new(database.store.clone(), practice.github(), keys());
        Self {
            database,
            practice,
            connections,
        }
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.database.store
    }

    /// Lets time pass, for the records and on GitHub.
    pub async fn wait(&self, time: Duration) {
        self.database.clock.advance(time);
        self.practice.advance(time).await;
    }

    /// Somebody registers.
    pub async fn user(&self, name: &str) -> UserId {
        let email = format!("{name}@example.test").parse().expect("an address");
        let name = name.parse().expect("a name");
        let created = self
            .write(async |tx| users::create(tx, &email, &name, "no password fits").await)
            .await;
        created.expect("nobody has this address yet").id
    }

    /// A user who is on GitHub under `login`, and connects that account in the browser.
    pub async fn connected_user(&self, name: &str, login: &str) -> UserId {
        self.practice.user(login).await;
        let user = self.user(name).await;
        self.connect(user, login).await;
        user
    }

    /// The user connects an account that is there on GitHub.
    pub async fn connect(&self, user: UserId, login: &str) {
        let redirect = self.practice.redirect();
        let started = self.connections.start(user, "/profile/settings", redirect);
        let url = started.await.expect("the authorization begins");
        let back = self.practice.authorize(login, &url, &[]).await;
        let finished = self
            .connections
            .finish(user, &back.state, back.code.as_deref(), None);
        finished.await.expect("the account is connected");
    }

    /// The user removes the connection: *Yes, remove connection*.
    pub async fn disconnect(&self, user: UserId) {
        self.write(async |tx| {
            connection_rows::mark(tx, user, ConnectionState::Ending).await?;
            effects::enqueue(tx, Subject::EndConnection { user }).await
        })
        .await;
    }

    /// A project of its owner.
    pub async fn project(&self, owner: UserId, key: &str) -> ProjectId {
        let new = CreateProject {
            key: key.parse().expect("a key"),
            name: key.parse().expect("a name"),
            description: "".parse().expect("the empty text"),
        };
        let created = self
            .write(async |tx| projects::create(tx, owner, &new).await)
            .await;
        created.expect("nobody has this key yet").id
    }

    /// The project chooses otherwise, and what was given follows.
    pub async fn choose(&self, project: ProjectId, choose: impl FnOnce(&mut Options)) {
        self.write(async |tx| {
            let found = projects::find_by_id(tx, project).await?;
            let mut project = found.expect("the project is there");
            choose(&mut project.options);
            let saved = projects::save(tx, &project).await?;
            saved.expect("nobody else saves it");
            effects::enqueue_all_of_project(tx, project.id).await
        })
        .await;
    }

    /// A developer of a project.
    pub async fn developer(&self, project: ProjectId, user: UserId) {
        let added = self
            .write(async |tx| members::add(tx, project, user, Role::Developer).await)
            .await;
        added.expect("no member yet");
    }

    /// A member leaves a project, or is sent away: their open tasks are nobody's.
    pub async fn leave(&self, project: ProjectId, user: UserId) {
        self.write(async |tx| {
            for task in tasks::open_of(tx, project, user).await? {
                let (task, _) = task
                    .assign(ACTOR, None)
                    .expect("an open task can be unassigned");
                let saved = tasks::save(tx, &task).await?;
                saved.expect("nobody else saves it");
            }
            let linked = repositories::list(tx, project).await?;
            let access = |repository: Repository| Consequence::Access {
                repository: repository.id,
                user,
            };
            let everywhere: Vec<_> = linked.into_iter().map(access).collect();
            effects::follow(tx, &everywhere).await?;
            members::remove(tx, project, user).await
        })
        .await;
    }

    /// The task moves to another repository of its project.
    pub async fn change_repository(&self, task: TaskId, repository: &Repository) {
        let edit = Edit {
            repository: Some(Some(repository.id)),
            ..Edit::default()
        };
        self.decide(task, |task| task.edit(ACTOR, edit)).await;
    }

    /// A repository of a project, with `main` as its development branch.
    pub async fn link(
        &self,
        project: ProjectId,
        steward: UserId,
        id: GithubRepositoryId,
    ) -> Repository {
        let client = self.connections.client(steward).await;
        let seen = client
            .expect("the steward is connected")
            .repository(id)
            .await;
        let seen = seen.expect("the steward sees the repository");
        let new = NewRepository {
            project,
            github_id: id,
            owner: seen.owner.login,
            owner_kind: seen.owner.kind,
            name: seen.name,
            private: seen.private,
            html_url: seen.html_url,
            clone_url: seen.clone_url,
            steward,
        };
        self.write(async |tx| {
            let linked = repositories::link(tx, new).await?;
            let mut repository = linked.expect("not linked yet");
            repository.development_branch = Some(seen.default_branch);
            let saved = repositories::save(tx, &repository).await?;
            effects::enqueue_all_of_repository(tx, id).await?;
            Ok(saved.expect("nobody else saves it"))
        })
        .await
    }

    /// The project lets a repository go.
    pub async fn unlink(&self, repository: &Repository) {
        let (project, id) = (repository.project, repository.id);
        self.write(async |tx| {
            repositories::hold(tx, id).await?;
            effects::enqueue_all_of_repository(tx, repository.github_id).await?;
            repositories::unlink(tx, project, id).await
        })
        .await;
    }

    /// Somebody else, or nobody, acts on a repository from now on.
    pub async fn appoint(&self, repository: &Repository, steward: Option<UserId>) {
        let (project, id) = (repository.project, repository.id);
        self.write(async |tx| {
            repositories::hold(tx, id).await?;
            let found = repositories::find(tx, project, id).await?;
            let mut repository = found.expect("the repository is linked");
            repository.steward = steward;
            let saved = repositories::save(tx, &repository).await?;
            saved.expect("nobody else saves it");
            effects::enqueue_all_of_repository(tx, repository.github_id).await
        })
        .await;
    }

    /// A task in a repository, of nobody yet.
    pub async fn task(&self, repository: &Repository, author: UserId, title: &str) -> TaskId {
        let new = NewTask {
            project: repository.project,
            title: title.parse().expect("a title"),
            text: "".parse().expect("the empty text"),
            repository: Some(repository.id),
            created_by: author,
        };
        self.write(async |tx| tasks::create(tx, new).await).await.id
    }

    /// A task as it is now.
    pub async fn look_at(&self, task: TaskId) -> Task {
        let found = self
            .store()
            .read(async |tx| tasks::find_by_id(tx, task).await);
        found
            .await
            .expect("the database answers")
            .expect("the task is there")
    }

    /// The task is given to a user.
    pub async fn assign(&self, task: TaskId, user: UserId) {
        self.decide(task, |task| {
            task.assign(ACTOR, Some((user, Some(Role::Developer))))
        })
        .await;
    }

    /// The task is taken from whoever has it.
    pub async fn unassign(&self, task: TaskId) {
        self.decide(task, |task| task.assign(ACTOR, None)).await;
    }

    /// The task's branch is created on GitHub by this user, from `main`.
    pub async fn branch(&self, task: TaskId, user: UserId, name: &str) {
        let seen = self.look_at(task).await;
        let (branch, main) = (
            name.parse().expect("a branch"),
            "main".parse().expect("a branch"),
        );
        let repository = self.repository_of(&seen).await.github_id;
        let client = self.connections.client(user).await.expect("connected");
        let created = client.create_branch(repository, &branch, &main).await;
        created.expect("the branch can be created");
        self.branched(task, name).await;
    }

    /// The task has a branch that is there on GitHub already.
    pub async fn branched(&self, task: TaskId, name: &str) {
        let branch = name.parse().expect("a branch");
        self.decide(task, |task| {
            Ok((task.branched(branch, Follows::default()), Vec::new()))
        })
        .await;
    }

    /// The repository's work starts from this branch, and returns to it.
    pub async fn develop_on(&self, repository: &Repository, branch: &str) -> Repository {
        let mut repository = repository.clone();
        repository.development_branch = Some(branch.parse().expect("a branch"));
        let saved = self
            .write(async |tx| repositories::save(tx, &repository).await)
            .await;
        saved.expect("nobody else saves it")
    }

    /// The task is done.
    pub async fn finish(&self, task: TaskId) {
        let now = self.store().clock().now();
        self.decide(task, |task| task.close(ACTOR, Outcome::Done, now))
            .await;
    }

    /// The task will not be done.
    pub async fn cancel(&self, task: TaskId) {
        let now = self.store().clock().now();
        self.decide(task, |task| task.close(ACTOR, Outcome::Canceled, now))
            .await;
    }

    /// The task goes on.
    pub async fn reopen(&self, task: TaskId) {
        self.decide(task, |task| task.reopen(ACTOR)).await;
    }

    /// The kinds of what the system itself did in a project, with their words, oldest first.
    pub async fn deeds(&self, project: ProjectId) -> Vec<(&'static str, String)> {
        let listed = self
            .store()
            .read(async |tx| activity::list(tx, project, None, 200).await);
        let mut entries = listed.await.expect("the database answers").items;
        entries.reverse();
        entries
            .into_iter()
            .filter(|entry| entry.actor.is_none())
            .map(|entry| (entry.kind.as_str(), entry.detail))
            .collect()
    }

    async fn repository_of(&self, task: &Task) -> Repository {
        let id = task.repository.expect("the task has a repository");
        let found = self
            .store()
            .read(async |tx| repositories::find(tx, task.project, id).await);
        found
            .await
            .expect("the database answers")
            .expect("it is linked")
    }

    /// Load, decide, save, and let follow what follows.
    async fn decide(&self, task: TaskId, rule: impl FnOnce(Task) -> Result<Decided, Refusal>) {
        self.write(async |tx| {
            let task = tasks::find_by_id(tx, task)
                .await?
                .expect("the task is there");
            let (task, consequences) = rule(task).expect("the rules allow it");
            let saved = tasks::save(tx, &task).await?;
            saved.expect("nobody else saves it");
            effects::follow(tx, &consequences).await
        })
        .await;
    }

    async fn write<T>(&self, work: impl AsyncFnOnce(&mut Tx) -> store::Result<T>) -> T {
        let written = self.store().write(work).await;
        written.expect("the database takes the change")
    }
}
