//! Effects: what is still to be brought into agreement on GitHub. One that is done is gone.
//!
//! Nothing here acts on GitHub; whoever does works in `reconciler`.

use domain::{
    Timestamp,
    effect::{EffectState, Subject, Trouble},
    event::{Event, EventKind},
    ids::{EffectId, ProjectId},
    task::Task,
    wire,
};

use crate::{ReadTx, Result, Tx, repository_names::full_name, row::Row, told::News};
pub use crate::{
    claim::{Claimed, claim, next_due},
    enqueue::{
        enqueue, enqueue_all_of_project, enqueue_all_of_repository, enqueue_all_of_user, follow,
        follow_at,
    },
    following::enqueue_work_on,
    queue::{extend_lease, finish, hand_back},
    sweep::{poll, sweep},
};

/// An effect as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Its id.
    pub id: EffectId,
    /// What it brings into agreement.
    pub subject: Subject,
    /// How it stands.
    pub state: EffectState,
    /// How often it was tried.
    pub attempts: i64,
    /// What stood in the way the last time.
    pub trouble: Option<Trouble>,
    /// When it runs, where it waits; when it ended, where it was stopped.
    pub run_at: Timestamp,
}

impl Effect {
    /// Whether it goes on by itself.
    pub fn is_pending(&self) -> bool {
        matches!(self.state, EffectState::Waiting | EffectState::Running)
    }

    /// When it is tried again by itself, after trouble.
    pub fn next_try_at(&self) -> Option<Timestamp> {
        let retried = self.state == EffectState::Waiting && self.trouble.is_some();
        retried.then_some(self.run_at)
    }
}

/// The effect on a subject; of a running and a waiting one the one that runs.
pub async fn find_of(tx: &mut ReadTx, subject: &Subject) -> Result<Option<Effect>> {
    const SQL: &str = "
        SELECT e.id, e.subject, e.state, e.attempts, e.trouble, e.run_at, w.ready_at
        FROM effects e
        LEFT JOIN paces w ON w.user_id = e.acts_as
        WHERE e.subject = $1
        ORDER BY CASE WHEN e.state = 'running' THEN 0 ELSE 1 END
        LIMIT 1";
    let now = tx.now();
    let found = tx.query(SQL).bind(subject.to_string());
    found.optional(|row| read(row, now)).await
}

