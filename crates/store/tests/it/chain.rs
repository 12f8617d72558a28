//! The activity is a chain: what is changed, missing, moved or put in is found, with its place.

use domain::{
    activity::{ActivityKind, RequestId},
    ids::{GithubAccountId, GithubRepositoryId, ProjectId, TaskId, UserId},
};
use store::{
    Store,
    activity::{self, Chain, Entry, Head, Report},
};
use testbed::database::TestDatabase;
use uuid::Uuid;

use crate::{
    by_hand::{bytes, compute, forge, unlock},
    given::{Given, count, run},
};

/// A project of which five things are told, `thing 1` to `thing 5`.
async fn told(db: &TestDatabase) -> (UserId, ProjectId) {
    let given = Given(&db.store);
    let ann = given.user("ann").await;
    let project = given.project("WEB", ann).await.id;
    for number in 1..=5 {
        given.told(thing(project, number).by(ann)).await;
    }
    (ann, project)
}

fn thing(project: ProjectId, number: i64) -> Entry {
    let chain = Chain::Project(project);
    Entry::new(chain, ActivityKind::ProjectEdited).saying(format!("thing {number}"))
}

async fn verify(store: &Store, witness: &[Head]) -> Report {
    let report = store.read(async |tx| activity::verify(tx, store.keys(), witness).await);
    report.await.unwrap()
}

/// What is wrong, in words.
async fn faults(db: &TestDatabase) -> Vec<String> {
    let report = verify(&db.store, &[]).await;
    report.faults.iter().map(ToString::to_string).collect()
}

async fn change(db: &TestDatabase, sql: &str) {
    unlock(db).await;
    run(db, sql).await;
}

