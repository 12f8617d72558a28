//! What the tests stand on: fresh databases of both kinds, a clock, a practice GitHub.
//!
//! Only tests depend on it; nothing here is ever part of the product.

pub mod database;
#[cfg(feature = "world")]
mod deeds;
mod postgres;
#[cfg(feature = "world")]
pub mod practice;
#[cfg(feature = "world")]
mod watching;
#[cfg(feature = "world")]
pub mod world;
