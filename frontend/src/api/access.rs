//! The calls about who can push: looking, holding back, and the file for a review.

use domain::{
    ids::{RepositoryId, UserId},
    names::ProjectKey,
    wire::access::{LookAgain, ProjectAccess, RepositoryAccess},
};

use super::{Api, call, call::Call};
use crate::problem::Problem;

/// A file that the server made.
pub(crate) struct Download {
    /// What it is called.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) text: String,
}

impl Api {
    /// Who can push because of which task, from the records.
    pub(crate) async fn access(self, key: ProjectKey) -> Result<Vec<RepositoryAccess>, Problem> {
        self.ask(Call::get(&format!("/projects/{key}/access")))
            .await
    }

    /// The same beside what GitHub shows now.
    pub(crate) async fn live_access(
        self,
        key: ProjectKey,
    ) -> Result<Vec<RepositoryAccess>, Problem> {
        self.ask(Call::get(&format!("/projects/{key}/access/live")))
            .await
    }

    /// What the user reaches, over all projects.
    pub(crate) async fn my_access(self) -> Result<Vec<ProjectAccess>, Problem> {
        self.ask(Call::get("/me/access")).await
    }

    /// Has GitHub looked at again.
    pub(crate) async fn look_again(self, key: ProjectKey, what: LookAgain) -> Result<(), Problem> {
        let call = Call::post(&format!("/projects/{key}/access/look"));
        self.tell(call.json(&what)).await
    }

    /// Takes a person's access back and holds it.
    pub(crate) async fn hold_access(
        self,
        key: ProjectKey,
        repository: RepositoryId,
        user: UserId,
    ) -> Result<(), Problem> {
        self.tell(Call::put(&hold(&key, repository, user))).await
    }

    /// Holds it back no longer.
    pub(crate) async fn release_access(
        self,
        key: ProjectKey,
        repository: RepositoryId,
        user: UserId,
    ) -> Result<(), Problem> {
        self.tell(Call::delete(&hold(&key, repository, user))).await
    }

    /// Who can push, as a file for an access review.
    pub(crate) async fn access_review(self, key: ProjectKey) -> Result<Download, Problem> {
        let response = self
            .send(Call::get(&format!("/projects/{key}/access.csv")))
            .await?;
        let said = response.headers().get("Content-Disposition");
        let named = said.as_deref().and_then(|said| said.split('"').nth(1));
        let name = named.unwrap_or("access.csv").to_owned();
        let text = call::text(response).await?;
        Ok(Download { name, text })
    }
}

fn hold(key: &ProjectKey, repository: RepositoryId, user: UserId) -> String {
    format!("/projects/{key}/repositories/{repository}/holds/{user}")
}
