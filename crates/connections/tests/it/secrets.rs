//! Law 9: what is in the database opens for nobody but its user, with the right key.

use connections::{Connections, Error, Keys};
use domain::ids::{GithubRepositoryId, UserId};
use secrecy::ExposeSecret;
use store::connections::{self as rows, SealedTokens};
use testbed::{database::TestDatabase, world::World};

use crate::story::{agreed, login};

async fn sealed(world: &World, user: UserId) -> SealedTokens {
    let found = world
        .store()
        .read(async |tx| rows::find_sealed(tx, user).await);
    found.await.unwrap().unwrap()
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

/// The bytes of the database, where it is a file, with all that is beside it.
fn bytes_of(database: &TestDatabase) -> Vec<u8> {
    let Some(file) = database.url.strip_prefix("sqlite://") else {
        return Vec::new();
    };
    ["", "-wal"]
        .into_iter()
        .flat_map(|suffix| std::fs::read(format!("{file}{suffix}")).unwrap_or_default())
        .collect()
}

testbed::on_both! {
    async fn law_9_tokens_and_states_cannot_be_read_in_the_database(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let kept = sealed(&world, ann).await;
        let back = agreed(&world, ann, "ann-gh").await;
        let file = bytes_of(&world.database);
        for secret in ["gho_", "ghr_", back.state.as_str()] {
            assert!(!holds(&kept.access, secret) && !holds(&kept.refresh.clone().unwrap(), secret));
            assert!(!holds(&file, secret), "{secret} is in the database's file");
        }
        if !world.store().is_postgres() {
            assert!(holds(&file, "ann-gh"), "the right file was searched");
        }
    }

    async fn law_9_a_sealed_token_opens_for_nobody_else(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let eve = world.connected_user("Eve", "eve-gh").await;
        let (of_ann, of_eve) = (sealed(&world, ann).await, sealed(&world, eve).await);
        let moved = world.store().write(async |tx| {
            rows::replace_tokens(tx, eve, of_eve.version, &of_ann).await
        });
        assert!(moved.await.unwrap());
        let refused = world.connections.client(eve).await;
        assert!(matches!(refused, Err(Error::Sealing)), "{refused:?}");
    }

    async fn keys_can_be_changed(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let with = |keys: String| {
            let keys = Keys::parse(&keys).unwrap();
            Connections::new(world.store().clone(), world.practice.github(), keys)
        };
        let changed = with(format!("{}\n{}", "77".repeat(32), "5a".repeat(32)));
        assert_eq!(login(changed.client(ann).await.unwrap()).await, "ann-gh");
        let without_the_old = with("77".repeat(32)).client(ann).await;
        assert!(matches!(without_the_old, Err(Error::Sealing)), "{without_the_old:?}");
    }

    async fn a_hooks_secret_opens_for_its_repository_only(db: TestDatabase) {
        let world = World::new(db).await;
        let (web, lib) = (GithubRepositoryId(1), GithubRepositoryId(2));
        let sealed = world.connections.seal_hook_secret(web, &"hush".into()).unwrap();
        assert!(!holds(&sealed, "hush"));
        let opened = world.connections.open_hook_secret(web, &sealed).unwrap();
        assert_eq!(opened.expose_secret(), "hush");
        let refused = world.connections.open_hook_secret(lib, &sealed);
        assert!(matches!(refused, Err(Error::Sealing)));
    }
}
