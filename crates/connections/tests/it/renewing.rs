//! Tokens renewed once, for any number of callers and processes.

use std::time::Duration;

use connections::Error;
use domain::connection::ConnectionState;
use serde_json::json;
use testbed::world::World;
use tokio::task::JoinSet;

use crate::story::{TOKENS, connections_on, login, recorded, state_of, token_calls};

/// The life of an access token on the practice GitHub.
const LIFE: Duration = Duration::from_hours(8);

testbed::on_both! {
    async fn a_token_is_renewed_a_little_before_its_end(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.practice.forget_calls().await;
        world.wait(Duration::from_mins(8 * 60 - 5)).await;
        world.connections.client(ann).await.unwrap();
        assert_eq!(token_calls(&world).await, 0);
        world.wait(Duration::from_secs(270)).await;
        let client = world.connections.client(ann).await.unwrap();
        assert_eq!(token_calls(&world).await, 1);
        assert_eq!(login(client).await, "ann-gh");
    }

    async fn twenty_callers_renew_once(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.wait(LIFE).await;
        world.practice.forget_calls().await;
        let mut callers = JoinSet::new();
        for _ in 0..20 {
            let connections = world.connections.clone();
            callers.spawn(async move { connections.client(ann).await.unwrap() });
        }
        for client in callers.join_all().await {
            assert_eq!(login(client).await, "ann-gh");
        }
        assert_eq!(token_calls(&world).await, 1);
    }

    async fn of_two_processes_that_renew_at_once_both_go_on(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let other = connections_on(&world, world.database.another_store().await);
        world.wait(LIFE).await;
        // Both are on their way to GitHub before either has its answer.
        let slow = json!({ "path": TOKENS, "fault": { "kind": "delay", "ms": 300 } });
        world.practice.order(slow).await;
        world.practice.forget_calls().await;
        let (first, second) = tokio::join!(world.connections.client(ann), other.client(ann));
        assert_eq!(token_calls(&world).await, 2, "they raced");
        assert_eq!(login(first.unwrap()).await, "ann-gh");
        assert_eq!(login(second.unwrap()).await, "ann-gh");
        assert_eq!(state_of(&world, ann).await, ConnectionState::Active);
    }

    async fn a_dead_refresh_token_asks_the_user_to_connect_again(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.wait(LIFE).await;
        let fault = json!({ "kind": "token_error", "error": "bad_refresh_token" });
        world.practice.order(json!({ "path": TOKENS, "fault": fault })).await;
        let dead = world.connections.client(ann).await;
        assert!(matches!(dead, Err(Error::ReconnectNeeded)), "{dead:?}");
        assert_eq!(state_of(&world, ann).await, ConnectionState::Reconnect);
        world.practice.forget_calls().await;
        let still = world.connections.client(ann).await;
        assert!(matches!(still, Err(Error::ReconnectNeeded)), "{still:?}");
        assert_eq!(world.practice.calls().await, [], "GitHub is not asked in vain");
    }

    async fn a_refresh_token_past_its_end_is_not_even_sent(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.wait(Duration::from_hours(24 * 200)).await;
        world.practice.forget_calls().await;
        let dead = world.connections.client(ann).await;
        assert!(matches!(dead, Err(Error::ReconnectNeeded)), "{dead:?}");
        assert_eq!(world.practice.calls().await, []);
    }

    async fn a_token_endpoint_that_fails_leaves_the_connection_as_it_is(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.wait(LIFE).await;
        let before = recorded(&world, ann).await;
        world.practice.fail(TOKENS, 503, 1).await;
        let failed = world.connections.client(ann).await;
        assert!(
            matches!(failed, Err(Error::Github(github::Error::Unavailable { .. }))),
            "{failed:?}"
        );
        assert_eq!(recorded(&world, ann).await, before);
        let client = world.connections.client(ann).await.unwrap();
        assert_eq!(login(client).await, "ann-gh");
    }

    async fn a_token_that_github_refuses_early_is_renewed_once(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.practice.fail("/user$", 401, 1).await;
        world.practice.forget_calls().await;
        let account = world.connections.as_user(ann, async |client| client.account().await);
        assert_eq!(account.await.unwrap().login, "ann-gh");
        assert_eq!(token_calls(&world).await, 1);

        let old = world.connections.client(ann).await.unwrap();
        let (first, second) = tokio::join!(
            world.connections.client_after_unauthorized(ann, &old),
            world.connections.client_after_unauthorized(ann, &old),
        );
        assert_eq!(login(first.unwrap()).await, "ann-gh");
        assert_eq!(login(second.unwrap()).await, "ann-gh");
        assert_eq!(token_calls(&world).await, 2, "the second found what the first got");
    }

    async fn a_new_token_that_is_refused_too_ends_the_connection(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.practice.fail("/user$", 401, 100).await;
        let account = world.connections.as_user(ann, async |client| client.account().await);
        let refused = account.await;
        assert!(matches!(refused, Err(Error::ReconnectNeeded)), "{refused:?}");
        assert_eq!(state_of(&world, ann).await, ConnectionState::Reconnect);
    }

    async fn a_caller_who_goes_away_takes_no_token_along(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.wait(LIFE).await;
        world.practice.forget_calls().await;
        let slow = json!({ "path": TOKENS, "fault": { "kind": "delay", "ms": 1000 } });
        world.practice.order(slow).await;
        let impatient = world.connections.client(ann);
        let gone = tokio::time::timeout(Duration::from_millis(400), impatient).await;
        assert!(gone.is_err(), "the caller left while GitHub was being asked");
        let client = world.connections.client(ann).await.unwrap();
        assert_eq!(login(client).await, "ann-gh");
        assert_eq!(token_calls(&world).await, 1);
    }
}
