//! What people say about tasks.

use std::time::Duration;

use domain::wire::me::Person;
use store::{Outdated, comments, users};

use crate::given::{Given, count, run};

testbed::on_both! {
    async fn what_was_said_is_kept_in_its_order_changed_once_and_taken_back(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.connected("ben", 7).await;
        let project = given.project("WEB", ann).await.id;
        let task = given.task(project, ann).await;
        let ben = db.store.read(async |tx| users::person(tx, ben).await);
        let ben: Person = ben.await.unwrap().unwrap();
        let say = async |text: &str, mentioned: &[Person]| {
            let text = text.parse().unwrap();
            let said = db
                .store
                .write(async |tx| comments::create(tx, task.id, ann, &text, mentioned).await);
            said.await.unwrap()
        };
        let list = async || {
            let listed = db.store.read(async |tx| comments::list(tx, task.id).await);
            listed.await.unwrap()
        };
        let first = say("Hello @ben", std::slice::from_ref(&ben)).await;
        db.clock.advance(Duration::from_secs(1));
        say("Again", &[]).await;

        let said = list().await;
        assert_eq!(said[0].id, first);
        assert_eq!(said[0].mentions, [ben]);
        assert_eq!((said[1].text.as_str(), said[1].mentions.len()), ("Again", 0));
        assert_eq!(said[1].edited_at, None);

        let change = async |comment| {
            let text = "Nobody".parse().unwrap();
            let changed = db
                .store
                .write(async |tx| comments::change(tx, comment, &text, &[]).await);
            changed.await.unwrap()
        };
        assert_eq!(change(&said[0]).await, Ok(()));
        assert_eq!(change(&said[0]).await, Err(Outdated), "it is another one by now");
        let changed = &list().await[0];
        assert_eq!(changed.edited_at, Some(db.clock.now()));
        assert_eq!((changed.text.as_str(), changed.mentions.len()), ("Nobody", 0));

        db.store.write(async |tx| comments::delete(tx, first).await).await.unwrap();
        assert_eq!(list().await.len(), 1);
        let elsewhere = given.task(project, ann).await;
        let found = db
            .store
            .read(async |tx| comments::find(tx, elsewhere.id, said[1].id).await);
        assert_eq!(found.await.unwrap(), None, "it was said about another task");

        run(&db, "DELETE FROM projects").await;
        assert_eq!(count(&db, "comments").await, 0);
    }
}
