//! The end of a connection at GitHub: the grant, and with it every token that came of it.
//!
//! What was given to others through it is not taken back here: that must have happened before.
//! Nor are our own rows deleted: that happens after, with all that hangs on them.

use domain::{activity::RequestId, ids::UserId};
use store::connections::SealedTokens;

use crate::{connections::Connections, error::Error, tokens};

impl Connections {
    /// Ends the grant of a user's connection at GitHub; gives GitHub's id of the request. Where
    /// there is no connection, there is nothing to end.
    pub async fn end_grant(&self, user: UserId) -> Result<Option<RequestId>, Error> {
        let _turn = self.turns().take(user).await;
        match self.sealed(user).await? {
            None => Ok(None),
            Some(sealed) => self.end_grant_of(user, &sealed).await,
        }
    }

    /// GitHub wants a token that works to end the grant of it.
    async fn end_grant_of(
        &self,
        user: UserId,
        sealed: &SealedTokens,
    ) -> Result<Option<RequestId>, Error> {
        let fresh = tokens::is_fresh(sealed, self.store().clock().now());
        let access = if fresh {
            self.keys().open_access(user, sealed)?
        } else {
            self.renew(user, sealed).await?
        };
        let ended = self.github().delete_grant(&access).await;
        let unknown = matches!(
            ended,
            Err(github::Error::NotFound | github::Error::Invalid { .. })
        );
        if fresh && unknown && sealed.refresh.is_some() {
            let access = self.renew(user, sealed).await?;
            return Ok(self.github().delete_grant(&access).await?);
        }
        Ok(ended?)
    }
}
