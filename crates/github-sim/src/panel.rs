//! The switches of one run: how they stand, and turning them while it runs.
//! What they are about is not known here, see `switches`.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::refusals::Refusal;
use crate::reply::Reply;
use crate::switches::Switches;

/// The switches of this run.
#[derive(Debug)]
pub(crate) struct Panel {
    switches: Mutex<Switches>,
    asked: Mutex<BTreeSet<&'static str>>,
    /// Where those that were asked are written down.
    notes: Option<PathBuf>,
}

impl Panel {
    /// The panel as a run starts with it.
    pub(crate) fn new(switches: Switches, notes: Option<PathBuf>) -> Self {
        Self {
            switches: Mutex::new(switches),
            asked: Mutex::default(),
            notes,
        }
    }

    /// How all of them stand, to be shown.
    pub(crate) fn now(&self) -> Switches {
        *self.switches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How they stand, to act as this one says.
    pub(crate) fn ask(&self, name: &'static str) -> Switches {
        if let Some(notes) = &self.notes {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            if asked.insert(name)
                && let Err(error) = write_down(notes, name)
            {
                tracing::error!("a switch could not be written down: {error}");
            }
        }
        self.now()
    }

    /// Turns those that are named, all or none; the others stay.
    pub(crate) fn set(&self, wished: &Value) -> Result<Reply, Refusal> {
        let wrong = |words: String| Refusal::Plain(422, words);
        let named = wished.as_object();
        let named = named.ok_or_else(|| wrong("switches are named in an object".to_owned()))?;
        let mut switches = self.now();
        for (name, answer) in named {
            let answer = answer
                .as_str()
                .map_or_else(|| answer.to_string(), str::to_owned);
            let turned = switches.answer(name, &answer);
            turned.map_err(|error| wrong(error.to_string()))?;
        }
        *self.switches.lock().unwrap_or_else(PoisonError::into_inner) = switches;
        Ok(Reply::empty(204))
    }
}

fn write_down(notes: &Path, name: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(notes)?;
    writeln!(file, "{name}")
}
