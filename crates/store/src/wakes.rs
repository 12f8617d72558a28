//! PostgreSQL tells every process of new effects and events; here that rings the bells of this one.

use std::time::Duration;

use sqlx::{
    PgPool,
    postgres::{PgListener, PgNotification},
};

use crate::Bell;

/// How long to wait before listening again after the database went away.
const PAUSE: Duration = Duration::from_secs(2);

/// Where effects are told of; where events are.
const CHANNELS: [&str; 2] = ["tasksource_effects", "tasksource_events"];

/// Rings the bell that a notification is meant for, until the pool is closed.
pub(crate) async fn forward(pool: PgPool, effects: Bell, events: Bell) {
    while !pool.is_closed() {
        if let Err(error) = listen(&pool, &effects, &events).await
            && !matches!(error, sqlx::Error::PoolClosed)
        {
            tracing::warn!(%error, "PostgreSQL cannot be listened to; trying again");
            tokio::time::sleep(PAUSE).await;
        }
    }
}

async fn listen(pool: &PgPool, effects: &Bell, events: &Bell) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen_all(CHANNELS).await?;
    // Something may have been said before we listened, or while the connection was lost (then
    // nothing is received): ring both, and whoever hears it looks.
    let mut said = None;
    loop {
        match said.as_ref().map(PgNotification::channel) {
            Some("tasksource_effects") => effects.ring(),
            Some(_) => events.ring(),
            None => {
                effects.ring();
                events.ring();
            }
        }
        said = listener.try_recv().await?;
    }
}