/// The effects on access to the repositories of a project.
pub(crate) async fn list_of_access(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<Effect>> {
    const SQL: &str = "
        SELECT e.id, e.subject, e.state, e.attempts, e.trouble, e.run_at, w.ready_at
        FROM repositories r
        JOIN effects e ON e.github_repository_id = r.github_id
        LEFT JOIN paces w ON w.user_id = e.acts_as
        WHERE r.project_id = $1
            AND e.github_account_id IS NOT NULL";
    let now = tx.now();
    let found = tx.query(SQL).bind(project.0);
    found.all(|row| read(row, now)).await
}

macro_rules! list {
    ($where:literal) => {
        concat!(
            "
        SELECT e.id, e.subject, e.state, e.attempts, e.trouble, e.run_at, w.ready_at, r.owner,
            r.name AS repository_name, c.login, p.key, t.number
        FROM effects e
        LEFT JOIN paces w ON w.user_id = e.acts_as
        JOIN projects p ON p.id = $1
        LEFT JOIN repositories r ON r.github_id = e.github_repository_id AND r.project_id = p.id
        LEFT JOIN connections c ON c.github_id = e.github_account_id
        LEFT JOIN tasks t ON t.id = e.task_id AND t.project_id = p.id
        WHERE ",
            $where,
            "
        ORDER BY e.id"
        )
    };
}

/// The effects that concern a project, the oldest first.
pub async fn list(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<wire::effects::Effect>> {
    const SQL: &str = list!("r.id IS NOT NULL OR t.id IS NOT NULL");
    let now = tx.now();
    tx.query(SQL)
        .bind(project.0)
        .all(|row| describe(row, now))
        .await
}

/// The effects that concern a task: its work, its pull request, and its assignee's access.
pub async fn list_of_task(tx: &mut ReadTx, task: &Task) -> Result<Vec<wire::effects::Effect>> {
    const SQL: &str = list!(
        "t.id = $2
            OR (
                r.id = $3
                AND e.github_account_id =
                    (SELECT github_id FROM connections WHERE user_id = $4)
            )"
    );
    let now = tx.now();
    tx.query(SQL)
        .bind(task.project.0)
        .bind(task.id.0)
        .bind(task.repository.map(|repository| repository.0))
        .bind(task.assignee.map(|user| user.0))
        .all(|row| describe(row, now))
        .await
}

fn describe(row: &Row, now: Timestamp) -> Result<wire::effects::Effect> {
    let effect = read(row, now)?;
    Ok(wire::effects::Effect {
        id: effect.id,
        subject: words(effect.subject, row)?,
        state: effect.state,
        attempts: effect.attempts,
        trouble: effect.trouble,
        next_try_at: effect.next_try_at(),
    })
}

/// Tries an effect that concerns this project again, at once and with all its attempts; says
/// whether there was one that does not run already.
pub async fn retry(tx: &mut Tx, project: ProjectId, effect: EffectId) -> Result<bool> {
    const SQL: &str = "
        UPDATE effects
        SET state = 'waiting', run_at = $3, attempts = 0
        WHERE id = $1
            AND state <> 'running'
            AND (
                EXISTS (
                    SELECT 1
                    FROM repositories r
                    WHERE r.github_id = effects.github_repository_id
                        AND r.project_id = $2
                )
                OR EXISTS (
                    SELECT 1
                    FROM tasks t
                    WHERE t.id = effects.task_id
                        AND t.project_id = $2
                )
            )";
    let now = tx.now();
    let again = tx.query(SQL).bind(effect.0).bind(project.0).bind(now);
    let found = again.execute().await? == 1;
    if found {
        let event = Event::new(EventKind::EffectsChanged).of(project);
        tx.tell(News::Project(event));
        tx.ring().await?;
    }
    Ok(found)
}

/// What an effect is about, in words.
fn words(subject: Subject, row: &Row) -> Result<String> {
    let repository = full_name(row)?.unwrap_or_default();
    Ok(match subject {
        Subject::SyncAccess { account, .. } => {
            let login: Option<String> = row.get("login")?;
            let who = login.unwrap_or_else(|| format!("account {account}"));
            format!("access of {who} to {repository}")
        }
        Subject::SyncPullRequest { .. } => format!("pull request of {}", task(row)?),
        Subject::SyncWork { .. } => format!("status of {}", task(row)?),
        Subject::SyncRepository { .. } => repository,
        Subject::SyncHook { .. } => format!("webhook of {repository}"),
        Subject::EndConnection { .. } => "end of a connection".to_owned(),
    })
}

fn task(row: &Row) -> Result<String> {
    let key: String = row.get("key")?;
    let number: Option<i64> = row.get("number")?;
    Ok(format!("{key}-{}", number.unwrap_or_default()))
}

/// An effect whose token has to rest waits for that, and says so.
fn read(row: &Row, now: Timestamp) -> Result<Effect> {
    let ready_at: Option<Timestamp> = row.get("ready_at")?;
    let state = row.word("effects", "state")?;
    let run_at = row.get("run_at")?;
    let rests_until = ready_at
        .filter(|ready_at| state == EffectState::Waiting && *ready_at > now && *ready_at > run_at);
    let trouble = row.word_or_none("effects", "trouble")?;
    Ok(Effect {
        id: row.id("id", EffectId)?,
        subject: row.parsed("effects", "subject")?,
        state,
        attempts: row.get("attempts")?,
        trouble: rests_until.map_or(trouble, |_| Some(Trouble::RateLimited)),
        run_at: rests_until.unwrap_or(run_at),
    })
}
