//! Why a practice GitHub could not be started.
//! Refusals of single requests are never here: they are answers, see `refusals`.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What keeps a practice GitHub from running.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The data folder cannot be made or written.
    #[error("cannot use the data folder {path}: {source}")]
    Data {
        /// The folder that was asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The saved world is not one that this version wrote.
    #[error("the saved world {path} cannot be read: {source}")]
    World {
        /// The file that was found.
        path: PathBuf,
        /// Where it stops making sense.
        source: serde_json::Error,
    },
    /// The git program is missing or lacks its HTTP part.
    #[error("git with its http-backend is needed: {0}")]
    Git(io::Error),
    /// A switch was named that is not there, or given an answer that it does not take.
    #[error("{0}")]
    Switch(String),
    /// The web server could not come up.
    #[error("the web server did not start: {0}")]
    Server(String),
}
