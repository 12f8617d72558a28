//! Access as a task's page shows it, and what decides about it.
//!
//! The facts are gathered here; what they amount to is `domain`'s to say.

use domain::{
    access::{AccessState, Facts, Grant, Permission},
    connection::ConnectionState,
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId},
    task::Task,
    wire::tasks::TaskAccess,
};

use crate::{
    ReadTx, Result,
    claims::{claims, read_terms},
    effects::{self, Effect},
    row::Row,
};

/// What there is between an assignee and a repository.
pub(crate) struct Tie {
    repository: GithubRepositoryId,
    account: Option<GithubAccountId>,
    connected: bool,
    pub(crate) grant: Grant,
    pub(crate) before: Permission,
    pub(crate) given: Permission,
    remains: bool,
}

impl Tie {
    /// Reads it from a row of repository, connection and access, the last two of which may be
    /// missing.
    pub(crate) fn read(row: &Row) -> Result<Self> {
        let state: Option<ConnectionState> = row.word_or_none("connections", "connection")?;
        let remains: Option<bool> = row.get("remains")?;
        Ok(Self {
            repository: row.id("repository", GithubRepositoryId)?,
            account: row.id_or_none("account", GithubAccountId)?,
            connected: state.is_some_and(|state| state != ConnectionState::Ending),
            grant: row.word_or_none("accesses", "grant")?.unwrap_or_default(),
            before: row.word_or_none("accesses", "before")?.unwrap_or_default(),
            given: row.word_or_none("accesses", "given")?.unwrap_or_default(),
            remains: remains.unwrap_or_default(),
        })
    }

    /// The effect that is about it, where the assignee has a connection.
    pub(crate) fn subject(&self) -> Option<Subject> {
        let repository = self.repository;
        self.account.map(|account| Subject::SyncAccess {
            repository,
            account,
        })
    }

    /// The right that is given, or was there before us.
    pub(crate) fn permission(&self) -> Permission {
        match self.grant {
            Grant::Active => self.given.max(self.before),
            Grant::PreExisting => self.before,
            Grant::Nothing | Grant::Asked | Grant::Invited => Permission::None,
        }
    }

    /// How it stands.
    pub(crate) fn state(
        &self,
        wanted_here: bool,
        wanted: bool,
        held: bool,
        effect: Option<&Effect>,
    ) -> AccessState {
        AccessState::of(Facts {
            concerns_someone: true,
            connected: self.connected,
            wanted_here,
            wanted,
            grant: self.grant,
            remains: self.remains,
            blocked: effect.is_some_and(|effect| !effect.is_pending()),
            pending: effect.is_some_and(Effect::is_pending),
            held,
        })
    }
}

/// The access of a task's assignee, as the task's page shows it.
pub async fn of_task(tx: &mut ReadTx, task: &Task) -> Result<TaskAccess> {
    const SQL: &str = r#"
        SELECT r.github_id AS repository, c.github_id AS account, c.state AS connection,
            a."grant", a.before, a.given, a.remains, p.until_merged, p.access_right, r.owner_kind,
            h.user_id IS NOT NULL AS held
        FROM repositories r
        JOIN projects p ON p.id = r.project_id
        LEFT JOIN connections c ON c.user_id = $2
        LEFT JOIN accesses a
            ON a.github_repository_id = r.github_id AND a.github_account_id = c.github_id
        LEFT JOIN holds h ON h.github_repository_id = r.github_id AND h.user_id = $2
        WHERE r.id = $1"#;
    let nobody = TaskAccess {
        state: AccessState::NotAsked,
        permission: Permission::None,
        trouble: None,
        next_try_at: None,
    };
    let Some((repository, assignee)) = task.repository.zip(task.assignee) else {
        return Ok(nobody);
    };
    let tie = tx.query(SQL).bind(repository.0).bind(assignee.0);
    let tie = tie.optional(|row| Ok((Tie::read(row)?, read_terms(row)?, row.get("held")?)));
    let Some((tie, terms, held)) = tie.await? else {
        return Ok(nobody);
    };
    let claim = terms.claim(task.status, task.pull_request, held);
    let (claims, effect) = match (tie.account, tie.subject()) {
        (Some(account), Some(subject)) => (
            claims(tx, tie.repository, account).await?,
            effects::find_of(tx, &subject).await?,
        ),
        _ => (Vec::new(), None),
    };
    let wanted = domain::access::wanted(claims) > Permission::None;
    let permission = match tie.permission() {
        Permission::None => claim.right,
        held => held,
    };
    Ok(TaskAccess {
        state: tie.state(
            claim.wants_access(),
            wanted,
            claim.asks() && held,
            effect.as_ref(),
        ),
        permission,
        trouble: effect.and_then(|effect| effect.trouble),
        next_try_at: effect.and_then(|effect| effect.next_try_at()),
    })
}
