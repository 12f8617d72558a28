//! Who can push to a project's repositories because of us, and because of which tasks.
//!
//! Titles of other projects' tasks are never in it.

use std::collections::HashMap;

use domain::{
    Timestamp,
    access::AccessState,
    effect::Subject,
    ids::{GithubRepositoryId, ProjectId, TaskNumber, UserId},
    wire::{
        me::Person,
        projects::{Access, AccessReason},
    },
};

use crate::{
    ReadTx, Result,
    access_facts::Tie,
    claims::read_claim,
    effects::{self, Effect},
    repository_names::full_name,
    row::Row,
    users::read_person,
};

/// A person and a repository of the project, with what is between them.
struct Pair {
    person: Person,
    github_id: GithubRepositoryId,
    repository: String,
    tie: Tie,
    looked_at: Option<Timestamp>,
}

/// The tasks that want access for one person to one repository.
#[derive(Default)]
struct Reasons {
    here: Vec<AccessReason>,
    elsewhere: bool,
}

type Reasoned = HashMap<(GithubRepositoryId, UserId), Reasons>;

/// The access to the repositories of a project, by persons; what is over is left out.
pub async fn list(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<Access>> {
    let pairs = pairs(tx, project).await?;
    let mut reasons = reasons(tx, project).await?;
    let effects = effects::list_of_access(tx, project).await?;
    let effects: HashMap<Subject, Effect> = effects
        .into_iter()
        .map(|effect| (effect.subject, effect))
        .collect();
    let accesses = pairs.into_iter().map(|pair| {
        let reasons = reasons.remove(&(pair.github_id, pair.person.id));
        let effect = pair.tie.subject().and_then(|subject| effects.get(&subject));
        pair.shown(reasons.unwrap_or_default(), effect)
    });
    let over = |access: &Access| matches!(access.state, AccessState::Ended | AccessState::NotAsked);
    Ok(accesses.filter(|access| !over(access)).collect())
}

impl Pair {
    fn shown(self, reasons: Reasons, effect: Option<&Effect>) -> Access {
        let wanted_here = !reasons.here.is_empty();
        let wanted = wanted_here || reasons.elsewhere;
        Access {
            state: self.tie.state(wanted_here, wanted, effect),
            permission: self.tie.permission(),
            person: self.person,
            repository: self.repository,
            tasks: reasons.here,
            trouble: effect.and_then(|effect| effect.trouble),
            looked_at: self.looked_at,
        }
    }
}

/// Everybody who has a task on a repository of the project, or something of ours there.
async fn pairs(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<Pair>> {
    const SQL: &str = r#"
        WITH pairs AS (
            SELECT t.repository_id, t.assignee_id AS user_id
            FROM tasks t
            WHERE t.project_id = $1
                AND t.repository_id IS NOT NULL
                AND t.assignee_id IS NOT NULL
                AND (
                    t.closed_at IS NULL
                    OR t.pull_request IN ('awaited', 'linked', 'changes_requested')
                )
            UNION
            SELECT r.id, c.user_id
            FROM repositories r
            JOIN accesses a ON a.github_repository_id = r.github_id
            JOIN connections c ON c.github_id = a.github_account_id
            WHERE r.project_id = $1
                AND (a."grant" <> 'nothing' OR a.remains)
        )
        SELECT u.id, u.name, c.login, r.owner, r.name AS repository_name,
            r.github_id AS repository, c.github_id AS account, c.state AS connection, a."grant",
            a.before, a.given, a.remains, a.looked_at
        FROM pairs p
        JOIN repositories r ON r.id = p.repository_id
        JOIN users u ON u.id = p.user_id
        LEFT JOIN connections c ON c.user_id = p.user_id
        LEFT JOIN accesses a
            ON a.github_repository_id = r.github_id AND a.github_account_id = c.github_id
        ORDER BY u.name, u.id, r.id"#;
    tx.query(SQL).bind(project.0).all(read_pair).await
}

fn read_pair(row: &Row) -> Result<Pair> {
    let person = read_person(row, ["id", "name", "login"])?;
    Ok(Pair {
        person: person.ok_or_else(|| row.broken("users", "id"))?,
        github_id: row.id("repository", GithubRepositoryId)?,
        repository: full_name(row)?.unwrap_or_default(),
        tie: Tie::read(row)?,
        looked_at: row.get("looked_at")?,
    })
}

/// The tasks that want access to the project's repositories, wherever they are.
async fn reasons(tx: &mut ReadTx, project: ProjectId) -> Result<Reasoned> {
    const SQL: &str = "
        SELECT t.id, t.project_id, t.number, t.title, t.status, t.pull_request, t.assignee_id,
            r.github_id, r.owner_kind, p.until_merged, p.access_right
        FROM repositories own
        JOIN repositories r ON r.github_id = own.github_id
        JOIN projects p ON p.id = r.project_id
        JOIN tasks t ON t.repository_id = r.id
        JOIN members m ON m.project_id = t.project_id AND m.user_id = t.assignee_id
        WHERE own.project_id = $1
            AND (
                t.closed_at IS NULL
                OR t.pull_request IN ('awaited', 'linked', 'changes_requested')
            )
        ORDER BY t.number";
    let mut reasoned = Reasoned::new();
    let wants = tx
        .query(SQL)
        .bind(project.0)
        .all(|row| Ok((read_claim(row)?, read_reason(row, project)?)))
        .await?;
    for (claim, (place, reason)) in wants {
        if claim.wants_access() {
            let reasons = reasoned.entry(place).or_default();
            match reason {
                Some(reason) => reasons.here.push(reason),
                None => reasons.elsewhere = true,
            }
        }
    }
    Ok(reasoned)
}

type Reason = ((GithubRepositoryId, UserId), Option<AccessReason>);

fn read_reason(row: &Row, project: ProjectId) -> Result<Reason> {
    let repository = row.id("github_id", GithubRepositoryId)?;
    let user = row.id("assignee_id", UserId)?;
    let here = row.id("project_id", ProjectId)? == project;
    let reason = AccessReason {
        number: row.id("number", TaskNumber)?,
        title: row.word("tasks", "title")?,
    };
    Ok(((repository, user), here.then_some(reason)))
}
