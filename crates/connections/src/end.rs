//! The end of a connection: the grant at GitHub first, then our own copies, whatever GitHub says.
//!
//! What was given to others through it is not taken back here: that must have happened before.

use domain::ids::UserId;
use store::connections::{self, SealedTokens};

use crate::{connections::Connections, error::Error, tokens};

/// How a connection ended. In any case its tokens are gone from the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Whether GitHub confirmed the end of the grant; if not, the user ends it there.
    pub grant_deleted: bool,
}

impl Connections {
    /// Ends a user's connection. Ending one that is gone already does nothing.
    pub async fn end(&self, user: UserId) -> Result<Ended, Error> {
        let _turn = self.turns().take(user).await;
        let Some(sealed) = self.sealed(user).await? else {
            return Ok(Ended {
                grant_deleted: true,
            });
        };
        let ended = self.end_grant(user, &sealed).await;
        if let Err(error) = &ended {
            tracing::warn!(user.id = %user, %error, "GitHub did not confirm the end of a grant");
        }
        let wiped = self
            .store()
            .write(async |tx| connections::delete(tx, user).await);
        wiped.await?;
        Ok(Ended {
            grant_deleted: ended.is_ok(),
        })
    }

    /// GitHub wants a token that works to end the grant of it.
    async fn end_grant(&self, user: UserId, sealed: &SealedTokens) -> Result<(), Error> {
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
