//! What the stories about connections have in common.

use connections::{Connections, Error, Finished, Keys};
use domain::{connection::ConnectionState, ids::UserId};
use github::UserClient;
use store::{
    Store,
    connections::{self as rows, Connection},
};
use testbed::{practice::Callback, world::World};

/// Where the product's client asks for tokens.
pub(crate) const TOKENS: &str = "/login/oauth/access_token";

/// A connection as it is recorded.
pub(crate) async fn recorded(world: &World, user: UserId) -> Option<Connection> {
    let found = world.store().read(async |tx| rows::find(tx, user).await);
    found.await.unwrap()
}

pub(crate) async fn state_of(world: &World, user: UserId) -> ConnectionState {
    recorded(world, user).await.unwrap().state
}

/// Begins an attempt of `user`, and lets `login` agree on GitHub.
pub(crate) async fn agreed(world: &World, user: UserId, login: &str) -> Callback {
    let redirect = world.practice.redirect();
    let started = world.connections.start(user, "/projects/WEB", redirect);
    let url = started.await.unwrap();
    world.practice.authorize(login, &url, &[]).await
}

/// Ends the attempt as `user`.
pub(crate) async fn finished(
    world: &World,
    user: UserId,
    back: &Callback,
) -> Result<Finished, Error> {
    let (code, error) = (back.code.as_deref(), back.error.as_deref());
    world
        .connections
        .finish(user, &back.state, code, error)
        .await
}

/// What GitHub calls the account whose token this client carries.
pub(crate) async fn login(client: UserClient) -> String {
    client.account().await.unwrap().login
}

/// How often GitHub was asked for tokens since the calls were forgotten.
pub(crate) async fn token_calls(world: &World) -> usize {
    let calls = world.practice.calls().await;
    calls.iter().filter(|call| call.path == TOKENS).count()
}

/// The connections as another process has them.
pub(crate) fn connections_on(world: &World, store: Store) -> Connections {
    let keys = Keys::parse(&"5a".repeat(32)).unwrap();
    Connections::new(store, world.practice.github(), keys)
}
