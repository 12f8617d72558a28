//! Keeping the world on disk: one JSON file, replaced whole a moment after each change.
//! Git data is never in it; the repositories keep themselves.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::errors::Error;
use crate::world::World;

/// Changes within this time are written together.
const GATHER: Duration = Duration::from_millis(50);

/// Writes the world from a thread of its own, until it is closed.
#[derive(Debug)]
pub(crate) struct Saver {
    bell: Mutex<Option<SyncSender<()>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Reads the saved world, if there is one.
pub(crate) fn load(data: &Path) -> Result<Option<World>, Error> {
    let path = file(data);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Data { path, source }),
    };
    serde_json::from_slice(&text)
        .map(Some)
        .map_err(|source| Error::World { path, source })
}

impl Saver {
    /// Starts saving `world` below `data`.
    pub(crate) fn start(data: &Path, world: Arc<Mutex<World>>) -> Self {
        let (bell, changes) = sync_channel(1);
        let path = file(data);
        let thread = thread::spawn(move || save_until_closed(&path, &world, &changes));
        Self {
            bell: Mutex::new(Some(bell)),
            thread: Mutex::new(Some(thread)),
        }
    }

    /// Says that something changed; returns at once.
    pub(crate) fn ring(&self) {
        if let Some(bell) = &*self.bell.lock().unwrap_or_else(PoisonError::into_inner) {
            // A full channel means that a save is due anyway.
            let _ = bell.try_send(());
        }
    }

    /// Saves a last time and returns when that is done.
    pub(crate) fn close(&self) {
        self.bell
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

fn save_until_closed(path: &Path, world: &Mutex<World>, changes: &Receiver<()>) {
    let mut open = true;
    while open {
        open = changes.recv().is_ok();
        gather(changes);
        let text = serde_json::to_vec(&*world.lock().unwrap_or_else(PoisonError::into_inner));
        let saved = text
            .map_err(io::Error::from)
            .and_then(|text| replace(path, &text));
        if let Err(error) = saved {
            tracing::error!("the world could not be saved: {error}");
        }
    }
}

/// Lets changes of the same moment come in, or returns at once when no more can come.
fn gather(changes: &Receiver<()>) {
    let end = Instant::now() + GATHER;
    while changes
        .recv_timeout(end.saturating_duration_since(Instant::now()))
        .is_ok()
    {}
}

fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("json.new");
    fs::write(&temporary, text)?;
    fs::rename(&temporary, path)
}

fn file(data: &Path) -> PathBuf {
    data.join("world.json")
}
