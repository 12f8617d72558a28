//! PostgreSQL tells every process of new effects; here that becomes the bell of this process.

use std::time::Duration;

use sqlx::{PgPool, postgres::PgListener};

use crate::Bell;

/// How long to wait before listening again after the database went away.
const PAUSE: Duration = Duration::from_secs(2);

/// Rings `bell` at every notification, until the pool is closed.
pub(crate) async fn forward(pool: PgPool, bell: Bell) {
    while !pool.is_closed() {
        if let Err(error) = listen(&pool, &bell).await
            && !matches!(error, sqlx::Error::PoolClosed)
        {
            tracing::warn!(%error, "PostgreSQL cannot be listened to; trying again");
            tokio::time::sleep(PAUSE).await;
        }
    }
}

async fn listen(pool: &PgPool, bell: &Bell) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen("tasksource_effects").await?;
    loop {
        // Something may have been said before we listened, or while the connection was lost
        // (then nothing is received): ring in any case, and whoever hears it looks.
        bell.ring();
        listener.try_recv().await?;
    }
}
