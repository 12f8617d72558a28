//! GitHub's trouble, and people's: what passes is tried again, what does not waits and says why.

use std::time::Duration;

use domain::{
    access::{AccessState, Permission},
    effect::{EffectState, Trouble},
};
use serde_json::json;
use store::repositories;
use testbed::on_both;

use crate::scene::{DAN, MONA, Scene};

on_both! {
    async fn github_down_delays_access_and_github_back_gives_it(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.fail("/repositories/", 502, 1000).await;
        let task = scene.assigned().await;
        let waiting = (EffectState::Waiting, Some(Trouble::GithubUnavailable));
        assert_eq!(scene.effect().await, Some(waiting));
        assert_eq!(scene.access(task).await, AccessState::OnItsWay);

        scene.world.practice.heal().await;
        scene.settle_later(1).await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
        assert_eq!(scene.effect().await, None);
    }

    async fn law_4_github_down_for_days_does_not_keep_access(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.fail("/repositories/", 503, 10_000).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        scene.settle_later(20).await;
        assert!(scene.is_collaborator(DAN).await);

        scene.world.practice.heal().await;
        scene.settle_later(1).await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn law_4_an_account_that_github_denies_once_does_not_keep_access(db: TestDatabase) {
        let scene = Scene::with_member(db, "none").await;
        let task = scene.assigned().await;
        let denied = json!({ "kind": "named", "name": "not_found" });
        let order = json!({ "path": scene.account_path(), "times": 1, "fault": denied });
        scene.world.practice.order(order).await;
        scene.world.cancel(task).await;
        scene.settle().await;

        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(scene.access(task).await, AccessState::Ended);
    }

    async fn a_rate_limit_is_waited_for_and_no_longer(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.order(limited(600)).await;
        let task = scene.assigned().await;
        let waiting = (EffectState::Waiting, Some(Trouble::RateLimited));
        assert_eq!(scene.effect().await, Some(waiting));

        scene.world.wait(Duration::from_secs(599)).await;
        scene.settle().await;
        assert_eq!(scene.effect().await, Some(waiting), "GitHub is not asked too early");
        scene.world.wait(Duration::from_secs(2)).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn a_steward_who_is_no_administrator_is_named_and_a_new_right_mends_it(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let globex = json!({
            "login": "globex", "members": [{ "login": "watch-gh", "role": "admin" }],
            "base_permission": "none",
        });
        scene.world.practice.found(globex).await;
        scene.world.practice.let_in(scene.place(), MONA, "push").await;
        let moved = json!({ "owner": "globex" });
        scene.world.practice.change_repository(scene.place(), moved).await;
        let task = scene.assigned().await;
        let blocked = (EffectState::Blocked, Some(Trouble::StewardIsNotAdmin));
        assert_eq!(scene.effect().await, Some(blocked));
        assert_eq!(trouble_shown(&scene).await, Some(Trouble::StewardIsNotAdmin));

        scene.world.practice.let_in(scene.place(), MONA, "admin").await;
        scene.enqueue(scene.subject()).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
        assert_eq!(trouble_shown(&scene).await, None, "it is over");
    }

    async fn an_archived_repository_is_named(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let archived = json!({ "archived": true });
        scene.world.practice.change_repository(scene.place(), archived).await;
        let task = scene.assigned().await;
        assert_eq!(trouble_shown(&scene).await, Some(Trouble::RepositoryArchived));
        assert_eq!(scene.access(task).await, AccessState::Blocked);
    }

    async fn a_repository_that_is_gone_is_named(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.delete_repository(scene.place()).await;
        scene.assigned().await;
        assert_eq!(trouble_shown(&scene).await, Some(Trouble::RepositoryMissing));
    }

    async fn an_organization_that_restricts_the_app_is_named(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.practice.order(restricted()).await;
        scene.assigned().await;
        let blocked = (EffectState::Blocked, Some(Trouble::OrganizationRestrictsApp));
        assert_eq!(scene.effect().await, Some(blocked));
    }

    async fn a_token_that_is_refused_twice_asks_the_steward_to_connect_again(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.fail("/repositories/", 401, 2).await;
        let task = scene.assigned().await;
        let blocked = (EffectState::Blocked, Some(Trouble::StewardMustReconnect));
        assert_eq!(scene.effect().await, Some(blocked));

        scene.world.connect(scene.mona, MONA).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn a_token_that_is_refused_once_is_renewed(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.fail("/repositories/", 401, 1).await;
        let task = scene.assigned().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn an_invitation_that_the_assignees_token_cannot_accept_waits_for_them(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        scene.world.practice.fail("/user/repository_invitations/", 401, 2).await;
        let task = scene.assigned().await;
        let blocked = (EffectState::Blocked, Some(Trouble::AssigneeMustReconnect));
        assert_eq!(scene.effect().await, Some(blocked));

        scene.world.connect(scene.dan, DAN).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn law_4_the_sweep_tries_again_what_was_stopped(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.order(restricted()).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.effect().await.unwrap().0, EffectState::Blocked);

        scene.world.wait(Duration::from_hours(2)).await;
        scene.reconciler.sweep().await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }
}

/// What the project's page says is wrong with the repository.
async fn trouble_shown(scene: &Scene) -> Option<Trouble> {
    let (project, id) = (scene.project, scene.repository.id);
    let store = scene.world.store();
    let found = store.read(async |tx| repositories::find(tx, project, id).await);
    found.await.unwrap().unwrap().trouble
}

fn limited(seconds: u32) -> serde_json::Value {
    json!({ "path": "/repositories/", "times": 1, "fault": {
        "kind": "status", "status": 429,
        "headers": { "Retry-After": seconds.to_string() },
        "body": { "message": "You have exceeded a secondary rate limit." },
    } })
}

fn restricted() -> serde_json::Value {
    let message = "Although you appear to have the correct authorization credentials, the `acme` \
                   organization has enabled OAuth App access restrictions, meaning that data \
                   access to third-parties is limited.";
    json!({ "path": "/repositories/", "times": 1, "fault": {
        "kind": "status", "status": 403, "body": { "message": message },
    } })
}
