//! Bells that wake, in this process, whoever works on effects and whoever tells of events.
//!
//! They carry nothing: who hears one looks. Other processes are told by the database.

use tokio::sync::watch;

/// Rung after the commit of a transaction that enqueued an effect, or that told of something.
#[derive(Clone, Debug)]
pub struct Bell {
    strokes: watch::Sender<()>,
}

/// Somebody who listens to the bell.
#[derive(Debug)]
pub struct Listener {
    strokes: watch::Receiver<()>,
}

impl Bell {
    pub(crate) fn new() -> Self {
        let (strokes, _) = watch::channel(());
        Self { strokes }
    }

    /// Listens from now on.
    ///
    /// Listen first, then look at the queue, then wait: a stroke in between is not lost.
    pub fn listen(&self) -> Listener {
        let strokes = self.strokes.subscribe();
        Listener { strokes }
    }

    /// Rings.
    pub fn ring(&self) {
        self.strokes.send_replace(());
    }
}

impl Listener {
    /// Waits until the bell is rung, or returns at once if it was since the last wait.
    pub async fn rung(&mut self) {
        if self.strokes.changed().await.is_err() {
            // The store is gone, so nothing will ever ring again.
            std::future::pending::<()>().await;
        }
    }
}
