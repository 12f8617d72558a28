//! Who can push to a project's repositories because of us, and because of which tasks.
//!
//! Titles of other projects' tasks are never in it. What GitHub shows is laid beside it elsewhere.

use std::collections::{BTreeMap, HashMap};

use domain::{
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId, ProjectId, TaskNumber, UserId},
    standing::{Cause, Recorded, from_records},
    wire::{
        access::{Access, AccessReason, Held, RepositoryAccess},
        me::Person,
    },
};

use crate::{
    ReadTx, Result,
    access_facts::Tie,
    claims::read_claim,
    effects::{self, Effect},
    repositories::{self, Repository},
    row::Row,
    users::read_person,
};

/// A repository of a project, with all that we remember of accesses to it.
#[derive(Clone, Debug)]
pub struct Records {
    /// The repository.
    pub repository: Repository,
    /// What we remember, also of what is over.
    pub recorded: Vec<Recorded>,
}

impl Records {
    /// Keeps one user's part only.
    pub(crate) fn retain(&mut self, user: UserId) {
        let theirs = |person: &Person| person.id == user;
        self.recorded
            .retain(|one| one.shown.person.as_ref().is_some_and(theirs));
    }

    /// What is shown of it where GitHub is not asked.
    pub fn shown(self) -> RepositoryAccess {
        let frame = self.frame();
        RepositoryAccess {
            accesses: from_records(self.recorded),
            ..frame
        }
    }

    /// The repository without anybody.
    pub fn frame(&self) -> RepositoryAccess {
        let Repository { owner, name, .. } = &self.repository;
        RepositoryAccess {
            id: self.repository.id,
            full_name: format!("{owner}/{name}"),
            html_url: self.repository.html_url.clone(),
            live: false,
            problem: None,
            invitations_hidden: false,
            truncated: false,
            accesses: Vec::new(),
        }
    }
}

/// An account or a person on a repository of the project, with what is between them.
struct Pair {
    place: GithubRepositoryId,
    person: Option<Person>,
    tie: Tie,
    access: Access,
}

/// The tasks that ask for access for one person to one repository.
#[derive(Default)]
struct Reasons {
    here: Vec<AccessReason>,
    elsewhere: bool,
}

type Reasoned = HashMap<(GithubRepositoryId, UserId), Reasons>;

