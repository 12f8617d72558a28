//! Real clients against the practice GitHub, unmodified, and what the real one once answered them.
//! Their packages are installed beside this crate, never copied into it.

mod fixtures;
mod gh;
mod octokit;
mod pygithub;
pub(crate) mod routes;
mod script;
mod webhooks;
mod world;
