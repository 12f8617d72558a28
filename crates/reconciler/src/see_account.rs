//! Looking at the account that an access is about: it may be called otherwise by now, or be gone.
//!
//! It is asked for by its number; what it is called is only remembered for showing (law 10).

use domain::ids::GithubAccountId;
use github::UserClient;
use store::connections;

use crate::{failure::Failure, worker::Reconciler};

impl Reconciler {
    /// What the account is called now; `None` when it is gone from GitHub.
    pub(crate) async fn see_account(
        &self,
        client: &UserClient,
        id: GithubAccountId,
    ) -> Result<Option<String>, Failure> {
        let seen = match client.account_by_id(id).await {
            Ok(seen) => seen,
            Err(github::Error::NotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let known = self
            .store
            .read(async |tx| connections::find_by_account(tx, id).await)
            .await?;
        let (login, picture) = (&seen.login, &seen.avatar_url);
        if known.is_some_and(|known| known.login != *login || known.avatar_url != *picture) {
            self.store
                .write(async |tx| connections::refresh_profile(tx, id, login, picture).await)
                .await?;
        }
        Ok(Some(seen.login))
    }
}
