//! Working on GitHub as somebody: with their token in its turn, renewed once, and with the next
//! one's when theirs will not do.
//!
//! The work may be begun more than once, so it has to look before it acts.

use domain::ids::UserId;
use futures_util::future::BoxFuture;
use github::UserClient;

use crate::{
    failure::Failure,
    outcome::{Verdict, judge},
    worker::Reconciler,
};

/// What a piece of work comes to. Boxed: the compiler cannot see through closures that lend to
/// futures that other threads may run.
pub(crate) type Working<'w, T> = BoxFuture<'w, Result<T, Failure>>;

impl Reconciler {
    /// Works as `user`, if it is their token's turn; once more with a renewed token when GitHub
    /// refuses the first.
    pub(crate) async fn acting_as<'w, T>(
        &self,
        user: UserId,
        work: impl Fn(UserClient) -> Working<'w, T>,
    ) -> Result<T, Failure> {
        let turn = self.take_token(user).await?;
        let mut clients = Vec::new();
        let outcome = self.renewing(user, work, &mut clients).await;
        self.put_down_token(user, turn, &clients, outcome).await
    }

    async fn renewing<'w, T>(
        &self,
        user: UserId,
        work: impl Fn(UserClient) -> Working<'w, T>,
        clients: &mut Vec<UserClient>,
    ) -> Result<T, Failure> {
        let client = self.connections.client(user).await?;
        clients.push(client.clone());
        let first = work(client.clone()).await;
        if !first.as_ref().is_err_and(Failure::is_unauthorized) {
            return first;
        }
        let renewed = self
            .connections
            .client_after_unauthorized(user, &client)
            .await?;
        clients.push(renewed.clone());
        let second = work(renewed).await;
        if !second.as_ref().is_err_and(Failure::is_unauthorized) {
            return second;
        }
        self.connections.give_up(user).await?;
        Err(connections::Error::ReconnectNeeded.into())
    }

    /// Works as the first of `users` who is able to; if none is, the last one's failure counts.
    ///
    /// What passes by itself is no reason to ask the next one: it would only be twice as much.
    pub(crate) async fn acting_as_one_of<'w, T>(
        &self,
        users: &[UserId],
        nobody: Failure,
        work: impl Fn(UserId, UserClient) -> Working<'w, T>,
    ) -> Result<T, Failure> {
        let mut last = nobody;
        for &user in users {
            match self.acting_as(user, |client| work(user, client)).await {
                Err(failure) if matches!(judge(&failure), Verdict::Mend(_)) => last = failure,
                other => return other,
            }
        }
        Err(last)
    }
}
