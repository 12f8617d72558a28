//! What must hold once everything has come to rest: the pure law, compared with GitHub.

use anyhow::Result;
use domain::{access, ids::GithubRepositoryId, pull_request::PullRequestState};
use serde_json::Value;
use store::{accesses, activity, effects};

use crate::{
    cast::{Person, Work},
    hands::Weather,
    stage::Stage,
};

impl Stage {
    /// Every broken law, in words; none if all hold.
    pub(crate) async fn broken_laws(&self) -> Result<Vec<String>> {
        let mut broken = Vec::new();
        for place in self.cast.places() {
            let seen = self.world.practice.seen(place).await;
            for person in &self.cast.developers {
                broken.extend(self.wrong_access(place, person, &seen).await?);
            }
            for work in self.cast.works.iter().filter(|work| work.place == place) {
                broken.extend(self.wrong_pull_request(work, &seen).await);
            }
        }
        broken.extend(self.unfinished().await?);
        broken.extend(self.unproved().await?);
        Ok(broken)
    }

    /// Laws 1, 2 and 4: who should push can, and nobody has more or less than before otherwise.
    async fn wrong_access(
        &self,
        place: GithubRepositoryId,
        person: &Person,
        seen: &Value,
    ) -> Result<Vec<String>> {
        let account = person.account;
        let store = self.world.store();
        let claims = store.read(async |tx| accesses::claims(tx, place, account).await);
        let wanted = access::wanted(claims.await?);
        let has = self.permission(place, &person.login).await?;
        let had = self.baseline[&(place, account)];
        let should = had.max(wanted);
        let mut broken = Vec::new();
        if has != should {
            broken.push(format!(
                "{} has {has:?} on {place} and should have {should:?} (wanted: {wanted:?}, before: {had:?})",
                person.login
            ));
        }
        if listed(&seen["invitations"], "login", &person.login) > 0 {
            broken.push(format!("{} is still invited to {place}", person.login));
        }
        Ok(broken)
    }

    /// Laws 4 and 7: one pull request for work that is done, or a true reason why there is none;
    /// never two.
    async fn wrong_pull_request(&self, work: &Work, seen: &Value) -> Option<String> {
        let found = listed(&seen["pull_requests"], "head", &work.branch);
        let state = self.world.look_at(work.task).await.pull_request;
        let right = match state {
            PullRequestState::Linked
            | PullRequestState::ChangesRequested
            | PullRequestState::Closed => found == 1,
            PullRequestState::NotAsked | PullRequestState::GaveUp => found <= 1,
            // Nothing is ever deleted or refused in these histories, but GitHub may say so.
            _ => self.weather == Weather::Foul && found <= 1,
        };
        let state = state.as_str();
        (!right).then(|| format!("{found} pull requests of {} ({state})", work.branch))
    }

    /// What happened is told in chains that are whole.
    async fn unproved(&self) -> Result<Vec<String>> {
        let store = self.world.store();
        let proved = store.read(async |tx| activity::verify(tx, store.keys(), &[]).await);
        Ok(proved
            .await?
            .faults
            .iter()
            .map(ToString::to_string)
            .collect())
    }

    /// Law 7: nothing that was decided is still to be done.
    async fn unfinished(&self) -> Result<Vec<String>> {
        let mut left = Vec::new();
        let mut projects: Vec<_> = self.cast.links.iter().map(|link| link.project).collect();
        projects.dedup();
        for project in projects {
            let store = self.world.store();
            let listed = store.read(async |tx| effects::list(tx, project).await);
            left.extend(listed.await?.into_iter().map(|effect| {
                let trouble = effect
                    .trouble
                    .map_or("no trouble", |trouble| trouble.as_str());
                format!(
                    "still {}: {} ({trouble})",
                    effect.state.as_str(),
                    effect.subject
                )
            }));
        }
        Ok(left)
    }
}

/// How many items of a list have this value in that field.
fn listed(list: &Value, field: &str, value: &str) -> usize {
    let items = list.as_array().into_iter().flatten();
    items.filter(|item| item[field] == value).count()
}
