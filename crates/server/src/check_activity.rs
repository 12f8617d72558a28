//! `tasksource check`, the activity: every chain of it is proved, and compared with a witness.
//!
//! How is the store's business; here is only what is said about it.

use std::{fs, path::Path};

use store::{
    ChainKeys, Store,
    activity::{self, Head, Report},
};

use crate::{
    keys,
    settings::{Check, Storage},
    wiring,
};

/// How many faults are named: who has more has read enough.
const NAMED: usize = 20;

/// Proves the activity; what is wrong with it otherwise.
pub(crate) async fn check(asked: &Check) -> Result<(), String> {
    let store = open(&asked.serve.storage).await?;
    let proved = prove(&store, asked.witness.as_deref()).await;
    store.close().await;
    proved
}

/// Opens the database with the keys that there are; making some would be a change.
pub(crate) async fn open(storage: &Storage) -> Result<Store, String> {
    let known = storage.keys.is_some() || keys::path(storage).exists();
    let keys = match known.then(|| keys::load_or_create(storage)) {
        Some(Ok(keys)) => keys.for_activity(),
        // That they are missing or unusable is a finding of its own.
        Some(Err(_)) | None => ChainKeys::new(Vec::new()),
    };
    let store = wiring::open_store(storage, keys).await;
    store.map_err(|error| format!("{error:#}"))
}

async fn prove(store: &Store, witness: Option<&Path>) -> Result<(), String> {
    if !store.is_migrated().await.map_err(failed)? {
        return Err("its tables are not there yet; `serve` and `migrate` make them".into());
    }
    let witnessed = witness.map_or(Ok(Vec::new()), read)?;
    let proved = store
        .read(async |tx| activity::verify(tx, store.keys(), &witnessed).await)
        .await;
    let report = proved.map_err(failed)?;
    if report.faults.is_empty() {
        witness.map_or(Ok(()), |path| write(path, &report))
    } else {
        Err(words(&report))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives it away")]
fn failed(error: store::Error) -> String {
    format!("it cannot be read: {error}")
}

fn words(report: &Report) -> String {
    let mut lines = vec![format!("{} entries, and it is not whole", report.entries)];
    lines.extend(report.faults.iter().take(NAMED).map(ToString::to_string));
    let more = report.faults.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n         ")
}

/// What a witness saw; one that is not there yet saw nothing.
fn read(path: &Path) -> Result<Vec<Head>, String> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(path);
    let text = text.map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let heads = text.lines().map(str::parse);
    let heads: Result<_, _> = heads.collect();
    heads.map_err(|error: activity::NotAHead| format!("{}: {error}", path.display()))
}

/// Beside it first, then in its place: a witness that is cut off would see less than before.
fn write(path: &Path, report: &Report) -> Result<(), String> {
    let lines: Vec<_> = report.heads.iter().map(ToString::to_string).collect();
    let beside = path.with_extension("new");
    let written = fs::write(&beside, lines.join("\n") + "\n");
    let written = written.and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
