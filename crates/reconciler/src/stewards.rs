//! Who may act on a repository: the stewards whose connections work.
//!
//! A connection that is ending takes away what it gave and gives nothing more.

use domain::{
    connection::ConnectionState,
    effect::Trouble,
    ids::{GithubRepositoryId, UserId},
};
use store::{ReadTx, connections, repositories};

use crate::failure::Failure;

/// What is to be done as a steward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Errand {
    /// Give something, or open something.
    Give,
    /// Take back what was given through this user, where one is known.
    TakeBack(Option<UserId>),
}

/// The users to act as, in order.
#[derive(Debug)]
pub(crate) struct Stewards {
    pub(crate) able: Vec<UserId>,
    must_reconnect: bool,
}

impl Stewards {
    /// What is wrong when nobody is able.
    pub(crate) fn nobody(&self) -> Failure {
        Failure::Mend(if self.must_reconnect {
            Trouble::StewardMustReconnect
        } else {
            Trouble::NoSteward
        })
    }
}

/// Finds the stewards of a repository for an errand.
pub(crate) async fn find(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
    errand: Errand,
) -> Result<Stewards, store::Error> {
    let links = repositories::by_github(tx, repository).await?;
    let mut users: Vec<_> = links.iter().filter_map(|link| link.steward).collect();
    if let Errand::TakeBack(giver) = errand {
        users.extend(giver);
    }
    let mut stewards = Stewards {
        able: Vec::new(),
        must_reconnect: false,
    };
    for user in users {
        let connection = connections::find(tx, user).await?;
        match connection.map(|connection| connection.state) {
            _ if stewards.able.contains(&user) => {}
            Some(ConnectionState::Active) => stewards.able.push(user),
            Some(ConnectionState::Ending) if errand != Errand::Give => stewards.able.push(user),
            Some(ConnectionState::Reconnect) => stewards.must_reconnect = true,
            Some(ConnectionState::Ending) | None => {}
        }
    }
    Ok(stewards)
}
