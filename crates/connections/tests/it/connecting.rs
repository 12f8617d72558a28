//! There with a state, back with a code, once.

use std::time::Duration;

use connections::Error;
use domain::{connection::ConnectionState, effect::Subject};
use store::{connections as rows, effects};
use testbed::{practice::Callback, world::World};

use crate::story::{agreed, finished, login, recorded, state_of};

testbed::on_both! {
    async fn a_connection_is_kept_with_its_account_and_scopes(db: TestDatabase) {
        let world = World::new(db).await;
        let account = world.practice.user("ann-gh").await;
        let ann = world.user("Ann").await;
        let back = agreed(&world, ann, "ann-gh").await;
        let made = finished(&world, ann, &back).await.unwrap();
        assert_eq!(made.return_to, "/projects/WEB");
        let kept = recorded(&world, ann).await.unwrap();
        assert_eq!((kept.github_id, kept.login.as_str()), (account, "ann-gh"));
        assert_eq!(kept.state, ConnectionState::Active);
        assert_eq!(domain::connection::missing_scopes(&kept.scopes), [""; 0]);
        let client = world.connections.client(ann).await.unwrap();
        assert_eq!(login(client).await, "ann-gh");
    }

    async fn connecting_wakes_what_waits_for_the_account(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let account = world.practice.user("ben-gh").await;
        let ben = world.user("Ben").await;
        let made = world.practice.repository("ann-gh", "web").await;
        let project = world.project(ann, "WEB").await;
        world.developer(project, ben).await;
        let repository = world.link(project, ann, made.id).await;
        let task = world.task(&repository, ann, "Start").await;
        world.assign(task, ben).await;
        let subject = Subject::SyncAccess { repository: made.id, account };
        let waits = async || {
            let found = world.store().read(async |tx| effects::find_of(tx, &subject).await);
            found.await.unwrap().is_some()
        };
        assert!(!waits().await, "nobody knows Ben's account yet");
        world.connect(ben, "ben-gh").await;
        assert!(waits().await);
    }

    async fn a_state_is_good_once(db: TestDatabase) {
        let world = World::new(db).await;
        world.practice.user("ann-gh").await;
        let ann = world.user("Ann").await;
        let back = agreed(&world, ann, "ann-gh").await;
        finished(&world, ann, &back).await.unwrap();
        let before = recorded(&world, ann).await;
        let again = finished(&world, ann, &back).await;
        assert!(matches!(again, Err(Error::StateUnknown)), "{again:?}");
        assert_eq!(recorded(&world, ann).await, before);
    }

    async fn a_state_is_good_for_its_user_only(db: TestDatabase) {
        let world = World::new(db).await;
        world.practice.user("ann-gh").await;
        let (ann, eve) = (world.user("Ann").await, world.user("Eve").await);
        let back = agreed(&world, ann, "ann-gh").await;
        let stolen = finished(&world, eve, &back).await;
        assert!(matches!(stolen, Err(Error::StateUnknown)), "{stolen:?}");
        assert_eq!(recorded(&world, eve).await, None);
        finished(&world, ann, &back).await.unwrap();
    }

    async fn a_state_is_good_for_ten_minutes(db: TestDatabase) {
        let world = World::new(db).await;
        world.practice.user("ann-gh").await;
        let ann = world.user("Ann").await;
        let back = agreed(&world, ann, "ann-gh").await;
        world.database.clock.advance(Duration::from_mins(10));
        let late = finished(&world, ann, &back).await;
        assert!(matches!(late, Err(Error::StateUnknown)), "{late:?}");
        assert_eq!(recorded(&world, ann).await, None);
        let made_up = Callback { code: back.code, state: "x".repeat(43), error: None };
        let never = finished(&world, ann, &made_up).await;
        assert!(matches!(never, Err(Error::StateUnknown)), "{never:?}");
    }

    async fn a_refusal_connects_nothing(db: TestDatabase) {
        let world = World::new(db).await;
        world.practice.user("ann-gh").await;
        let ann = world.user("Ann").await;
        let redirect = world.practice.redirect();
        let url = world.connections.start(ann, "/", redirect).await.unwrap();
        let back = world.practice.refuse("ann-gh", &url).await;
        let refused = finished(&world, ann, &back).await;
        assert!(matches!(refused, Err(Error::Refused)), "{refused:?}");
        let again = finished(&world, ann, &back).await;
        assert!(matches!(again, Err(Error::StateUnknown)), "the state is spent: {again:?}");
        assert_eq!(recorded(&world, ann).await, None);
    }

    async fn a_code_that_github_does_not_take_connects_nothing(db: TestDatabase) {
        let world = World::new(db).await;
        world.practice.user("ann-gh").await;
        let ann = world.user("Ann").await;
        for code in [Some("made-up".to_owned()), None] {
            let mut back = agreed(&world, ann, "ann-gh").await;
            back.code = code;
            let rejected = finished(&world, ann, &back).await;
            assert!(matches!(rejected, Err(Error::CodeRejected)), "{rejected:?}");
        }
        assert_eq!(recorded(&world, ann).await, None);
    }

    async fn an_account_that_is_taken_leaves_nothing(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let eve = world.user("Eve").await;
        let back = agreed(&world, eve, "ann-gh").await;
        let taken = finished(&world, eve, &back).await;
        assert!(matches!(taken, Err(Error::AccountTaken)), "{taken:?}");
        assert_eq!(recorded(&world, eve).await, None);
        assert_eq!(world.practice.live_tokens("ann-gh").await, Some(1), "only Ann's own");
        let client = world.connections.client(ann).await.unwrap();
        assert_eq!(login(client).await, "ann-gh");
    }

    async fn another_account_than_before_has_to_wait_for_the_end_of_the_first(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        world.practice.user("ann-private").await;
        let back = agreed(&world, ann, "ann-private").await;
        let refused = finished(&world, ann, &back).await;
        assert!(matches!(refused, Err(Error::ConnectionEnding)), "{refused:?}");
        assert_eq!(recorded(&world, ann).await.unwrap().login, "ann-gh");
        assert_eq!(world.practice.live_tokens("ann-private").await, None);

        world.disconnect(ann).await;
        let back = agreed(&world, ann, "ann-gh").await;
        let refused = finished(&world, ann, &back).await;
        assert!(matches!(refused, Err(Error::ConnectionEnding)), "{refused:?}");
        assert_eq!(state_of(&world, ann).await, ConnectionState::Ending);
        let client = world.connections.client(ann).await.unwrap();
        assert_eq!(login(client).await, "ann-gh", "what was given must be taken back with it");
    }

    async fn connecting_again_revives_a_connection(db: TestDatabase) {
        let world = World::new(db).await;
        let ann = world.connected_user("Ann", "ann-gh").await;
        let state = ConnectionState::Reconnect;
        let marked = world.store().write(async |tx| rows::mark(tx, ann, state).await);
        marked.await.unwrap();
        let dead = world.connections.client(ann).await;
        assert!(matches!(dead, Err(Error::ReconnectNeeded)), "{dead:?}");
        world.connect(ann, "ann-gh").await;
        assert_eq!(state_of(&world, ann).await, ConnectionState::Active);
        let client = world.connections.client(ann).await.unwrap();
        assert_eq!(login(client).await, "ann-gh");
    }

    async fn a_github_that_is_gone_connects_nothing(db: TestDatabase) {
        let mut world = World::new(db).await;
        world.practice.user("ann-gh").await;
        let ann = world.user("Ann").await;
        let back = agreed(&world, ann, "ann-gh").await;
        world.practice.vanish().await;
        let failed = finished(&world, ann, &back).await;
        let gone = github::Error::Unavailable { reason: "no connection".to_owned() };
        assert!(matches!(&failed, Err(Error::Github(error)) if *error == gone), "{failed:?}");
        assert_eq!(recorded(&world, ann).await, None);
        let nobody = world.connections.client(ann).await;
        assert!(matches!(nobody, Err(Error::NotConnected)), "{nobody:?}");
    }
}
