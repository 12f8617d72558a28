//! Who can push now: GitHub's answers for one viewer, laid beside the records.
//!
//! GitHub is asked with the viewer's own token (law 6), and nothing of its answers is kept. A look
//! costs two requests for each repository of a person and three for each of an organization, and
//! one more for each further hundred accounts on it.

use std::collections::BTreeMap;

use domain::{
    ids::{GithubAccountId, UserId},
    problem::ProblemCode,
    standing::{beside_github, from_records},
    wire::{access::RepositoryAccess, me::Person},
};
use futures_util::{StreamExt, TryStreamExt, stream};
use store::accesses::{self, Records};
use tokio::time::Instant;

use crate::{caller::InProject, error::Error, github_trouble, state::State};

/// How many repositories GitHub is asked about at once: each takes one request after the other, and
/// GitHub dislikes many from one account at the same time.
const AT_ONCE: usize = 4;

/// One look of one viewer.
struct Viewing<'a> {
    state: &'a State,
    viewer: UserId,
    known: BTreeMap<GithubAccountId, Person>,
    /// All repositories share one patience, however many there are.
    deadline: Instant,
}

/// Looks at every repository of the caller's project.
pub(crate) async fn look(
    caller: &InProject,
    state: &State,
) -> Result<Vec<RepositoryAccess>, Error> {
    let deadline = State::deadline();
    let (viewer, known, records) = caller
        .read(async |tx, member| {
            let project = member.project.id;
            let known = accesses::known(tx, project).await?;
            Ok((member.user, known, accesses::records(tx, project).await?))
        })
        .await?;
    let viewing = Viewing {
        state,
        viewer,
        known,
        deadline,
    };
    let looks = records.into_iter().map(|records| viewing.look_at(records));
    stream::iter(looks).buffered(AT_ONCE).try_collect().await
}

impl Viewing<'_> {
    /// Only a fault of our own ends the whole look; what GitHub refuses is said where it belongs.
    async fn look_at(&self, records: Records) -> Result<RepositoryAccess, Error> {
        let (id, owner) = (records.repository.github_id, records.repository.owner_kind);
        let holders = self
            .state
            .ask_github(self.viewer, async |github| github.holders(id, owner).await);
        let frame = records.frame();
        match self.state.by(self.deadline, holders).await {
            Ok(holders) => Ok(RepositoryAccess {
                live: true,
                invitations_hidden: holders.invitations_hidden,
                truncated: holders.look.truncated,
                accesses: beside_github(holders.look, records.recorded, &self.known),
                ..frame
            }),
            Err(error) if error.code() == ProblemCode::Internal => Err(error),
            Err(error) => Ok(RepositoryAccess {
                problem: Some(github_trouble::kept_from_caller(error).problem()),
                accesses: from_records(records.recorded),
                ..frame
            }),
        }
    }
}
