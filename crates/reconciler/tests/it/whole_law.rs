//! The cases of the law that belong to no other story; the table of all is in the module
//! documentation of these tests.

use std::time::Duration;

use domain::{
    access::{AccessState, Permission},
    effect::{EffectState, Trouble},
    ids::{GithubRepositoryId, UserId},
    pull_request::PullRequestState,
};
use serde_json::json;
use store::connections;
use testbed::on_both;

use crate::scene::{DAN, MONA, Scene};

const EVE: &str = "eve-gh";

on_both! {
    async fn several_people_one_ones_end_is_not_the_others(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let dans = scene.assigned().await;
        let eve = another_developer(&scene).await;
        let eves = scene.task().await;
        scene.world.assign(eves, eve).await;
        scene.settle().await;
        scene.world.cancel(dans).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(scene.permission(EVE).await, Permission::Write);
    }

    async fn several_repositories_each_task_gives_access_to_its_own(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let blog = scene.world.practice.repository("acme", "blog").await.id;
        scene.world.practice.let_in(blog, "watch-gh", "admin").await;
        let linked = scene.world.link(scene.project, scene.mona, blog).await;
        let task = scene.assigned().await;
        assert!(!is_in(&scene, blog).await);
        scene.world.change_repository(task, &linked).await;
        scene.settle().await;
        assert!(is_in(&scene, blog).await, "access moves with the task");
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn reassigning_moves_access(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        let eve = another_developer(&scene).await;
        scene.world.assign(task, eve).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(scene.permission(EVE).await, Permission::Write);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn whatever_is_decided_before_anything_happened_the_last_word_counts(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.forget_calls().await;
        scene.world.finish(task).await;
        scene.world.reopen(task).await;
        scene.world.cancel(task).await;
        scene.world.reopen(task).await;
        scene.world.unassign(task).await;
        scene.world.assign(task, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        assert!(scene.changes().await.is_empty(), "nothing had to be changed for that");
        assert!(scene.pull_requests().await.is_empty());
    }

    async fn who_leaves_the_project_loses_access_even_of_tasks_that_are_done(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.choose(scene.project, |options| options.closing.until_merged = true).await;
        let done = scene.worked_on().await;
        scene.world.finish(done).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.leave(scene.project, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn who_leaves_one_of_two_projects_keeps_what_the_other_wants(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.assigned().await;
        let other = scene.world.project(scene.mona, "APP").await;
        scene.world.developer(other, scene.dan).await;
        let linked = scene.world.link(other, scene.mona, scene.place()).await;
        let there = scene.world.task(&linked, scene.mona, "Other work").await;
        scene.world.assign(there, scene.dan).await;
        scene.world.leave(scene.project, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.leave(other, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn a_github_account_that_is_deleted_is_named_and_asked_for_no_more(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let gone = json!({ "path": "/user/[0-9]+$", "fault": { "kind": "named", "name": "not_found" } });
        scene.world.practice.order(gone).await;
        let task = scene.assigned().await;
        let blocked = (EffectState::Blocked, Some(Trouble::AssigneeMustReconnect));
        assert_eq!(scene.effect().await, Some(blocked));
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.effect().await, None, "there is nobody to take anything from");
    }

    async fn law_10_a_renamed_github_account_keeps_its_access_and_is_shown_so(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.rename_user(DAN, "daniel-gh").await;
        scene.enqueue(scene.subject()).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
        assert_eq!(login_of(&scene, scene.dan).await, "daniel-gh");
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission("daniel-gh").await, Permission::None);
    }

    async fn another_account_at_reconnect_moves_access_to_it(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.user("dan2-gh").await;
        scene.world.disconnect(scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(scene.access(task).await, AccessState::AwaitsConnection);
        scene.world.connect(scene.dan, "dan2-gh").await;
        scene.settle().await;
        assert_eq!(scene.permission("dan2-gh").await, Permission::Write);
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn a_transfer_to_another_organization_breaks_nothing(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        let globex = json!({
            "login": "globex", "members": [{ "login": MONA, "role": "admin" }],
            "base_permission": "none",
        });
        scene.world.practice.found(globex).await;
        move_to(&scene, "globex").await;
        scene.enqueue(scene.subject()).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        let deeds = scene.world.deeds(scene.project).await;
        assert_eq!(deeds.last().unwrap().1, "dan-gh on globex/shop");
    }

    async fn a_transfer_to_a_person_leaves_the_one_right_that_there_is(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        scene.world.choose(scene.project, |options| options.right = domain::options::Right::Triage).await;
        let task = scene.assigned().await;
        assert_eq!(scene.permission(DAN).await, Permission::Triage);
        move_to(&scene, MONA).await;
        scene.enqueue(scene.subject()).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::Write);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }

    async fn an_archive_keeps_access_only_until_it_is_opened_again(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        scene.world.practice.change_repository(scene.place(), json!({ "archived": true })).await;
        scene.world.cancel(task).await;
        scene.settle().await;
        let blocked = (EffectState::Blocked, Some(Trouble::RepositoryArchived));
        assert_eq!(scene.effect().await, Some(blocked));
        assert_eq!(scene.access(task).await, AccessState::Blocked, "it is not called gone");
        scene.world.practice.change_repository(scene.place(), json!({ "archived": false })).await;
        sweep(&scene).await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
        assert_eq!(scene.effect().await, None);
    }

    async fn a_deleted_repository_is_named_and_its_tasks_close(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.delete_repository(scene.place()).await;
        scene.world.finish(task).await;
        scene.settle().await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::RepositoryMissing);
        let blocked = (EffectState::Blocked, Some(Trouble::RepositoryMissing));
        assert_eq!(scene.effect().await, Some(blocked), "hidden or gone, GitHub does not say");
    }

    async fn a_renamed_development_branch_still_takes_the_work(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.worked_on().await;
        scene.world.practice.rename_branch(scene.place(), "main", "trunk").await;
        scene.world.finish(task).await;
        scene.settle().await;
        let closed = scene.world.look_at(task).await;
        assert_eq!(closed.pull_request, PullRequestState::Linked);
        let seen = scene.world.practice.seen(scene.place()).await;
        assert_eq!(seen["pull_requests"][0]["base"], "trunk");
        let (project, id) = (scene.project, scene.repository.id);
        let store = scene.world.store();
        let linked = store.read(async |tx| store::repositories::find(tx, project, id).await);
        let branch = linked.await.unwrap().unwrap().development_branch;
        assert_eq!(branch.unwrap().as_str(), "trunk");
    }

    async fn a_declined_invitation_is_named_and_sent_again_a_day_later(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = invited_only(&scene).await;
        scene.world.practice.decline(scene.place(), DAN).await;
        sweep(&scene).await;
        let declined = (EffectState::Blocked, Some(Trouble::InvitationDeclined));
        assert_eq!(scene.effect().await, Some(declined));
        assert!(scene.invited().await.is_empty(), "nobody is pestered");
        assert_eq!(scene.access(task).await, AccessState::Blocked);

        scene.world.practice.heal().await;
        scene.world.wait(Duration::from_hours(24)).await;
        sweep(&scene).await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn assigning_anew_sends_a_declined_invitation_at_once(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = invited_only(&scene).await;
        scene.world.practice.decline(scene.place(), DAN).await;
        scene.world.practice.heal().await;
        scene.world.unassign(task).await;
        scene.settle().await;
        scene.world.assign(task, scene.dan).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn over_the_limit_of_invitations_it_goes_on_by_itself(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let limit = json!({
            "method": "PUT", "path": "/collaborators/", "times": 3,
            "fault": { "kind": "named", "name": "invitation_limit" },
        });
        scene.world.practice.order(limit).await;
        let task = scene.assigned().await;
        let waiting = (EffectState::Waiting, Some(Trouble::TooManyInvitations));
        assert_eq!(scene.effect().await, Some(waiting));
        assert_eq!(scene.access(task).await, AccessState::OnItsWay);
        scene.settle_later(3).await;
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }

    async fn an_owner_of_the_organization_is_given_nothing_and_loses_nothing(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.task().await;
        scene.world.assign(task, scene.mona).await;
        scene.settle().await;
        assert_eq!(scene.access(task).await, AccessState::AlreadyHad);
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.permission(MONA).await, Permission::Admin);
    }

    async fn a_steward_who_lost_the_right_leaves_what_they_gave_to_the_next(db: TestDatabase) {
        let scene = Scene::organization(db).await;
        let task = scene.assigned().await;
        let globex = json!({
            "login": "globex", "members": [{ "login": "watch-gh", "role": "admin" }],
            "base_permission": "none",
        });
        scene.world.practice.found(globex).await;
        move_to(&scene, "globex").await;
        scene.world.cancel(task).await;
        scene.settle().await;
        assert_eq!(scene.effect().await.unwrap().0, EffectState::Blocked);
        let nina = scene.world.connected_user("Nina", "nina-gh").await;
        scene.world.practice.let_in(scene.place(), "nina-gh", "admin").await;
        scene.world.appoint(&scene.repository, Some(nina)).await;
        scene.settle().await;
        assert_eq!(scene.permission(DAN).await, Permission::None);
    }
}

/// Eve, a developer of the project who is connected.
async fn another_developer(scene: &Scene) -> UserId {
    let eve = scene.world.connected_user("Eve", EVE).await;
    scene.world.developer(scene.project, eve).await;
    eve
}

/// A task whose assignee is invited and cannot accept by themselves.
async fn invited_only(scene: &Scene) -> domain::ids::TaskId {
    let practice = &scene.world.practice;
    practice.fail("/user/repository_invitations/", 502, 1).await;
    let task = scene.assigned().await;
    assert_eq!(scene.invited().await, [DAN]);
    task
}

async fn is_in(scene: &Scene, place: GithubRepositoryId) -> bool {
    let seen = scene.world.practice.seen(place).await;
    let collaborators = seen["collaborators"].as_array().unwrap().iter();
    collaborators.into_iter().any(|one| one["login"] == DAN)
}

async fn login_of(scene: &Scene, user: UserId) -> String {
    let store = scene.world.store();
    let found = store.read(async |tx| connections::find(tx, user).await);
    found.await.unwrap().unwrap().login
}

async fn move_to(scene: &Scene, owner: &str) {
    let moved = json!({ "owner": owner });
    scene
        .world
        .practice
        .change_repository(scene.place(), moved)
        .await;
}

async fn sweep(scene: &Scene) {
    scene.world.wait(Duration::from_hours(2)).await;
    scene.reconciler.sweep().await;
    scene.settle().await;
}
