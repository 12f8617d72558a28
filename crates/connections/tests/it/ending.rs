//! The end of a connection: nothing is left, whatever GitHub says.

use std::time::Duration;

use connections::{Connections, Ended, Error};
use domain::ids::UserId;
use testbed::world::World;

use crate::story::{recorded, token_calls};

async fn sealed(world: &World, user: UserId) -> bool {
    let found = world
        .store()
        .read(async |tx| store::connections::find_sealed(tx, user).await);
    found.await.unwrap().is_some()
}

async fn ended(connections: &Connections, user: UserId) -> bool {
    let Ended { grant_deleted } = connections.end(user).await.unwrap();
    grant_deleted
}

testbed::on_both! {
    async fn the_grant_and_all_tokens_are_gone(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        assert_eq!(world.practice.live_tokens("ann-gh").await, Some(1));
        world.disconnect(ann).await;
        assert!(ended(&world.connections, ann).await);
        assert_eq!(world.practice.live_tokens("ann-gh").await, None);
        assert_eq!(recorded(&world, ann).await, None);
        assert!(!sealed(&world, ann).await);
        let nobody = world.connections.client(ann).await;
        assert!(matches!(nobody, Err(Error::NotConnected)), "{nobody:?}");
    }

    async fn ending_twice_is_ending_once(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        assert!(ended(&world.connections, ann).await);
        world.practice.forget_calls().await;
        assert!(ended(&world.connections, ann).await);
        assert_eq!(world.practice.calls().await, []);
    }

    async fn an_expired_token_is_renewed_to_end_the_grant(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.wait(Duration::from_hours(9)).await;
        world.practice.forget_calls().await;
        assert!(ended(&world.connections, ann).await);
        assert_eq!(token_calls(&world).await, 1);
        assert_eq!(world.practice.live_tokens("ann-gh").await, None);
    }

    async fn the_tokens_are_wiped_even_when_github_is_gone(db: TestDatabase) {
        let mut world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.practice.vanish().await;
        assert!(!ended(&world.connections, ann).await, "GitHub confirmed nothing");
        assert_eq!(recorded(&world, ann).await, None);
        assert!(!sealed(&world, ann).await);
    }

    async fn a_grant_that_the_user_ended_on_github_leaves_nothing_here(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let token = world.practice.token("ann-gh", &["repo"]).await;
        world.practice.github().delete_grant(&token).await.unwrap();
        ended(&world.connections, ann).await;
        assert_eq!(recorded(&world, ann).await, None);
        assert!(!sealed(&world, ann).await);
    }
}
