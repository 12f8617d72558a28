//! Walking one chain of the activity, entry by entry.
//!
//! Whether its end is where it should be is for `verify` to say.

use domain::{Timestamp, activity::ActivityKind};
use uuid::Uuid;

use crate::{
    ChainKeys, ReadTx, Result,
    activity::Chain,
    chain::{Hash, Link, NOTHING},
    chain_keys::Proof,
    row::Row,
    verify::KEY_MISSING,
};

/// How many entries are in memory at the same time.
const AT_ONCE: i64 = 500;

/// After so many faults a chain is not worth any more words.
const FAULTS: usize = 5;

/// What was met on the way.
pub(crate) struct Walk {
    /// How many entries there are.
    pub(crate) entries: i64,
    /// The number of the last one.
    pub(crate) number: i64,
    /// The hash of the last one, as it is written there.
    pub(crate) hash: Hash,
    /// The chains that this one says have begun.
    pub(crate) begun: Vec<Uuid>,
    /// What is wrong, with the entry where it shows.
    pub(crate) faults: Vec<(Option<i64>, String)>,
    /// Whether the entry before is there to compare with.
    unbroken: bool,
}

/// An entry with the hash and the seal that it bears.
struct Borne {
    link: Link,
    hash: Hash,
    seal: Vec<u8>,
}

/// Walks a chain.
pub(crate) async fn walk(tx: &mut ReadTx, chain: Uuid, keys: &ChainKeys) -> Result<Walk> {
    let mut walk = Walk {
        entries: 0,
        number: 0,
        hash: NOTHING,
        begun: Vec::new(),
        faults: Vec::new(),
        unbroken: true,
    };
    loop {
        let some = entries(tx, chain, walk.number).await?;
        if some.is_empty() {
            walk.faults.truncate(FAULTS);
            return Ok(walk);
        }
        for (number, entry) in some {
            walk.step(number, entry, keys);
        }
    }
}

impl Walk {
    fn step(&mut self, number: i64, entry: Option<Borne>, keys: &ChainKeys) {
        if number != self.number + 1 {
            let what = match number - 1 - self.number {
                1 => "it is missing".to_owned(),
                _ => format!("the entries from here to {} are missing", number - 1),
            };
            self.faults.push((Some(self.number + 1), what));
            self.unbroken = false;
        }
        self.entries += 1;
        self.number = number;
        let Some(entry) = entry else {
            self.wrong("it cannot be read");
            self.unbroken = false;
            return;
        };
        self.compare(&entry, keys);
        self.hash = entry.hash;
        self.unbroken = true;
    }

    fn compare(&mut self, entry: &Borne, keys: &ChainKeys) {
        if self.unbroken && entry.link.hash(&self.hash) != entry.hash {
            self.wrong("it is not what was written, or it was moved");
        }
        match keys.prove_entry(&entry.seal, &entry.hash) {
            Proof::Ours => {}
            Proof::KeyMissing => self.wrong(KEY_MISSING),
            Proof::Forged => self.wrong("it was not written by this server"),
        }
        let kind = entry.link.kind.as_str();
        if kind == ActivityKind::ChainBroken.as_str() {
            self.wrong("entries before this one were changed or cut off");
        }
        if kind == ActivityKind::ChainAdopted.as_str() && self.number != 1 {
            self.wrong("entries were slipped in as if they were from before");
        }
        let servers = entry.link.chain == Chain::Server.id();
        if servers && kind == ActivityKind::ChainBegun.as_str() {
            self.begun.extend(entry.link.detail.parse::<Uuid>().ok());
        }
    }

    fn wrong(&mut self, what: &str) {
        self.faults.push((Some(self.number), what.to_owned()));
    }
}

/// The next entries of a chain; one that cannot be read is nothing but its number.
async fn entries(tx: &mut ReadTx, chain: Uuid, after: i64) -> Result<Vec<(i64, Option<Borne>)>> {
    const SQL: &str = "
        SELECT id, chain_id, number, at, kind, actor_id, task_id, github_repository_id,
            github_account_id, detail, reason, request_id, hash, seal
        FROM activity
        WHERE chain_id = $1
            AND number > $2
        ORDER BY number
        LIMIT $3";
    let some = tx.query(SQL).bind(chain).bind(after).bind(AT_ONCE);
    some.all(|row| Ok((row.get("number")?, read(row).ok())))
        .await
}

fn read(row: &Row) -> Result<Borne> {
    let hash: Vec<u8> = row.get("hash")?;
    let at: Timestamp = row.get("at")?;
    Ok(Borne {
        link: Link {
            chain: row.get("chain_id")?,
            number: row.get("number")?,
            id: row.get("id")?,
            at,
            kind: row.get("kind")?,
            actor: row.get("actor_id")?,
            task: row.get("task_id")?,
            repository: row.get("github_repository_id")?,
            account: row.get("github_account_id")?,
            detail: row.get("detail")?,
            reason: row.get("reason")?,
            request: row.get("request_id")?,
        },
        hash: hash
            .try_into()
            .map_err(|_| row.broken("activity", "hash"))?,
        seal: row.get("seal")?,
    })
}
