//! A webhook that was made is looked after, and where GitHub's messages do not come, we look.

use std::time::Duration;

use domain::{
    access::AccessState,
    effect::{Subject, Trouble},
};
use github::{LostDelivery, SeenHook};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use store::{
    deliveries,
    hooks::{self, HookRecord},
    repositories,
};
use testbed::{database::TestDatabase, on_both};

use crate::scene::{DAN, MONA, Scene, reconciler_with};

const HOUR: Duration = Duration::from_hours(1);

on_both! {
    async fn a_hook_is_looked_at_once_in_an_hour(db: TestDatabase) {
        let hooked = Hooked::new(db).await;
        let ping = hooked.lost(1).await[0];
        hooked.processed(ping).await;
        hooked.look().await;
        hooked.scene.world.practice.forget_calls().await;
        hooked.look().await;
        assert_eq!(hooked.scene.world.practice.calls().await, []);
        hooked.wait(HOUR).await;
        hooked.look().await;
        assert!(!hooked.scene.world.practice.calls().await.is_empty());
        assert_eq!(hooked.scene.changes().await, [""; 0]);
    }

    async fn a_hook_that_was_deleted_by_hand_is_made_again(db: TestDatabase) {
        let hooked = Hooked::new(db).await;
        let before = hooked.record().await;
        let mona = hooked.scene.world.practice.client(MONA).await;
        mona.delete_hook(hooked.scene.place(), before.hook.unwrap()).await.unwrap();
        hooked.wait(HOUR).await;
        hooked.scene.reconciler.sweep().await;
        hooked.scene.settle().await;
        let after = hooked.record().await;
        assert_ne!(after.hook, before.hook);
        assert!(hooked.seen().await.is_some());
    }

    async fn a_hook_that_was_changed_by_hand_is_set_right(db: TestDatabase) {
        let hooked = Hooked::new(db).await;
        let wanted = hooked.seen().await.unwrap();
        let mona = hooked.scene.world.practice.client(MONA).await;
        let (place, hook) = (hooked.scene.place(), hooked.record().await.hook.unwrap());
        let elsewhere = "http://127.0.0.1:9/elsewhere".parse().unwrap();
        mona.change_hook(place, hook, &elsewhere, &"hush".into(), &["push"]).await.unwrap();
        assert_ne!(hooked.seen().await.unwrap(), wanted);
        hooked.wait(HOUR).await;
        hooked.look().await;
        assert_eq!(hooked.seen().await.unwrap(), wanted);
    }

    async fn an_old_secret_is_replaced_while_both_are_good(db: TestDatabase) {
        let hooked = Hooked::new(db).await;
        let first = hooked.secrets().await.0;
        hooked.wait(Duration::from_hours(91 * 24)).await;
        let cut = json!({
            "method": "PATCH", "path": "/hooks/[0-9]+$", "times": 1,
            "fault": { "kind": "cut_after" },
        });
        hooked.scene.world.practice.order(cut).await;
        hooked.look().await;
        let (second, former) = hooked.secrets().await;
        assert_ne!(second, first);
        assert_eq!(former, Some(first.clone()), "GitHub may still sign with it");
        assert_eq!(hooked.record().await.told_at, None);

        hooked.wait(HOUR).await;
        hooked.scene.settle().await;
        assert_eq!(hooked.secrets().await, (second.clone(), Some(first)));
        assert!(hooked.record().await.told_at.is_some(), "GitHub took the new one");

        hooked.wait(Duration::from_hours(25)).await;
        hooked.look().await;
        assert_eq!(hooked.secrets().await, (second, None), "nothing signed with it comes any more");
    }

    async fn what_github_could_not_deliver_is_asked_for_again(db: TestDatabase) {
        let hooked = Hooked::new(db).await;
        let ping = hooked.lost(1).await[0];
        hooked.scene.world.practice.forget_calls().await;
        hooked.scene.reconciler.poll().await;
        hooked.scene.settle().await;
        assert_eq!(hooked.scene.changes().await, ["POST attempts 202"]);
        assert_eq!(hooked.shown().await, Some(Trouble::AddressNotPublic));
        let again = hooked.lost(2).await[0];
        assert_eq!(again.guid, ping.guid, "the same message");

        // It arrives at last, though GitHub did not hear our answer.
        hooked.processed(again).await;
        hooked.wait(HOUR).await;
        hooked.scene.world.practice.forget_calls().await;
        hooked.look().await;
        assert_eq!(hooked.scene.changes().await, [""; 0]);
        assert_eq!(hooked.shown().await, None);
    }

    async fn instead_of_very_many_lost_messages_all_is_looked_at(db: TestDatabase) {
        let hooked = Hooked::new(db).await;
        for number in 0..12 {
            hooked.scene.world.practice.commit(hooked.scene.place(), "main", &format!("{number}")).await;
        }
        hooked.lost(13).await;
        let all = Subject::SyncRepository { repository: hooked.scene.place() };
        hooked.scene.world.practice.forget_calls().await;
        hooked.scene.enqueue(hooked.subject()).await;
        assert!(hooked.scene.reconciler.turn().await);
        assert!(hooked.scene.effect_on(all).await.is_some());
        assert_eq!(hooked.scene.changes().await, [""; 0]);
    }

    async fn where_no_messages_come_access_is_looked_at_every_few_minutes(db: TestDatabase) {
        let hooked = Hooked::new(db).await;
        hooked.lost(1).await;
        hooked.look().await;
        assert_eq!(hooked.shown().await, Some(Trouble::AddressNotPublic));
        let task = hooked.scene.assigned().await;
        hooked.scene.world.practice.put_out(hooked.scene.place(), DAN).await;
        hooked.wait(Duration::from_mins(11)).await;
        hooked.scene.reconciler.poll().await;
        hooked.scene.settle().await;
        assert!(hooked.scene.is_collaborator(DAN).await, "the drift was found without a message");
        assert_eq!(hooked.scene.access(task).await, AccessState::Granted);
    }

    async fn where_messages_come_nothing_is_polled(db: TestDatabase) {
        let hooked = Hooked::new(db).await;
        let ping = hooked.lost(1).await[0];
        hooked.processed(ping).await;
        hooked.look().await;
        hooked.scene.assigned().await;
        hooked.wait(Duration::from_mins(11)).await;
        hooked.scene.world.practice.forget_calls().await;
        hooked.scene.reconciler.poll().await;
        hooked.scene.settle().await;
        assert_eq!(hooked.scene.world.practice.calls().await, []);
    }

    async fn a_refused_address_is_explained_and_tried_again_a_day_later(db: TestDatabase) {
        let mut scene = Scene::personal(db).await;
        scene.reconciler = reachable(&scene);
        let refused = json!({ "kind": "named", "name": "hook_not_public" });
        let once = json!({ "method": "POST", "path": "/hooks$", "times": 1, "fault": refused });
        scene.world.practice.order(once).await;
        let hooked = Hooked { scene };
        hooked.look().await;
        assert_eq!(hooked.shown().await, Some(Trouble::AddressNotPublic));
        hooked.wait(2 * HOUR).await;
        hooked.scene.reconciler.sweep().await;
        hooked.scene.settle().await;
        assert_eq!(hooked.record().await.hook, None, "not that soon");
        hooked.wait(24 * HOUR).await;
        hooked.scene.reconciler.sweep().await;
        hooked.scene.settle().await;
        assert!(hooked.record().await.hook.is_some());
        assert_eq!(hooked.shown().await, None);
    }

    async fn a_repository_that_is_told_of_is_seen_with_all_that_concerns_it(db: TestDatabase) {
        let scene = Scene::personal(db).await;
        let task = scene.assigned().await;
        let renamed = json!({ "name": "shop" });
        scene.world.practice.change_repository(scene.place(), renamed).await;
        scene.world.practice.put_out(scene.place(), DAN).await;
        scene.enqueue(Subject::SyncRepository { repository: scene.place() }).await;
        scene.settle().await;
        let project = scene.project;
        let listed = scene.world.store().read(async |tx| repositories::list(tx, project).await);
        assert_eq!(listed.await.unwrap()[0].name, "shop");
        assert!(scene.is_collaborator(DAN).await);
        assert_eq!(scene.access(task).await, AccessState::Granted);
    }
}

