//! Removing a connection: what was given through it is taken back, then it is gone on both sides.

use domain::{
    access::{AccessState, Permission},
    effect::{EffectState, Subject, Trouble},
};
use store::connections;
use testbed::on_both;

use crate::scene::{DAN, MONA, Scene};

on_both! {
    async fn the_stewards_end_takes_back_all_that_was_given_through_them(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::None);
        gone(&scene, scene.mona, MONA).await;
        let blocked = (EffectState::Blocked, Some(Trouble::NoSteward));
        assert_eq!(scene.effect().await, Some(blocked));
        assert_eq!(scene.access(task).await, AccessState::Blocked, "a manager is asked to help");
    }

    async fn the_stewards_end_deletes_invitations_that_are_pending(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.task().await;
        scene.world.practice.fail("/user/repository_invitations/", 502, 1).await;
        scene.world.assign(task, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.invited().await, [DAN]);

        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        assert!(scene.invited().await.is_empty());
        gone(&scene, scene.mona, MONA).await;
    }

    async fn the_assignees_end_takes_their_access(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.disconnect(scene.dan).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::None);
        gone(&scene, scene.dan, DAN).await;
        assert_eq!(scene.access(task).await, AccessState::AwaitsConnection);
    }

    async fn a_new_steward_gives_again_what_is_still_wanted(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        let nina = scene.world.connected_user("Nina", "nina-gh").await;
        scene.world.practice.let_in(scene.place(), "nina-gh", "admin").await;
        scene.world.appoint(&scene.repository, Some(nina)).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn law_4_a_token_that_is_dead_does_not_hold_the_end_up(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.fail("/", 401, 1000).await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        let found = scene.world.store().read(async |tx| connections::find(tx, scene.mona).await);
        assert_eq!(found.await.unwrap(), None);

        scene.world.practice.heal().await;
        let nina = scene.world.connected_user("Nina", "nina-gh").await;
        scene.world.practice.let_in(scene.place(), "nina-gh", "admin").await;
        scene.world.cancel(task).await;
        scene.world.appoint(&scene.repository, Some(nina)).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None, "a new steward cleans up");
    }

    async fn github_down_holds_the_end_up_within_a_bound_only(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        scene.world.practice.fail("/", 503, 10_000).await;
        scene.world.disconnect(scene.mona).await;
        scene.settle().await;
        let subject = Subject::EndConnection { user: scene.mona };
        let waiting = (EffectState::Waiting, Some(Trouble::GithubUnavailable));
        assert_eq!(scene.effect_on(subject).await, Some(waiting));

        scene.settle_later(9).await;
        let found = scene.world.store().read(async |tx| connections::find(tx, scene.mona).await);
        assert_eq!(found.await.unwrap(), None, "the tokens are gone all the same");
    }

    async fn connecting_again_brings_access_back(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.assigned().await;
        scene.world.disconnect(scene.dan).await;
        scene.settle().await;
        scene.world.connect(scene.dan, DAN).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }
}

/// Neither side knows the connection any more.
async fn gone(scene: &Scene, user: domain::ids::UserId, login: &str) {
    let found = scene.world.store().read(async |tx| {
        let tokens = connections::find_sealed(tx, user).await?;
        Ok::<_, store::Error>((connections::find(tx, user).await?, tokens))
    });
    assert_eq!(found.await.unwrap(), (None, None));
    assert_eq!(scene.world.practice.live_tokens(login).await, None);
}
