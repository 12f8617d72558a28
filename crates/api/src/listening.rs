//! One stream of events: what was missed, then what comes, until the listener's time is over.
//!
//! What is sent is made in `hub`; nothing is decided here but when the stream ends.

use std::{collections::VecDeque, convert::Infallible, pin::Pin, time::Duration};

use actix_web::web::Bytes;
use domain::{Timestamp, ids::UserId};
use futures_util::{Stream, stream};
use store::{
    ReadTx,
    events::{self, Span},
};
use tokio::{
    sync::mpsc,
    time::{Interval, MissedTickBehavior, Sleep},
};

use crate::{
    error::Error,
    hub::{Told, frame},
};

/// How often something is sent, so that both sides know that the other is there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How much is caught up with; whoever missed more loads the page again.
const CAUGHT_UP: u32 = 500;

/// How far back a stream begins that goes on from nowhere: further than loading a page takes, so
/// that nothing falls between a page that was loaded and the stream that it opens then.
const BEGINNING: Duration = Duration::from_secs(20);

/// What a stream begins with.
pub(crate) struct Start {
    frames: VecDeque<Bytes>,
    last: i64,
}

/// What a stream needs while it is open.
pub(crate) struct Listening {
    start: Start,
    told: mpsc::Receiver<Told>,
    heartbeat: Interval,
    end: Pin<Box<Sleep>>,
}

impl Start {
    /// What a user missed since a number, or is told to load again where nobody knows that.
    pub(crate) async fn read(
        tx: &mut ReadTx,
        user: UserId,
        since: Option<i64>,
    ) -> Result<Self, Error> {
        let span = events::span(tx).await?;
        let since = if let Some(since) = since {
            since
        } else {
            let then: Timestamp = tx.now() - BEGINNING;
            events::last_before(tx, then).await?
        };
        let frames = match missed(tx, user, since, span).await? {
            Some(frames) => frames,
            None => VecDeque::from([signal(span.last, "reset")]),
        };
        Ok(Self {
            frames,
            last: span.last,
        })
    }
}

/// What was missed; nothing where too much was, or where it is forgotten.
async fn missed(
    tx: &mut ReadTx,
    user: UserId,
    since: i64,
    span: Span,
) -> Result<Option<VecDeque<Bytes>>, Error> {
    if since < span.forgotten || since > span.last {
        return Ok(None);
    }
    let missed = events::list_for(tx, user, since, CAUGHT_UP + 1).await?;
    if missed.len() > CAUGHT_UP as usize {
        return Ok(None);
    }
    let mut frames: VecDeque<_> = missed
        .into_iter()
        .map(|one| frame(one.number, &one.event))
        .collect();
    frames.push_back(signal(span.last, "ready"));
    Ok(Some(frames))
}

/// Something that is about the stream itself.
fn signal(number: i64, name: &str) -> Bytes {
    Bytes::from(format!("id: {number}\nevent: {name}\ndata: {{}}\n\n"))
}

impl Listening {
    /// A stream that lasts so long at most.
    pub(crate) fn new(start: Start, told: mpsc::Receiver<Told>, lasts: Duration) -> Self {
        let mut heartbeat = tokio::time::interval(HEARTBEAT);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        heartbeat.reset();
        Self {
            start,
            told,
            heartbeat,
            end: Box::pin(tokio::time::sleep(lasts)),
        }
    }

    /// The body of the answer.
    pub(crate) fn stream(self) -> impl Stream<Item = Result<Bytes, Infallible>> {
        stream::unfold(self, async |mut listening| {
            let next = listening.next().await?;
            Some((Ok(next), listening))
        })
    }

    async fn next(&mut self) -> Option<Bytes> {
        if let Some(frame) = self.start.frames.pop_front() {
            return Some(frame);
        }
        loop {
            tokio::select! {
                biased;
                () = &mut self.end => return None,
                told = self.told.recv() => match told {
                    // What the stream began with is not told twice.
                    Some(told) if told.number <= self.start.last => {}
                    told => return told.map(|told| told.frame),
                },
                _ = self.heartbeat.tick() => return Some(Bytes::from_static(b": here\n\n")),
            }
        }
    }
}