/// A scene with a webhook, to an address at which nobody answers.
struct Hooked {
    scene: Scene,
}

impl Hooked {
    async fn new(db: TestDatabase) -> Self {
        let mut scene = Scene::personal(db).await;
        scene.reconciler = reachable(&scene);
        let hooked = Self { scene };
        hooked.look().await;
        hooked
    }

    fn subject(&self) -> Subject {
        let repository = self.scene.place();
        Subject::SyncHook { repository }
    }

    async fn look(&self) {
        self.scene.enqueue(self.subject()).await;
        self.scene.settle().await;
    }

    async fn wait(&self, time: Duration) {
        self.scene.world.wait(time).await;
    }

    async fn record(&self) -> HookRecord {
        let place = self.scene.place();
        let store = self.scene.world.store();
        let found = store.read(async |tx| hooks::find(tx, place).await);
        found.await.unwrap().unwrap()
    }

    /// The present secret, and the one before.
    async fn secrets(&self) -> (String, Option<String>) {
        let record = self.record().await;
        let open = |sealed: &[u8]| -> String {
            let connections = &self.scene.world.connections;
            let opened: SecretString = connections
                .open_hook_secret(record.repository, sealed)
                .unwrap();
            opened.expose_secret().to_owned()
        };
        let former = record.sealed_former.as_deref().map(open);
        (open(&record.sealed_secret), former)
    }

    /// The hook as GitHub has it.
    async fn seen(&self) -> Option<SeenHook> {
        let mona = self.scene.world.practice.client(MONA).await;
        let hook = self.record().await.hook.unwrap();
        mona.hook(self.scene.place(), hook).await.unwrap()
    }

    /// The messages that GitHub could not deliver, once there are so many.
    async fn lost(&self, number: usize) -> Vec<LostDelivery> {
        let mona = self.scene.world.practice.client(MONA).await;
        let (place, hook) = (self.scene.place(), self.record().await.hook.unwrap());
        let listed = async {
            loop {
                let lost = mona.lost_deliveries(place, hook).await.unwrap();
                if lost.len() >= number {
                    return lost;
                }
                tokio::task::yield_now().await;
            }
        };
        let patience = Duration::from_secs(20);
        tokio::time::timeout(patience, listed).await.unwrap()
    }

    /// The API has processed a message.
    async fn processed(&self, delivery: LostDelivery) {
        let place = self.scene.place();
        let store = self.scene.world.store();
        let noted = store.write(async |tx| deliveries::note(tx, place, delivery.guid).await);
        assert!(noted.await.unwrap());
    }

    /// What the project's page says of GitHub's messages.
    async fn shown(&self) -> Option<Trouble> {
        let project = self.scene.project;
        let store = self.scene.world.store();
        let listed = store.read(async |tx| repositories::list_shown(tx, project).await);
        listed.await.unwrap()[0].webhook_trouble
    }
}

fn reachable(scene: &Scene) -> reconciler::Reconciler {
    let base = "http://127.0.0.1:9/".parse().unwrap();
    reconciler_with(&scene.world, |settings| settings.hook_url = Some(base))
}
