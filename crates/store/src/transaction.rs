//! Open transactions: one that only reads, and one that writes too.
//!
//! Neither is ever begun or ended by hand: [`Store::read`](crate::Store::read) and
//! [`Store::write`](crate::Store::write) do that.

use std::{
    collections::BTreeSet,
    ops::{Deref, DerefMut},
};

use domain::Timestamp;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};
use uuid::Uuid;

use crate::{
    ChainKeys, Clock, Result,
    activity::Entry,
    chains,
    dialect::Clause,
    query::Query,
    told::{self, News},
};

/// A transaction that reads one unchanging state; the database itself refuses writes in it.
pub struct ReadTx {
    open: Open,
    clock: Clock,
}

/// A transaction on one of the two databases.
pub(crate) enum Open {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction that writes. All functions that read take it as well.
pub struct Tx {
    read: ReadTx,
    keys: ChainKeys,
    entries: Vec<Entry>,
    news: BTreeSet<News>,
    rings: bool,
}

/// Which bells are to be rung after a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Strokes {
    /// An effect was enqueued.
    pub(crate) effects: bool,
    /// There are events.
    pub(crate) events: bool,
}

impl ReadTx {
    pub(crate) fn new(open: Open, clock: Clock) -> Self {
        Self { open, clock }
    }

    /// This instant, by the store's clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn new_id(&self) -> Uuid {
        self.clock.new_id()
    }

    /// A statement that both databases understand.
    pub(crate) fn query(&mut self, sql: &'static str) -> Query<'_> {
        match &mut self.open {
            Open::Sqlite(tx) => Query::Sqlite(tx, sqlx::query(sql)),
            Open::Postgres(tx) => Query::Postgres(tx, sqlx::query(sql)),
        }
    }

    /// A statement that ends as the database at hand wants it.
    pub(crate) fn query_with(&mut self, sql: &'static str, end: Clause) -> Query<'_> {
        // Both parts are written in this crate: no value can get into the text.
        match &mut self.open {
            Open::Sqlite(tx) => {
                let text = AssertSqlSafe([sql, end.sqlite].concat());
                Query::Sqlite(tx, sqlx::query(text))
            }
            Open::Postgres(tx) => {
                let text = AssertSqlSafe([sql, end.postgres].concat());
                Query::Postgres(tx, sqlx::query(text))
            }
        }
    }

    pub(crate) async fn end(self) -> Result<()> {
        match self.open {
            Open::Sqlite(tx) => tx.rollback().await?,
            Open::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

impl Tx {
    pub(crate) fn new(open: Open, clock: Clock, keys: ChainKeys) -> Self {
        Self {
            read: ReadTx::new(open, clock),
            keys,
            entries: Vec::new(),
            news: BTreeSet::new(),
            rings: false,
        }
    }

    /// The keys that seal the activity.
    pub(crate) fn keys(&self) -> &ChainKeys {
        &self.keys
    }

    /// Lets an entry be appended at the very end.
    pub(crate) fn append(&mut self, entry: Entry) {
        self.news.extend(News::of_entry(&entry));
        self.entries.push(entry);
    }

    /// Lets open pages be told of something, once this is committed.
    pub(crate) fn tell(&mut self, news: News) {
        self.news.insert(news);
    }

    /// Lets the bell ring once this is committed, here and in every other process.
    pub(crate) async fn ring(&mut self) -> Result<()> {
        if !self.rings && matches!(self.read.open, Open::Postgres(_)) {
            self.query("NOTIFY tasksource_effects").execute().await?;
        }
        self.rings = true;
        Ok(())
    }

    /// Appends what there is to tell and commits; gives which bells are to be rung.
    pub(crate) async fn commit(mut self) -> Result<Strokes> {
        let entries = std::mem::take(&mut self.entries);
        // What it takes lies apart: every transaction would be as large.
        Box::pin(chains::append_all(&mut self, entries)).await?;
        let events = self.write_news().await?;
        let effects = self.rings;
        match self.read.open {
            Open::Sqlite(tx) => tx.commit().await?,
            Open::Postgres(tx) => tx.commit().await?,
        }
        Ok(Strokes { effects, events })
    }

    /// Writes the events, and has the other processes told; says whether there were any.
    async fn write_news(&mut self) -> Result<bool> {
        let news = std::mem::take(&mut self.news);
        let written = Box::pin(told::write_all(self, news)).await?;
        if written && matches!(self.read.open, Open::Postgres(_)) {
            self.query("NOTIFY tasksource_events").execute().await?;
        }
        Ok(written)
    }

    pub(crate) async fn roll_back(self) -> Result<()> {
        self.read.end().await
    }
}

impl Deref for Tx {
    type Target = ReadTx;

    fn deref(&self) -> &ReadTx {
        &self.read
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut ReadTx {
        &mut self.read
    }
}
