//! How access stands for many tasks of a project at once, in as many queries as for one.

use std::collections::HashMap;

use domain::{
    access::AccessState,
    effect::Subject,
    ids::{ProjectId, RepositoryId, UserId},
    pull_request::PullRequestState,
    task::Status,
};

use crate::{
    ReadTx, Result,
    access_facts::Tie,
    claims::{Terms, read_terms},
    effects::{self, Effect},
    row::Row,
};

/// An assignee in a repository.
type Pair = (RepositoryId, UserId);

/// What is known of the accesses of a project.
pub(crate) struct Accesses {
    pairs: HashMap<Pair, Known>,
    effects: HashMap<Subject, Effect>,
}

struct Known {
    tie: Tie,
    terms: Terms,
    held: bool,
}

impl Accesses {
    /// Gathers it.
    pub(crate) async fn of(tx: &mut ReadTx, project: ProjectId) -> Result<Self> {
        const SQL: &str = r#"
            SELECT r.id AS repository_id, m.user_id, r.github_id AS repository,
                c.github_id AS account, c.state AS connection, a."grant", a.before, a.given,
                a.remains, p.until_merged, p.access_right, r.owner_kind,
                h.user_id IS NOT NULL AS held
            FROM projects p
            JOIN repositories r ON r.project_id = p.id
            JOIN members m ON m.project_id = p.id
            LEFT JOIN connections c ON c.user_id = m.user_id
            LEFT JOIN accesses a
                ON a.github_repository_id = r.github_id AND a.github_account_id = c.github_id
            LEFT JOIN holds h ON h.github_repository_id = r.github_id AND h.user_id = m.user_id
            WHERE p.id = $1"#;
        let pairs = tx.query(SQL).bind(project.0).all(read).await?;
        let effects = effects::list_of_access(tx, project).await?;
        let of_subject = |effect: Effect| (effect.subject, effect);
        Ok(Self {
            pairs: pairs.into_iter().collect(),
            effects: effects.into_iter().map(of_subject).collect(),
        })
    }

    /// How the access stands that a task asks for; nothing is said of what is over.
    pub(crate) fn state(
        &self,
        repository: RepositoryId,
        assignee: UserId,
        status: Status,
        pull_request: PullRequestState,
    ) -> AccessState {
        let Some(known) = self.pairs.get(&(repository, assignee)) else {
            return AccessState::NotAsked;
        };
        let claim = known.terms.claim(status, pull_request, known.held);
        if !claim.asks() {
            return AccessState::NotAsked;
        }
        let subject = known.tie.subject();
        let effect = subject.and_then(|subject| self.effects.get(&subject));
        let wanted = claim.wants_access();
        known.tie.state(wanted, wanted, known.held, effect)
    }
}

fn read(row: &Row) -> Result<(Pair, Known)> {
    let pair = (
        row.id("repository_id", RepositoryId)?,
        row.id("user_id", UserId)?,
    );
    let known = Known {
        tie: Tie::read(row)?,
        terms: read_terms(row)?,
        held: row.get("held")?,
    };
    Ok((pair, known))
}
