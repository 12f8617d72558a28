//! Everybody in this process who listens to events, and the one look that serves them all.
//!
//! Whatever the number of listeners, the records are read once for each wake. A listener that does
//! not keep up is let go, and catches up when it comes back; nothing is kept for it without end.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::web::Bytes;
use domain::{
    event::{Event, EventKind},
    ids::UserId,
};
use store::{
    ReadTx, Store,
    events::{self, Audience, Recorded},
};
use tokio::{
    sync::{mpsc, watch},
    task::AbortHandle,
};

/// How many events wait for one listener before it is let go.
const WAITING: usize = 256;

/// How many streams one user may have at once; the oldest goes first.
const STREAMS: usize = 32;

/// How many events are read at once.
const READ_AT_ONCE: u32 = 500;

/// How long to wait when the records cannot be read.
const PAUSE: Duration = Duration::from_secs(1);

/// An event as it is sent.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) number: i64,
    pub(crate) frame: Bytes,
}

/// Tells listeners of events, for as long as it is there.
pub(crate) struct Hub {
    room: Arc<Room>,
    task: AbortHandle,
}

/// Who listens, and up to where everybody was told.
struct Room {
    listeners: Mutex<Listeners>,
    /// None until the first look.
    told: watch::Sender<Option<i64>>,
}

#[derive(Default)]
struct Listeners {
    of: HashMap<UserId, Vec<mpsc::Sender<Told>>>,
    ended: bool,
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Hub {
    /// Begins to look.
    pub(crate) fn new(store: Store) -> Self {
        let room = Arc::new(Room {
            listeners: Mutex::default(),
            told: watch::Sender::new(None),
        });
        let task = tokio::spawn(keep_telling(store, Arc::clone(&room)));
        Self {
            room,
            task: task.abort_handle(),
        }
    }

    /// Listens for a user from now on: what is committed after this comes, and some of what was
    /// before may. Ends at once where the server is about to.
    pub(crate) async fn listen(&self, user: UserId) -> mpsc::Receiver<Told> {
        let (sender, receiver) = mpsc::channel(WAITING);
        {
            let mut listeners = self.room.listeners();
            if !listeners.ended {
                let streams = listeners.of.entry(user).or_default();
                streams.retain(|stream| !stream.is_closed());
                if streams.len() == STREAMS {
                    streams.remove(0);
                }
                streams.push(sender);
            }
        }
        // Before the first look nobody knows what is new. An error means that nobody looks any
        // more, and then nothing comes.
        let mut told = self.room.told.subscribe();
        told.wait_for(Option::is_some).await.ok();
        receiver
    }

    /// Ends all streams, and those that are still to come.
    pub(crate) fn end(&self) {
        let mut listeners = self.room.listeners();
        listeners.ended = true;
        listeners.of.clear();
    }
}

impl Room {
    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells those whom each event is for.
    fn tell(&self, recorded: &[Recorded], audience: &Audience) {
        let mut listeners = self.listeners();
        for one in recorded {
            let told = Told {
                number: one.number,
                frame: frame(one.number, &one.event),
            };
            if let Some(user) = one.user {
                listeners.tell(user, &told);
                if one.event.kind == EventKind::SignInsEnded {
                    // Whoever still may comes back and goes on from here.
                    listeners.of.remove(&user);
                }
            } else if let Some(users) = one.event.project.and_then(|it| audience.get(&it)) {
                for user in users {
                    listeners.tell(*user, &told);
                }
            }
        }
    }
}

impl Listeners {
    fn tell(&mut self, user: UserId, told: &Told) {
        if let Some(streams) = self.of.get_mut(&user) {
            // One that is full is too slow, and one that is closed is gone.
            streams.retain(|stream| stream.try_send(told.clone()).is_ok());
            if streams.is_empty() {
                self.of.remove(&user);
            }
        }
    }
}

/// An event in the form of the stream.
pub(crate) fn frame(number: i64, event: &Event) -> Bytes {
    let data = serde_json::to_string(event).expect("an event is plain words");
    Bytes::from(format!("id: {number}\nevent: change\ndata: {data}\n\n"))
}

async fn keep_telling(store: Store, room: Arc<Room>) {
    // Listening begins before the look, so that nothing that is told in between is missed.
    let mut bell = store.events_bell().listen();
    loop {
        let from = *room.told.borrow();
        match look(&store, &room, from).await {
            Ok(to) if Some(to) == from => bell.rung().await,
            Ok(to) => {
                room.told.send_replace(Some(to));
            }
            Err(error) => {
                tracing::warn!(%error, "events cannot be read; trying again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Tells what is new behind `from`; gives up to where.
async fn look(store: &Store, room: &Room, from: Option<i64>) -> store::Result<i64> {
    let (to, news) = store.read(async |tx| read(tx, room, from).await).await?;
    if let Some((recorded, audience)) = news {
        room.tell(&recorded, &audience);
    }
    Ok(to)
}

/// What is new, where anybody listens.
async fn read(
    tx: &mut ReadTx,
    room: &Room,
    from: Option<i64>,
) -> store::Result<(i64, Option<(Vec<Recorded>, Audience)>)> {
    let last = events::span(tx).await?.last;
    // In this order: whoever begins to listen after this look at the room reads what is there by
    // now, and needs to be told only what is behind `last`.
    let Some(from) = from.filter(|_| !room.listeners().of.is_empty()) else {
        return Ok((last, None));
    };
    let recorded = events::list_after(tx, from, READ_AT_ONCE).await?;
    let to = recorded.last().map_or(from, |one| one.number);
    let audience = events::audience(tx, from, to).await?;
    Ok((to, Some((recorded, audience))))
}