testbed::on_both! {
    async fn what_nobody_touched_is_whole_and_can_be_computed_by_hand(db: TestDatabase) {
        let (ann, project) = told(&db).await;
        let task = TaskId(Uuid::from_u128(7));
        let full = Entry::new(Chain::Account(ann), ActivityKind::AccessGranted)
            .on(Some(task))
            .about(GithubRepositoryId(17), Some(GithubAccountId(42)))
            .saying("dan \"the\" man\non acme/shöp\t\u{1b}\u{7f}")
            .because("WEB-1 is assigned")
            .answered(RequestId::read("C0FE:1:2"));
        Given(&db.store).told(full).await;

        let report = verify(&db.store, &[]).await;
        assert_eq!(report.faults, []);
        assert_eq!(report.entries, 8, "five things, one of the account, two beginnings");
        assert_eq!(report.heads.len(), 3);
        let computed = compute(&db).await;
        assert!(computed.iter().all(|entry| entry.hash == entry.written));
        let last = computed.iter().rfind(|entry| entry.chain == project.0).unwrap();
        let head = report.heads.iter().find(|head| head.chain == project.0).unwrap();
        assert_eq!((head.number, &head.hash), (5, &hex::encode(&last.hash)));
        assert_eq!(head.to_string().parse().as_ref(), Ok(head));
    }

    async fn the_database_refuses_to_change_or_delete(db: TestDatabase) {
        told(&db).await;
        for sql in ["UPDATE activity SET detail = ''", "DELETE FROM activity"] {
            let tried = std::panic::AssertUnwindSafe(run(&db, sql));
            let tried = futures_util::FutureExt::catch_unwind(tried).await;
            assert!(tried.is_err(), "{sql}");
        }
        assert_eq!(faults(&db).await, [""; 0]);
    }

    async fn a_change_is_found(db: TestDatabase) {
        told(&db).await;
        change(&db, "UPDATE activity SET actor_id = NULL WHERE detail = 'thing 2'").await;
        let expected = "project WEB, entry 2: it is not what was written, or it was moved";
        assert_eq!(faults(&db).await, [expected]);
    }

    async fn what_is_cut_out_is_found(db: TestDatabase) {
        told(&db).await;
        change(&db, "DELETE FROM activity WHERE detail IN ('thing 2', 'thing 3')").await;
        let expected = "project WEB, entry 2: the entries from here to 3 are missing";
        assert_eq!(faults(&db).await, [expected]);
    }

    async fn what_is_moved_is_found(db: TestDatabase) {
        told(&db).await;
        unlock(&db).await;
        for (from, to) in [("thing 2", 99), ("thing 3", 2), ("thing 2", 3)] {
            let sql = format!("UPDATE activity SET number = {to} WHERE detail = '{from}'");
            run(&db, &sql).await;
        }
        let moved = "it is not what was written, or it was moved";
        let expected = [2, 3, 4].map(|entry| format!("project WEB, entry {entry}: {moved}"));
        assert_eq!(faults(&db).await, expected);
    }

    async fn who_knows_the_form_but_has_no_key_is_found(db: TestDatabase) {
        told(&db).await;
        change(&db, "UPDATE activity SET detail = 'nothing' WHERE detail = 'thing 4'").await;
        forge(&db).await;
        let computed = compute(&db).await;
        assert!(computed.iter().all(|entry| entry.hash == entry.written));
        let found = faults(&db).await;
        let forged = "it was not written by this server";
        assert_eq!(
            found,
            [
                format!("project WEB, entry 4: {forged}"),
                format!("project WEB, entry 5: {forged}"),
                "project WEB, entry 5: the chain was cut off here, or its end changed".to_owned(),
            ]
        );
    }

    async fn what_is_cut_off_is_found(db: TestDatabase) {
        told(&db).await;
        change(&db, "DELETE FROM activity WHERE detail IN ('thing 4', 'thing 5')").await;
        let expected = "project WEB, entry 4: the entries from here to 5 are missing";
        assert_eq!(faults(&db).await, [expected]);

        run(&db, "UPDATE chains SET length = 3 WHERE length = 5").await;
        let expected = "project WEB, entry 3: it is not the one that was written last";
        assert_eq!(faults(&db).await, [expected]);

        let computed = compute(&db).await;
        let third = computed.iter().find(|entry| entry.detail == "thing 3").unwrap();
        let hash = bytes(&db, &third.hash);
        run(&db, &format!("UPDATE chains SET hash = {hash} WHERE length = 3")).await;
        let expected = "project WEB, entry 3: the chain was cut off here, or its end changed";
        assert_eq!(faults(&db).await, [expected]);
    }

    async fn a_cut_off_chain_goes_on_and_tells_of_it(db: TestDatabase) {
        let (_, project) = told(&db).await;
        change(&db, "DELETE FROM activity WHERE detail = 'thing 5'").await;
        let computed = compute(&db).await;
        let fourth = computed.iter().find(|entry| entry.detail == "thing 4").unwrap();
        let (hash, number) = (bytes(&db, &fourth.hash), fourth.number);
        let sql = format!("UPDATE chains SET length = {number}, hash = {hash} WHERE length = 5");
        run(&db, &sql).await;
        Given(&db.store).told(thing(project, 6)).await;
        let expected =
            "project WEB, entry 5: entries before this one were changed or cut off";
        assert_eq!(faults(&db).await, [expected], "nobody is kept from working");

        let listed = db.store.read(async |tx| activity::list(tx, project, None, 2).await);
        let kinds = listed.await.unwrap().items.into_iter().map(|entry| entry.kind);
        assert_eq!(
            kinds.collect::<Vec<_>>(),
            [ActivityKind::ProjectEdited, ActivityKind::ChainBroken]
        );
    }

    async fn what_is_put_in_is_found(db: TestDatabase) {
        told(&db).await;
        let uuid = bytes(&db, Uuid::from_u128(99).as_bytes());
        let sql = format!(
            "INSERT INTO activity (id, chain_id, number, at, kind, detail, reason, hash, seal)
            SELECT {uuid}, chain_id, 6, at, kind, 'thing 6', '', hash, seal
            FROM activity
            WHERE detail = 'thing 5'"
        );
        run(&db, &sql).await;
        assert_eq!(
            faults(&db).await,
            [
                "project WEB, entry 6: it is not what was written, or it was moved",
                "project WEB, entry 6: this and what follows was added by somebody else",
            ]
        );
    }

    async fn a_chain_that_is_gone_is_missed(db: TestDatabase) {
        let (_, project) = told(&db).await;
        let chain = bytes(&db, project.0.as_bytes());
        unlock(&db).await;
        run(&db, &format!("DELETE FROM chains WHERE id = {chain}")).await;
        assert_eq!(faults(&db).await, ["project WEB: the record of its end is missing"]);

        run(&db, &format!("DELETE FROM activity WHERE chain_id = {chain}")).await;
        let expected = format!("the chain {project}: all of it is missing");
        assert_eq!(faults(&db).await, [expected]);

        Given(&db.store).told(thing(project, 1)).await;
        assert_eq!(faults(&db).await, ["project WEB: it was deleted, and began anew"]);
    }

    async fn a_server_that_forgot_its_chains_is_noticed(db: TestDatabase) {
        told(&db).await;
        let server = bytes(&db, Uuid::nil().as_bytes());
        unlock(&db).await;
        run(&db, &format!("DELETE FROM activity WHERE chain_id = {server}")).await;
        run(&db, &format!("DELETE FROM chains WHERE id = {server}")).await;
        let found = faults(&db).await;
        assert_eq!(found, ["project WEB: the server's chain does not know of it"]);
    }

    async fn what_somebody_slips_in_as_old_is_noticed(db: TestDatabase) {
        let (_, project) = told(&db).await;
        let (id, chain) = (Uuid::from_u128(9), bytes(&db, project.0.as_bytes()));
        let sql = format!(
            "INSERT INTO activity_unchained (id, project_id, kind, detail, at)
            VALUES ({}, {chain}, 'project_edited', 'long ago', '2020-01-01T00:00:00+00:00')",
            bytes(&db, id.as_bytes())
        );
        run(&db, &sql).await;
        db.store.migrate().await.unwrap();
        let slipped = "the server, entry 2: entries were slipped in as if they were from before";
        assert_eq!(faults(&db).await, [slipped]);
    }

    async fn a_witness_finds_what_an_old_copy_of_the_end_hides(db: TestDatabase) {
        let (_, project) = told(&db).await;
        run(&db, "CREATE TABLE copied AS SELECT * FROM chains").await;
        Given(&db.store).told(thing(project, 6)).await;
        let witness = verify(&db.store, &[]).await.heads;
        assert_eq!(verify(&db.store, &witness).await.faults, []);

        change(&db, "DELETE FROM activity WHERE detail = 'thing 6'").await;
        run(&db, "DELETE FROM chains").await;
        run(&db, "INSERT INTO chains SELECT * FROM copied").await;
        assert_eq!(faults(&db).await, [""; 0], "the old end was ours, too");
        let seen = verify(&db.store, &witness).await.faults;
        let expected =
            "project WEB, entry 6: it is not the one that was witnessed, or it is missing";
        assert_eq!(seen.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
    }

    async fn an_entry_outlives_what_it_tells_of(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.user("ben").await;
        let project = given.project("WEB", ann).await.id;
        let task = given.task(project, ann).await;
        let entry = Entry::new(Chain::Project(project), ActivityKind::TaskEdited);
        given.told(entry.by(ben).on(Some(task.id))).await;
        given.told(Entry::new(Chain::Account(ben), ActivityKind::SignedIn).by(ben)).await;

        run(&db, "DELETE FROM users WHERE name = 'ben'").await;
        let listed = db.store.read(async |tx| activity::list(tx, project, None, 9).await);
        let entry = listed.await.unwrap().items.remove(0);
        assert_eq!(entry.actor.unwrap().name.as_str(), "A deleted account");
        run(&db, "DELETE FROM projects").await;
        assert_eq!(count(&db, "activity").await, 4);
        assert_eq!(faults(&db).await, [""; 0]);
    }

    async fn writers_at_once_make_one_order(db: TestDatabase) {
        let (ann, project) = told(&db).await;
        let other = Given(&db.store).project("APP", ann).await.id;
        let writers = (0..4).map(async |writer: i64| {
            let store = db.another_store().await;
            for turn in 0..15 {
                let mut entries = [thing(project, turn), thing(other, turn)];
                if writer % 2 == 0 {
                    entries.reverse();
                }
                store
                    .write(async |tx| {
                        for entry in entries {
                            activity::append(tx, entry);
                        }
                        Ok::<_, store::Error>(())
                    })
                    .await
                    .unwrap();
            }
        });
        futures_util::future::join_all(writers).await;
        let report = verify(&db.store, &[]).await;
        assert_eq!(report.faults, []);
        let of = |chain: Uuid| report.heads.iter().find(|head| head.chain == chain);
        assert_eq!(of(project.0).unwrap().number, 65);
        assert_eq!(of(other.0).unwrap().number, 60);
    }

    async fn a_change_that_fails_tells_nothing(db: TestDatabase) {
        let (_, project) = told(&db).await;
        let failed: Result<(), store::Error> = db
            .store
            .write(async |tx| {
                activity::append(tx, thing(project, 6));
                Err(store::Error::BadCursor)
            })
            .await;
        assert!(failed.is_err());
        let report = verify(&db.store, &[]).await;
        assert_eq!(report.entries, 6, "five things, and a beginning");
        assert_eq!(report.faults, []);
    }
}