/// All that we remember of accesses to the repositories of a project.
pub async fn records(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<Records>> {
    let mut recorded: HashMap<GithubRepositoryId, Vec<Recorded>> = HashMap::new();
    let pairs = pairs(tx, project).await?;
    let mut reasons = reasons(tx, project).await?;
    let effects = effects::list_of_access(tx, project).await?;
    let effects: HashMap<Subject, Effect> = effects
        .into_iter()
        .map(|effect| (effect.subject, effect))
        .collect();
    for pair in pairs {
        let user = pair.person.as_ref().map(|person| person.id);
        let reasons = user.and_then(|user| reasons.remove(&(pair.place, user)));
        let effect = pair.tie.subject().and_then(|subject| effects.get(&subject));
        let place = recorded.entry(pair.place).or_default();
        place.push(pair.recorded(reasons.unwrap_or_default(), effect));
    }
    let linked = repositories::list(tx, project).await?;
    let records = linked.into_iter().map(|repository| Records {
        recorded: recorded.remove(&repository.github_id).unwrap_or_default(),
        repository,
    });
    Ok(records.collect())
}

/// The members of a project by their GitHub accounts.
pub async fn known(
    tx: &mut ReadTx,
    project: ProjectId,
) -> Result<BTreeMap<GithubAccountId, Person>> {
    const SQL: &str = "
        SELECT u.id, u.name, c.login, c.github_id
        FROM members m
        JOIN users u ON u.id = m.user_id
        JOIN connections c ON c.user_id = m.user_id
        WHERE m.project_id = $1";
    let read = |row: &Row| {
        let person = read_person(row, ["id", "name", "login"])?;
        let person = person.ok_or_else(|| row.broken("users", "id"))?;
        Ok((row.id("github_id", GithubAccountId)?, person))
    };
    let known = tx.query(SQL).bind(project.0).all(read).await?;
    Ok(known.into_iter().collect())
}

impl Pair {
    fn recorded(self, reasons: Reasons, effect: Option<&Effect>) -> Recorded {
        let held = self.access.held.is_some();
        let asked_here = !reasons.here.is_empty();
        let wanted_here = asked_here && !held;
        let wanted = wanted_here || (reasons.elsewhere && !held);
        let shown = Access {
            state: self.tie.state(wanted_here, wanted, held, effect),
            person: self.person,
            tasks: reasons.here,
            elsewhere: reasons.elsewhere,
            trouble: effect.and_then(|effect| effect.trouble),
            next_try_at: effect.and_then(Effect::next_try_at),
            ..self.access
        };
        Recorded {
            shown,
            grant: self.tie.grant,
            before: self.tie.before,
            given: self.tie.given,
            pending: effect.is_some_and(Effect::is_pending),
        }
    }
}

/// Everybody who has a task on a repository of the project, was looked at there, or is held back.
async fn pairs(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<Pair>> {
    const SQL: &str = r#"
        WITH pairs AS (
            SELECT t.repository_id, t.assignee_id AS user_id, c.github_id AS account
            FROM tasks t
            LEFT JOIN connections c ON c.user_id = t.assignee_id
            WHERE t.project_id = $1
                AND t.repository_id IS NOT NULL
                AND t.assignee_id IS NOT NULL
                AND (
                    t.closed_at IS NULL
                    OR t.pull_request IN ('awaited', 'linked', 'changes_requested')
                )
            UNION
            SELECT r.id, c.user_id, a.github_account_id
            FROM repositories r
            JOIN accesses a ON a.github_repository_id = r.github_id
            LEFT JOIN connections c ON c.github_id = a.github_account_id
            WHERE r.project_id = $1
            UNION
            SELECT r.id, h.user_id, c.github_id
            FROM repositories r
            JOIN holds h ON h.github_repository_id = r.github_id
            LEFT JOIN connections c ON c.user_id = h.user_id
            WHERE r.project_id = $1
        )
        SELECT p.repository_id, u.id AS user_id, u.name AS user_name, c.login,
            r.github_id AS repository, p.account, c.state AS connection, a."grant", a.before,
            a.given, a.remains, a.since, a.looked_at, h.held_at, b.id AS holder_id,
            b.name AS holder_name, bc.login AS holder_login
        FROM pairs p
        JOIN repositories r ON r.id = p.repository_id
        LEFT JOIN users u ON u.id = p.user_id
        LEFT JOIN connections c ON c.user_id = p.user_id
        LEFT JOIN accesses a
            ON a.github_repository_id = r.github_id AND a.github_account_id = p.account
        LEFT JOIN holds h ON h.github_repository_id = r.github_id AND h.user_id = p.user_id
        LEFT JOIN users b ON b.id = h.held_by
        LEFT JOIN connections bc ON bc.user_id = h.held_by"#;
    tx.query(SQL).bind(project.0).all(read_pair).await
}

fn read_pair(row: &Row) -> Result<Pair> {
    let tie = Tie::read(row)?;
    let access = Access {
        account: row.id_or_none("account", GithubAccountId)?,
        login: row.get("login")?,
        cause: Cause::of(tie.grant),
        permission: tie.permission(),
        since: row.get("since")?,
        held: read_held(row)?,
        looked_at: row.get("looked_at")?,
        ..Access::default()
    };
    Ok(Pair {
        place: row.id("repository", GithubRepositoryId)?,
        person: read_person(row, ["user_id", "user_name", "login"])?,
        tie,
        access,
    })
}

fn read_held(row: &Row) -> Result<Option<Held>> {
    let Some(at) = row.get("held_at")? else {
        return Ok(None);
    };
    let by = read_person(row, ["holder_id", "holder_name", "holder_login"])?;
    Ok(Some(Held { by, at }))
}

/// The tasks that ask for access to the project's repositories, wherever they are.
async fn reasons(tx: &mut ReadTx, project: ProjectId) -> Result<Reasoned> {
    const SQL: &str = "
        SELECT t.id, t.project_id, t.number, t.title, t.status, t.pull_request, t.assignee_id,
            r.github_id, r.owner_kind, p.until_merged, p.access_right,
            h.user_id IS NOT NULL AS held
        FROM repositories own
        JOIN repositories r ON r.github_id = own.github_id
        JOIN projects p ON p.id = r.project_id
        JOIN tasks t ON t.repository_id = r.id
        JOIN members m ON m.project_id = t.project_id AND m.user_id = t.assignee_id
        LEFT JOIN holds h
            ON h.github_repository_id = r.github_id AND h.user_id = t.assignee_id
        WHERE own.project_id = $1
            AND (
                t.closed_at IS NULL
                OR t.pull_request IN ('awaited', 'linked', 'changes_requested')
            )
        ORDER BY t.number";
    let mut reasoned = Reasoned::new();
    let asking = tx
        .query(SQL)
        .bind(project.0)
        .all(|row| Ok((read_claim(row)?, read_reason(row, project)?)))
        .await?;
    for (claim, (place, reason)) in asking {
        if claim.asks() {
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
