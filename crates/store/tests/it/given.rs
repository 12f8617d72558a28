//! What tests begin with: users, projects, repositories and tasks that say only what matters.

use domain::{
    connection::ConnectionState,
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId, ProjectId, RepositoryId, UserId},
    project::Role,
    task::Task,
    wire::{github::OwnerKind, projects::CreateProject},
};
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use store::{
    Store,
    activity::{self, Entry},
    connections::{NewConnection, SealedTokens},
    effects,
    projects::Project,
    repositories::{NewRepository, Repository},
    tasks::NewTask,
};
use testbed::database::TestDatabase;

/// What makes the givens of a test.
pub(crate) struct Given<'a>(pub(crate) &'a Store);

impl Given<'_> {
    pub(crate) async fn user(&self, name: &str) -> UserId {
        let email = format!("{name}@example.com").parse().unwrap();
        let name = name.parse().unwrap();
        let user = self
            .0
            .write(async |tx| store::users::create(tx, &email, &name, "hash").await)
            .await;
        user.unwrap().unwrap().id
    }

    pub(crate) async fn connected(&self, name: &str, account: i64) -> UserId {
        let user = self.user(name).await;
        self.connection(user, account).await;
        user
    }

    pub(crate) async fn connection(&self, user: UserId, account: i64) {
        let connection = connection(user, account);
        let saved = self
            .0
            .write(async |tx| store::connections::save(tx, &connection).await)
            .await;
        saved.unwrap().unwrap();
    }

    pub(crate) async fn ending(&self, user: UserId) {
        self.0
            .write(async |tx| store::connections::mark(tx, user, ConnectionState::Ending).await)
            .await
            .unwrap();
    }

    pub(crate) async fn project(&self, key: &str, owner: UserId) -> Project {
        let new = CreateProject {
            key: key.parse().unwrap(),
            name: key.parse().unwrap(),
            description: "".parse().unwrap(),
        };
        let project = self
            .0
            .write(async |tx| store::projects::create(tx, owner, &new).await)
            .await;
        project.unwrap().unwrap()
    }

    pub(crate) async fn member(&self, project: ProjectId, user: UserId) {
        self.0
            .write(async |tx| store::members::add(tx, project, user, Role::Developer).await)
            .await
            .unwrap()
            .unwrap();
    }

    pub(crate) async fn repository(
        &self,
        project: ProjectId,
        steward: UserId,
        github_id: i64,
    ) -> Repository {
        let new = NewRepository {
            project,
            github_id: GithubRepositoryId(github_id),
            owner: "acme".to_owned(),
            owner_kind: OwnerKind::Organization,
            name: format!("shop-{github_id}"),
            private: true,
            html_url: "https://github.test/acme/shop".to_owned(),
            clone_url: "https://github.test/acme/shop.git".to_owned(),
            steward,
        };
        let linked = self
            .0
            .write(async |tx| store::repositories::link(tx, new).await)
            .await;
        linked.unwrap().unwrap()
    }

    pub(crate) async fn task(&self, project: ProjectId, created_by: UserId) -> Task {
        let new = NewTask {
            project,
            title: "A task".parse().unwrap(),
            text: "".parse().unwrap(),
            repository: None,
            created_by,
        };
        self.0
            .write(async |tx| store::tasks::create(tx, new).await)
            .await
            .unwrap()
    }

    /// A task on `repository` that is the work of `assignee`.
    pub(crate) async fn assigned(&self, repository: &Repository, assignee: UserId) -> Task {
        let mut task = self.task(repository.project, assignee).await;
        task.repository = Some(repository.id);
        task.assignee = Some(assignee);
        self.saved(task).await
    }

    pub(crate) async fn saved(&self, task: Task) -> Task {
        let saved = self
            .0
            .write(async |tx| store::tasks::save(tx, &task).await)
            .await;
        saved.unwrap().unwrap()
    }

    pub(crate) async fn told(&self, entry: Entry) {
        let told = self
            .0
            .write(async |tx| {
                activity::append(tx, entry);
                Ok::<_, store::Error>(())
            })
            .await;
        told.unwrap();
    }

    pub(crate) async fn enqueued(&self, subject: Subject) {
        self.0
            .write(async |tx| effects::enqueue(tx, subject).await)
            .await
            .unwrap();
    }
}

/// A connection of `user` whose tokens are as good as any.
pub(crate) fn connection(user: UserId, account: i64) -> NewConnection {
    NewConnection {
        user,
        github_id: GithubAccountId(account),
        login: format!("login-{account}"),
        avatar_url: String::new(),
        scopes: vec!["repo".to_owned(), "read:org".to_owned()],
        tokens: sealed(b"access"),
    }
}

/// Tokens of which only the access token differs.
pub(crate) fn sealed(access: &[u8]) -> SealedTokens {
    SealedTokens {
        version: 0,
        state: ConnectionState::Active,
        access: access.to_vec(),
        refresh: Some(b"refresh".to_vec()),
        access_expires_at: None,
        refresh_expires_at: None,
    }
}

/// The subject of an account's access to a repository.
pub(crate) fn access(repository: i64, account: i64) -> Subject {
    Subject::SyncAccess {
        repository: GithubRepositoryId(repository),
        account: GithubAccountId(account),
    }
}

/// An id that no row has.
pub(crate) fn unknown_repository() -> RepositoryId {
    RepositoryId(uuid::Uuid::from_u128(1))
}

/// Does to the database what no function of the store does.
pub(crate) async fn run(db: &TestDatabase, sql: &str) {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    if db.store.is_postgres() {
        let pool = PgPool::connect(&db.url).await.unwrap();
        sql.execute(&pool).await.unwrap();
        pool.close().await;
    } else {
        let pool = SqlitePool::connect(&db.url).await.unwrap();
        sql.execute(&pool).await.unwrap();
        pool.close().await;
    }
}

/// How many rows a table has.
pub(crate) async fn count(db: &TestDatabase, table: &str) -> i64 {
    let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    if db.store.is_postgres() {
        let pool = PgPool::connect(&db.url).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap()
    } else {
        let pool = SqlitePool::connect(&db.url).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap()
    }
}
