//! Looking at the account that an access is about: it may be called otherwise by now, or be gone.
//!
//! It is asked for by its number; what it is called is only remembered for showing (law 10).

use github::UserClient;
use store::connections;

use crate::{failure::Failure, sync_access::AccessOf, worker::Reconciler};

impl Reconciler {
    /// What the account is called now; `None` when it is gone from GitHub.
    ///
    /// That it is gone is not believed while the repository's own list still holds it: who is
    /// taken for gone is not looked at again, and would keep what we gave (law 4).
    pub(crate) async fn see_account(
        &self,
        client: &UserClient,
        of: AccessOf,
    ) -> Result<Option<String>, Failure> {
        let seen = match client.account_by_id(of.account).await {
            Ok(seen) => seen,
            Err(github::Error::NotFound) => return login_on_the_list(client, of).await,
            Err(error) => return Err(error.into()),
        };
        let known = self
            .store
            .read(async |tx| connections::find_by_account(tx, of.account).await)
            .await?;
        let (login, picture) = (&seen.login, &seen.avatar_url);
        if known.is_some_and(|known| known.login != *login || known.avatar_url != *picture) {
            self.store
                .write(async |tx| {
                    connections::refresh_profile(tx, of.account, login, picture).await
                })
                .await?;
        }
        Ok(Some(seen.login))
    }
}

/// What the account is called on the repository, where this steward may see who was let in.
async fn login_on_the_list(client: &UserClient, of: AccessOf) -> Result<Option<String>, Failure> {
    match client.collaborator_login(of.repository, of.account).await {
        Err(github::Error::Forbidden { .. }) => Ok(None),
        listed => Ok(listed?),
    }
}
