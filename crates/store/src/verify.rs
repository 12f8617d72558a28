//! Proving the activity: every chain is walked from its first entry to its end.
//!
//! What was changed, cut out, put in, moved or cut off is found, with the entry where it shows.
//! Nothing is mended here.

use std::{collections::BTreeMap, fmt, str::FromStr};

use uuid::Uuid;

use crate::{
    ChainKeys, ReadTx, Result,
    activity::Chain,
    chain::Hash,
    chain_keys::Proof,
    row::Row,
    walk::{Walk, walk},
};

/// What a proof came to.
#[derive(Debug, Default)]
pub struct Report {
    /// How many entries there are.
    pub entries: i64,
    /// What is wrong, chain by chain.
    pub faults: Vec<Fault>,
    /// The end of each chain. Kept elsewhere, it shows later that nothing before it was changed or
    /// cut off, whatever keys somebody has.
    pub heads: Vec<Head>,
}

/// Something wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whose chain, in words.
    pub chain: String,
    /// The entry where it shows.
    pub entry: Option<i64>,
    /// What is wrong, in words.
    pub what: String,
}

/// The end of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The chain.
    pub chain: Uuid,
    /// Its last entry.
    pub number: i64,
    /// The hash of that.
    pub hash: String,
}

/// A chain and its end as the table of ends says it.
struct Kept {
    id: Uuid,
    name: String,
    end: Option<End>,
}

struct End {
    length: i64,
    hash: Hash,
    seal: Vec<u8>,
}

/// Proves all chains, and that what `witnessed` saw once is still there.
pub async fn verify(tx: &mut ReadTx, keys: &ChainKeys, witnessed: &[Head]) -> Result<Report> {
    let mut report = Report::default();
    let mut begun: BTreeMap<Uuid, i64> = BTreeMap::new();
    let chains = chains(tx).await?;
    for kept in &chains {
        let walked = walk(tx, kept.id, keys).await?;
        for chain in &walked.begun {
            *begun.entry(*chain).or_default() += 1;
        }
        let wrong = walked.faults.iter().cloned();
        let wrong = wrong.chain(wrong_end(kept, &walked, keys));
        report.faults.extend(wrong.map(|(entry, what)| Fault {
            chain: kept.name.clone(),
            entry,
            what,
        }));
        report.entries += walked.entries;
        report.heads.push(Head {
            chain: kept.id,
            number: walked.number,
            hash: hex::encode(walked.hash),
        });
    }
    report.faults.extend(wrong_beginnings(&chains, begun));
    for head in witnessed {
        report.faults.extend(wrong_since(tx, &chains, head).await?);
    }
    Ok(report)
}

/// Every chain that has entries or an end.
async fn chains(tx: &mut ReadTx) -> Result<Vec<Kept>> {
    const SQL: &str = "
        SELECT x.id, c.length, c.hash, c.seal, p.key, u.name
        FROM (
            SELECT id
            FROM chains
            UNION
            SELECT chain_id
            FROM activity
        ) x
        LEFT JOIN chains c ON c.id = x.id
        LEFT JOIN projects p ON p.id = x.id
        LEFT JOIN users u ON u.id = x.id
        ORDER BY x.id";
    tx.query(SQL).all(read).await
}

fn read(row: &Row) -> Result<Kept> {
    let (id, length): (Uuid, Option<i64>) = (row.get("id")?, row.get("length")?);
    let (hash, seal): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get("hash")?, row.get("seal")?);
    let (key, user): (Option<String>, Option<String>) = (row.get("key")?, row.get("name")?);
    let name = match (key, user) {
        _ if id == Chain::Server.id() => "the server".to_owned(),
        (Some(key), _) => format!("project {key}"),
        (None, Some(user)) => format!("the account of {user}"),
        (None, None) => format!("a deleted project or account, {id}"),
    };
    let hash = hash.and_then(|hash| hash.try_into().ok());
    let end = length.zip(hash).map(|(length, hash)| End {
        length,
        hash,
        seal: seal.unwrap_or_default(),
    });
    Ok(Kept { id, name, end })
}

