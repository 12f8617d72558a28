//! A user's GitHub connection: sealed tokens, fresh when asked for, refreshed once.
//!
//! This is the one place where a token is unsealed. It leaves only inside a client that is about
//! to use it, never as text.

mod apart;
mod connect;
mod connections;
mod end;
mod error;
mod fresh;
mod keys;
mod refresh;
mod seal;
mod tokens;
mod turns;

pub use connect::Finished;
pub use connections::Connections;
pub use error::Error;
pub use keys::{InvalidKeys, Keys};
