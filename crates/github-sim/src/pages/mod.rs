//! Pages for people: what the practice GitHub knows, and what links of replies lead to.
//! Nothing in this folder changes anything.

mod answer;
pub(crate) mod consent;
pub(crate) mod html;
mod repository;
mod world;

pub(crate) use answer::answer;
