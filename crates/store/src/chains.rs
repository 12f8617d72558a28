//! Lengthening the chains of the activity: the end is held, compared with what is there, and moved.
//!
//! It happens last in a transaction, so that nobody waits longer than one commit, and always in
//! the same order, so that nobody waits in a circle.

use std::collections::BTreeMap;

use domain::{Timestamp, activity::ActivityKind};
use uuid::Uuid;

use crate::{
    Result, Tx,
    activity::{Chain, Entry},
    chain::{Hash, Link, NOTHING},
    chain_keys::Proof,
    dialect::FOR_UPDATE,
    row::Row,
};

/// An entry with its id and instant.
pub(crate) struct Made {
    pub(crate) id: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) entry: Entry,
}

/// The last entry of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    number: i64,
    hash: Hash,
}

/// The end as its row says.
struct Left {
    end: End,
    proof: Proof,
}

/// How the end of a chain was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// There was none.
    Begun,
    /// As it was left.
    Sound,
    /// Not as it was left: somebody changed the records.
    Broken,
}

impl End {
    const NONE: Self = Self {
        number: 0,
        hash: NOTHING,
    };
}

/// Appends what a transaction has to tell.
pub(crate) async fn append_all(tx: &mut Tx, entries: Vec<Entry>) -> Result<()> {
    let made = entries.into_iter().map(|entry| Made {
        id: tx.new_id(),
        at: tx.now(),
        entry,
    });
    let made = made.collect();
    append_made(tx, made).await
}

/// Appends entries that have their ids and instants already.
pub(crate) async fn append_made(tx: &mut Tx, entries: Vec<Made>) -> Result<()> {
    let mut chains: BTreeMap<Chain, Vec<Made>> = BTreeMap::new();
    for made in entries {
        chains.entry(made.entry.chain).or_default().push(made);
    }
    // The server's own chain comes last, for it takes up which others begin.
    while let Some((chain, entries)) = chains.pop_first() {
        let standing = lengthen(tx, chain, entries).await?;
        if standing == Standing::Begun && chain != Chain::Server {
            let begun = Entry::new(Chain::Server, ActivityKind::ChainBegun);
            let begun = made(tx, begun.saying(chain.id().to_string()));
            chains.entry(Chain::Server).or_default().push(begun);
        }
    }
    Ok(())
}

async fn lengthen(tx: &mut Tx, chain: Chain, mut entries: Vec<Made>) -> Result<Standing> {
    let (mut end, standing) = hold(tx, chain.id()).await?;
    if standing == Standing::Broken {
        // Whoever changed the records must not be able to stop the work, nor hide behind it: the
        // break is told in the chain itself, where it stays.
        let broken = Entry::new(chain, ActivityKind::ChainBroken);
        let broken = broken.because("the end of the records was not as it had been left");
        entries.insert(0, made(tx, broken));
        tracing::error!(chain.id = %chain.id(), "the activity was changed by somebody else");
    }
    for entry in entries {
        end = insert(tx, end, entry).await?;
    }
    move_end(tx, chain.id(), end).await?;
    Ok(standing)
}

fn made(tx: &Tx, entry: Entry) -> Made {
    Made {
        id: tx.new_id(),
        at: tx.now(),
        entry,
    }
}

/// Holds the end of a chain until the transaction is over.
async fn hold(tx: &mut Tx, chain: Uuid) -> Result<(End, Standing)> {
    let mut left = left_as(tx, chain).await?;
    let mut begun = false;
    while left.is_none() {
        begun = begin(tx, chain).await?;
        left = left_as(tx, chain).await?;
    }
    // A look of its own, after the wait: what others appended meanwhile is seen.
    let found = last(tx, chain).await?;
    let standing = match left {
        _ if begun && found == End::NONE => Standing::Begun,
        Some(Left { end, proof }) if end == found && proof == Proof::Ours => Standing::Sound,
        _ => Standing::Broken,
    };
    Ok((found, standing))
}

/// Makes the end of an empty chain; says whether nobody else was first.
async fn begin(tx: &mut Tx, chain: Uuid) -> Result<bool> {
    const SQL: &str = "
        INSERT INTO chains (id, length, hash, seal)
        VALUES ($1, 0, $2, $2)
        ON CONFLICT (id) DO NOTHING";
    let begin = tx.query(SQL).bind(chain).bind(&NOTHING[..]);
    Ok(begin.execute().await? == 1)
}

async fn left_as(tx: &mut Tx, chain: Uuid) -> Result<Option<Left>> {
    const SQL: &str = "
        SELECT id, length, hash, seal
        FROM chains
        WHERE id = $1";
    let query = tx.query_with(SQL, FOR_UPDATE).bind(chain);
    let found = query
        .optional(|row| Ok((read_end(row, "length")?, row.get::<Vec<u8>>("seal")?)))
        .await?;
    Ok(found.map(|(end, seal)| {
        let proof = tx.keys().prove_head(&seal, chain, end.number, &end.hash);
        Left { end, proof }
    }))
}

async fn last(tx: &mut Tx, chain: Uuid) -> Result<End> {
    const SQL: &str = "
        SELECT id, number, hash
        FROM activity
        WHERE chain_id = $1
        ORDER BY number DESC
        LIMIT 1";
    let last = tx.query(SQL).bind(chain);
    let last = last.optional(|row| read_end(row, "number")).await?;
    Ok(last.unwrap_or(End::NONE))
}

/// A hash that is none any more breaks the chain; it must not keep it from going on.
fn read_end(row: &Row, number: &'static str) -> Result<End> {
    let hash: Vec<u8> = row.get("hash")?;
    Ok(End {
        number: row.get(number)?,
        hash: hash.try_into().unwrap_or(NOTHING),
    })
}

async fn insert(tx: &mut Tx, end: End, made: Made) -> Result<End> {
    const SQL: &str = "
        INSERT INTO activity
            (id, chain_id, number, at, kind, actor_id, task_id, github_repository_id,
            github_account_id, detail, reason, request_id, hash, seal)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let link = link(end.number + 1, made);
    let hash = link.hash(&end.hash);
    let seal = tx.keys().seal_entry(&hash);
    let number = link.number;
    tx.query(SQL)
        .bind(link.id)
        .bind(link.chain)
        .bind(number)
        .bind(link.at)
        .bind(link.kind)
        .bind(link.actor)
        .bind(link.task)
        .bind(link.repository)
        .bind(link.account)
        .bind(link.detail)
        .bind(link.reason)
        .bind(link.request)
        .bind(&hash[..])
        .bind(seal)
        .execute()
        .await?;
    Ok(End { number, hash })
}

fn link(number: i64, made: Made) -> Link {
    let entry = made.entry;
    Link {
        chain: entry.chain.id(),
        number,
        id: made.id,
        at: made.at,
        kind: entry.kind.as_str().to_owned(),
        actor: entry.actor.map(|user| user.0),
        task: entry.task.map(|task| task.0),
        repository: entry.repository.map(|repository| repository.0),
        account: entry.account.map(|account| account.0),
        detail: entry.detail,
        reason: entry.reason,
        request: entry.request.map(|request| request.to_string()),
    }
}

async fn move_end(tx: &mut Tx, chain: Uuid, end: End) -> Result<()> {
    const SQL: &str = "
        UPDATE chains
        SET length = $2, hash = $3, seal = $4
        WHERE id = $1";
    let seal = tx.keys().seal_head(chain, end.number, &end.hash);
    tx.query(SQL)
        .bind(chain)
        .bind(end.number)
        .bind(&end.hash[..])
        .bind(seal)
        .execute()
        .await?;
    Ok(())
}
