//! The end of a grant at GitHub. Our own rows are wiped by whoever asked for it.

use std::time::Duration;

use connections::Error;
use testbed::world::World;

use crate::story::{recorded, token_calls};

testbed::on_both! {
    async fn the_grant_goes_with_all_its_tokens(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        assert_eq!(world.practice.live_tokens("ann-gh").await, Some(1));
        world.disconnect(ann).await;
        let request = world.connections.end_grant(ann).await.unwrap();
        assert!(request.is_some(), "GitHub says which request it was");
        assert_eq!(world.practice.live_tokens("ann-gh").await, None);
        assert!(recorded(&world, ann).await.is_some(), "what hangs on it goes in one go, later");
    }

    async fn without_a_connection_there_is_nothing_to_end(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.user("Ann").await;
        assert_eq!(world.connections.end_grant(ann).await.unwrap(), None);
        assert_eq!(world.practice.calls().await, []);
    }

    async fn an_expired_token_is_renewed_to_end_the_grant(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.wait(Duration::from_hours(9)).await;
        world.practice.forget_calls().await;
        world.connections.end_grant(ann).await.unwrap();
        assert_eq!(token_calls(&world).await, 1);
        assert_eq!(world.practice.live_tokens("ann-gh").await, None);
    }

    async fn a_github_that_is_gone_confirms_nothing(db: TestDatabase) {
        let mut world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.practice.vanish().await;
        let ended = world.connections.end_grant(ann).await;
        let unavailable = matches!(ended, Err(Error::Github(github::Error::Unavailable { .. })));
        assert!(unavailable, "{ended:?}");
    }

    async fn a_grant_that_the_user_ended_on_github_cannot_be_confirmed(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let token = world.practice.token("ann-gh", &["repo"]).await;
        world.practice.github().delete_grant(&token).await.unwrap();
        let ended = world.connections.end_grant(ann).await;
        assert!(matches!(ended, Err(Error::ReconnectNeeded)), "{ended:?}");
    }
}
