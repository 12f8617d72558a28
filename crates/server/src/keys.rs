//! The keys that seal tokens: from the environment, or from a file made at the first start.
//!
//! A key is never printed, and its file is readable by its owner alone.

use std::{
    fs,
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use connections::Keys;
use secrecy::ExposeSecret;

use crate::settings::Storage;

/// Where the key file is, whether or not it exists.
pub(crate) fn path(storage: &Storage) -> PathBuf {
    storage
        .key_file
        .clone()
        .unwrap_or_else(|| storage.data.join("tasksource.key"))
}

/// The keys: those of the environment, else those of the key file, which is made if need be.
pub(crate) fn load_or_create(storage: &Storage) -> Result<Keys> {
    if let Some(keys) = &storage.keys {
        return Keys::parse(keys.expose_secret()).context("TASKSOURCE_KEYS holds no usable keys");
    }
    let path = path(storage);
    if !path.exists() {
        make_folder(storage)?;
        create(&path)?;
    }
    let text = fs::read_to_string(&path)
        .with_context(|| format!("the key file {} cannot be read", path.display()))?;
    Keys::parse(&text).with_context(|| format!("{} holds no usable keys", path.display()))
}

/// Makes the data folder where it is missing.
pub(crate) fn make_folder(storage: &Storage) -> Result<()> {
    fs::create_dir_all(&storage.data)
        .with_context(|| format!("the data folder {} cannot be made", storage.data.display()))
}

/// Whether others than the owner can read the file.
pub(crate) fn is_exposed(path: &Path) -> Result<bool> {
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

fn create(path: &Path) -> Result<()> {
    let mut key = [0; 32];
    if getrandom::fill(&mut key).is_err() {
        bail!("the operating system gives no random numbers");
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("the key file {} cannot be made", path.display()))?;
    writeln!(file, "{}", hex::encode(key))?;
    file.sync_all()?;
    Ok(())
}
