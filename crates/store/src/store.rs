//! The door to the database: every transaction begins and ends here.
//!
//! Nothing here waits for the network while a transaction is open, and no caller may.

use std::sync::Arc;

use crate::{
    Bell, ChainKeys, Clock, Error, ReadTx, Result, Tx, activity, migrations, pools::Pools, wakes,
};

/// The database. Clones are handles to the same one.
#[derive(Clone)]
pub struct Store {
    pools: Pools,
    clock: Clock,
    bell: Bell,
    events_bell: Bell,
    shared: Arc<Shared>,
}

/// What is there once for all handles.
struct Shared {
    keys: ChainKeys,
    /// Ends when the last handle goes.
    listening: Option<tokio::task::AbortHandle>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Some(task) = &self.listening {
            task.abort();
        }
    }
}

impl Store {
    /// Opens the database at `url`: `sqlite:///path/to/file.db`, which is made where it is
    /// missing, or `postgres://…`. Its tables are left as they are. `keys` seal the activity.
    pub async fn open(url: &str, clock: Clock, keys: ChainKeys) -> Result<Self> {
        let pools = Pools::open(url).await?;
        let (bell, events_bell) = (Bell::new(), Bell::new());
        let listening = match &pools {
            Pools::Sqlite { .. } => None,
            Pools::Postgres(pool) => {
                let forward = wakes::forward(pool.clone(), bell.clone(), events_bell.clone());
                Some(tokio::spawn(forward).abort_handle())
            }
        };
        let shared = Arc::new(Shared { keys, listening });
        Ok(Self {
            pools,
            clock,
            bell,
            events_bell,
            shared,
        })
    }

    /// Brings the tables up to date; does nothing where they are.
    pub async fn migrate(&self) -> Result<()> {
        self.pools.migrate().await?;
        activity::adopt(self).await
    }

    /// Whether the tables are up to date.
    pub async fn is_migrated(&self) -> Result<bool> {
        self.read(migrations::are_applied).await
    }

    /// Asks the database for a sign of life.
    pub async fn ping(&self) -> Result<()> {
        self.read(async |tx| {
            tx.query("SELECT 1").one().await?;
            Ok(())
        })
        .await
    }

    /// Closes all connections, after the transactions that are open.
    pub async fn close(&self) {
        self.pools.close().await;
    }

    /// The clock that all records are dated by.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The keys that seal the activity.
    pub fn keys(&self) -> &ChainKeys {
        &self.shared.keys
    }

    /// The bell that rings when an effect was enqueued.
    pub fn bell(&self) -> &Bell {
        &self.bell
    }

    /// The bell that rings when there are new events.
    pub fn events_bell(&self) -> &Bell {
        &self.events_bell
    }

    /// Whether this is PostgreSQL, which several processes may share.
    pub fn is_postgres(&self) -> bool {
        matches!(self.pools, Pools::Postgres(_))
    }

    /// Does `work` in a transaction that is kept whole on `Ok` and undone whole on `Err`.
    ///
    /// The bells ring after the commit. On SQLite a write within a write would wait for itself:
    /// pass the transaction on instead.
    pub async fn write<T, E: From<Error>>(
        &self,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let open = self.pools.begin_write().await?;
        let mut tx = Tx::new(open, self.clock.clone(), self.keys().clone());
        match work(&mut tx).await {
            Ok(value) => {
                let strokes = tx.commit().await?;
                if strokes.effects {
                    self.bell.ring();
                }
                if strokes.events {
                    self.events_bell.ring();
                }
                Ok(value)
            }
            Err(error) => {
                // What went wrong first is what counts; the database undoes the rest by itself.
                tx.roll_back().await.ok();
                Err(error)
            }
        }
    }

    /// Does `work` in a transaction that sees one unchanging state and cannot write.
    pub async fn read<T, E: From<Error>>(
        &self,
        work: impl AsyncFnOnce(&mut ReadTx) -> Result<T, E>,
    ) -> Result<T, E> {
        let open = self.pools.begin_read().await?;
        let mut tx = ReadTx::new(open, self.clock.clone());
        let value = work(&mut tx).await?;
        tx.end().await?;
        Ok(value)
    }
}