/// What is wrong where a chain ends.
fn wrong_end(kept: &Kept, walked: &Walk, keys: &ChainKeys) -> Option<(Option<i64>, String)> {
    let Some(end) = &kept.end else {
        return Some((None, "the record of its end is missing".to_owned()));
    };
    let proof = keys.prove_head(&end.seal, kept.id, end.length, &end.hash);
    let last = walked.number;
    if end.length > last {
        let what = format!("the entries from here to {} are missing", end.length);
        Some((Some(last + 1), what))
    } else if end.length < last {
        let what = "this and what follows was added by somebody else".to_owned();
        Some((Some(end.length + 1), what))
    } else if end.hash != walked.hash {
        Some((
            Some(last),
            "it is not the one that was written last".to_owned(),
        ))
    } else {
        match proof {
            Proof::Ours => None,
            Proof::KeyMissing => Some((Some(last), KEY_MISSING.to_owned())),
            Proof::Forged => {
                let what = "the chain was cut off here, or its end changed".to_owned();
                Some((Some(last), what))
            }
        }
    }
}

/// What a seal means whose key is not in the key file.
pub(crate) const KEY_MISSING: &str =
    "it is sealed with a key that is not in the key file, so nobody can tell";

/// Every chain is named by the server's once: when it began.
fn wrong_beginnings(chains: &[Kept], mut begun: BTreeMap<Uuid, i64>) -> Vec<Fault> {
    let fault = |chain: &str, what: &str| Fault {
        chain: chain.to_owned(),
        entry: None,
        what: what.to_owned(),
    };
    let mut faults = Vec::new();
    for kept in chains.iter().filter(|kept| kept.id != Chain::Server.id()) {
        match begun.remove(&kept.id) {
            Some(1) => {}
            Some(_) => faults.push(fault(&kept.name, "it was deleted, and began anew")),
            None => faults.push(fault(&kept.name, "the server's chain does not know of it")),
        }
    }
    for gone in begun.into_keys() {
        let name = format!("the chain {gone}");
        faults.push(fault(&name, "all of it is missing"));
    }
    faults
}

async fn wrong_since(tx: &mut ReadTx, chains: &[Kept], head: &Head) -> Result<Option<Fault>> {
    const SQL: &str = "
        SELECT id, hash
        FROM activity
        WHERE chain_id = $1
            AND number = $2";
    let found = tx.query(SQL).bind(head.chain).bind(head.number);
    let found = found.optional(|row| row.get::<Vec<u8>>("hash")).await?;
    if head.number == 0 || found.is_some_and(|hash| hex::encode(hash) == head.hash) {
        return Ok(None);
    }
    let kept = chains.iter().find(|kept| kept.id == head.chain);
    let name = kept.map_or_else(
        || format!("the chain {}", head.chain),
        |kept| kept.name.clone(),
    );
    Ok(Some(Fault {
        chain: name,
        entry: Some(head.number),
        what: "it is not the one that was witnessed, or it is missing".to_owned(),
    }))
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.entry {
            Some(entry) => write!(f, "{}, entry {entry}: {}", self.chain, self.what),
            None => write!(f, "{}: {}", self.chain, self.what),
        }
    }
}

/// A head as a line of a witness: chain, number and hash.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.chain, self.number, self.hash)
    }
}

/// The text is no line of a witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the end of a chain: its id, a number and a hash")]
pub struct NotAHead;

impl FromStr for Head {
    type Err = NotAHead;

    fn from_str(line: &str) -> std::result::Result<Self, NotAHead> {
        let words: Vec<_> = line.split_whitespace().collect();
        let [chain, number, hash] = words[..] else {
            return Err(NotAHead);
        };
        Ok(Self {
            chain: chain.parse().map_err(|_| NotAHead)?,
            number: number.parse().map_err(|_| NotAHead)?,
            hash: hash.to_owned(),
        })
    }
}
