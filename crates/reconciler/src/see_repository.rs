//! Looking at a repository as its steward, before anything on it is changed.
//!
//! It is asked for by its number; what it is called is only remembered for showing (law 10).

use domain::{access::Permission, effect::Trouble, ids::GithubRepositoryId};
use github::UserClient;
use store::repositories::{self, Names};

use crate::{failure::Failure, worker::Reconciler};

impl Reconciler {
    /// The repository, if this steward can change who gets in; a trouble that it had is over then.
    pub(crate) async fn see_repository(
        &self,
        client: &UserClient,
        id: GithubRepositoryId,
    ) -> Result<github::Repository, Failure> {
        let seen = client.repository(id).await?;
        let links = self
            .store
            .read(async |tx| repositories::by_github(tx, id).await)
            .await?;
        if !links.iter().all(|link| is_called(link, &seen)) {
            self.remember_names(&seen).await?;
        }
        if seen.archived {
            return Err(Failure::Mend(Trouble::RepositoryArchived));
        }
        if seen.permission < Permission::Admin {
            return Err(Failure::Mend(Trouble::StewardIsNotAdmin));
        }
        if links.iter().any(|link| link.trouble.is_some()) {
            self.store
                .write(async |tx| repositories::mark_trouble(tx, id, None).await)
                .await?;
        }
        Ok(seen)
    }

    async fn remember_names(&self, seen: &github::Repository) -> Result<(), store::Error> {
        let names = Names {
            owner: &seen.owner.login,
            owner_kind: seen.owner.kind,
            name: &seen.name,
            private: seen.private,
            html_url: &seen.html_url,
            clone_url: &seen.clone_url,
        };
        self.store
            .write(async |tx| repositories::refresh_names(tx, seen.id, names).await)
            .await
    }
}

/// Whether a link shows the repository as it is now.
fn is_called(link: &repositories::Repository, seen: &github::Repository) -> bool {
    link.owner == seen.owner.login
        && link.owner_kind == seen.owner.kind
        && link.name == seen.name
        && link.private == seen.private
        && link.html_url == seen.html_url
        && link.clone_url == seen.clone_url
}
