//! How fast each user's token may be worked with, and who works with it now: one at a time, in
//! whatever process.
//!
//! What is fast enough is not decided here: `domain::pace` does.

use domain::{Timestamp, ids::UserId, pace::Pace};
use uuid::Uuid;

use crate::{Result, Tx, dialect::FOR_UPDATE, row::Row};

/// Whoever works with tokens: one attempt at an effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holder(pub(crate) Uuid);

/// Whether a token may be worked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Now, and by nobody else until it is given back.
    Taken,
    /// Now; the holder has it already.
    Kept,
    /// Later: somebody else works with it.
    Busy,
    /// Not before this instant.
    NotBefore(Timestamp),
}

struct Stored {
    pace: Pace,
    ready_at: Timestamp,
    held: Option<(Holder, Timestamp)>,
}

/// Takes a user's token until an instant, if that is allowed now.
pub async fn take(tx: &mut Tx, user: UserId, holder: Holder, until: Timestamp) -> Result<Turn> {
    const SQL: &str = "
        UPDATE paces
        SET held_by = $2, held_until = $3, served_at = $4
        WHERE user_id = $1";
    let now = tx.now();
    let turn = find_or_begin(tx, user).await?.turn(holder, now);
    if matches!(turn, Turn::Taken | Turn::Kept) {
        let taken = tx.query(SQL).bind(user.0).bind(holder.0).bind(until);
        taken.bind(now).execute().await?;
    }
    Ok(turn)
}

impl Stored {
    fn turn(&self, holder: Holder, now: Timestamp) -> Turn {
        match self.held.filter(|(_, until)| *until > now) {
            Some((other, _)) if other != holder => Turn::Busy,
            Some(_) if self.pace.may_go_on(now) => Turn::Kept,
            None if self.ready_at <= now => Turn::Taken,
            _ => Turn::NotBefore(self.ready_at),
        }
    }
}

/// Gives a user's token back.
pub async fn give_back(tx: &mut Tx, user: UserId, holder: Holder) -> Result<()> {
    const SQL: &str = "
        UPDATE paces
        SET held_by = NULL, held_until = NULL
        WHERE user_id = $1
            AND held_by = $2";
    let given_back = tx.query(SQL).bind(user.0).bind(holder.0);
    given_back.execute().await?;
    Ok(())
}

/// Gives all tokens of a holder back.
pub(crate) async fn give_back_all(tx: &mut Tx, holder: Holder) -> Result<()> {
    const SQL: &str = "
        UPDATE paces
        SET held_by = NULL, held_until = NULL
        WHERE held_by = $1";
    tx.query(SQL).bind(holder.0).execute().await?;
    Ok(())
}

/// Lets a holder keep its tokens for longer.
pub(crate) async fn keep(tx: &mut Tx, holder: Holder, until: Timestamp) -> Result<()> {
    const SQL: &str = "
        UPDATE paces
        SET held_until = $2
        WHERE held_by = $1";
    tx.query(SQL).bind(holder.0).bind(until).execute().await?;
    Ok(())
}

/// Remembers what was done with a user's token, or what GitHub said about it; gives what it comes
/// to.
pub async fn change(
    tx: &mut Tx,
    user: UserId,
    change: impl FnOnce(&mut Pace, Timestamp),
) -> Result<Pace> {
    const SQL: &str = "
        UPDATE paces
        SET changes = $2, creations = $3, creations_of_an_hour = $4, points = $5, limited = $6,
            refusals = $7, ready_at = $8
        WHERE user_id = $1";
    let now = tx.now();
    let mut pace = find_or_begin(tx, user).await?.pace;
    change(&mut pace, now);
    tx.query(SQL)
        .bind(user.0)
        .bind(pace.changes)
        .bind(pace.creations)
        .bind(pace.creations_of_an_hour)
        .bind(pace.points)
        .bind(pace.limited)
        .bind(pace.refusals)
        .bind(pace.ready_at())
        .execute()
        .await?;
    Ok(pace)
}

const SELECT: &str = "
    SELECT user_id, changes, creations, creations_of_an_hour, points, limited, refusals, ready_at,
        held_by, held_until
    FROM paces
    WHERE user_id = $1";

/// Holds the row until the end of the transaction.
async fn find_or_begin(tx: &mut Tx, user: UserId) -> Result<Stored> {
    let found = tx.query_with(SELECT, FOR_UPDATE).bind(user.0);
    if let Some(stored) = found.optional(read).await? {
        return Ok(stored);
    }
    begin(tx, user).await?;
    let begun = tx.query_with(SELECT, FOR_UPDATE).bind(user.0);
    read(&begun.one().await?)
}

async fn begin(tx: &mut Tx, user: UserId) -> Result<()> {
    const SQL: &str = "
        INSERT INTO paces
            (user_id, changes, creations, creations_of_an_hour, points, limited, refusals,
            ready_at, served_at)
        VALUES ($1, $2, $2, $2, $2, $2, 0, $2, $2)
        ON CONFLICT (user_id) DO NOTHING";
    let long_ago = Timestamp::UNIX_EPOCH;
    tx.query(SQL).bind(user.0).bind(long_ago).execute().await?;
    Ok(())
}

fn read(row: &Row) -> Result<Stored> {
    let holder: Option<Uuid> = row.get("held_by")?;
    let until: Option<Timestamp> = row.get("held_until")?;
    Ok(Stored {
        pace: Pace {
            changes: row.get("changes")?,
            creations: row.get("creations")?,
            creations_of_an_hour: row.get("creations_of_an_hour")?,
            points: row.get("points")?,
            limited: row.get("limited")?,
            refusals: row.get("refusals")?,
        },
        ready_at: row.get("ready_at")?,
        held: holder.map(Holder).zip(until),
    })
}
