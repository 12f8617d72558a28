//! Notifications: written with what they tell of, for one person, and for members only.

use domain::{
    access::Grant,
    connection::ConnectionState,
    event::EventKind,
    ids::{GithubAccountId, GithubRepositoryId, UserId},
    notification::NotificationKind,
    pull_request::PullRequestState,
    wire::notifications::Notification,
};
use store::{
    Error, Store,
    accesses::{self, AccessRecord},
    connections, events, members, notifications,
};

use crate::given::Given;

async fn list(store: &Store, user: UserId) -> Vec<Notification> {
    let page = store.read(async |tx| notifications::list(tx, user, None, 50).await);
    page.await.unwrap().items
}

async fn unread(store: &Store, user: UserId) -> i64 {
    let unread = store.read(async |tx| notifications::count_unread(tx, user).await);
    unread.await.unwrap()
}

testbed::on_both! {
    async fn what_happens_is_told_once_to_whom_it_concerns(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 42).await;
        let ben = given.user("ben").await;
        let project = given.project("WEB", ben).await.id;
        given.member(project, ann).await;
        let shop = given.repository(project, ben, 17).await;
        let mut task = given.assigned(&shop, ann).await;
        let about = (project, task.id);
        let mut record = AccessRecord::unknown(GithubRepositoryId(17), GithubAccountId(42));
        record.grant = Grant::Active;
        let before = db.store.read(async |tx| events::span(tx).await).await.unwrap().last;
        let told = db.store.write(async |tx| {
            notifications::assigned(tx, ann, about, ben).await?;
            notifications::assigned(tx, ben, about, ben).await?;
            notifications::mentioned(tx, ann, about, ben).await?;
            for _ in 0..2 {
                accesses::save(tx, &record).await?;
                connections::mark(tx, ann, ConnectionState::Reconnect).await?;
            }
            Ok::<_, Error>(())
        });
        told.await.unwrap();
        task.pull_request = PullRequestState::ChangesRequested;
        let task = given.saved(task).await;
        given.saved(task).await;

        let told = list(&db.store, ann).await;
        let kinds: Vec<_> = told.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [
            NotificationKind::ChangesRequested,
            NotificationKind::ConnectionNeedsYou,
            NotificationKind::AccessGranted,
            NotificationKind::Mentioned,
            NotificationKind::Assigned,
        ]);
        let assigned = told.last().unwrap();
        assert_eq!(assigned.project.as_ref().unwrap().as_str(), "WEB");
        assert_eq!(assigned.title.as_ref().unwrap().as_str(), "A task");
        assert_eq!(assigned.actor.as_ref().unwrap().id, ben);
        assert_eq!(list(&db.store, ben).await, [], "what one does oneself one knows");
        let events = db.store.read(async |tx| events::list_for(tx, ann, before, 500).await);
        let heard = events.await.unwrap();
        assert!(heard.iter().any(|it| it.event.kind == EventKind::NotificationsChanged));
    }

    async fn one_reads_ones_own_and_of_own_projects_only(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.user("ben").await;
        let project = given.project("WEB", ben).await.id;
        given.member(project, ann).await;
        let task = given.task(project, ben).await;
        let about = (project, task.id);
        for _ in 0..3 {
            let told = db
                .store
                .write(async |tx| notifications::assigned(tx, ann, about, ben).await);
            told.await.unwrap();
        }
        assert_eq!(unread(&db.store, ann).await, 3);
        let first = list(&db.store, ann).await[0].id;
        let marked = db.store.write(async |tx| {
            assert!(!notifications::mark_read(tx, ben, first).await?);
            notifications::mark_read(tx, ann, first).await
        });
        assert!(marked.await.unwrap());
        assert_eq!(unread(&db.store, ann).await, 2);
        assert!(list(&db.store, ann).await[0].read);
        let page = db
            .store
            .read(async |tx| notifications::list(tx, ann, None, 2).await)
            .await
            .unwrap();
        let rest = db
            .store
            .read(async |tx| notifications::list(tx, ann, page.next.as_deref(), 2).await);
        assert_eq!(rest.await.unwrap().items.len(), 1);

        let leave = db
            .store
            .write(async |tx| members::remove(tx, project, ann).await);
        leave.await.unwrap();
        assert_eq!(unread(&db.store, ann).await, 0);
        assert_eq!(list(&db.store, ann).await, []);
        given.member(project, ann).await;
        let read = db
            .store
            .write(async |tx| notifications::mark_all_read(tx, ann).await);
        read.await.unwrap();
        assert_eq!(unread(&db.store, ann).await, 0);
        let later = db.store.clock().now() + chrono::TimeDelta::seconds(1);
        let forgotten = db
            .store
            .write(async |tx| notifications::forget(tx, later).await);
        assert_eq!(forgotten.await.unwrap(), 3);
    }
}
