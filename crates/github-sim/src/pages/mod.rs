//! Pages for people: what the practice GitHub knows, and what links of replies lead to.
//! Only `acts` changes anything, and only by what people could do on GitHub.

mod acts;
mod answer;
mod calls;
pub(crate) mod consent;
mod faults;
mod files;
mod forms;
mod hooks;
pub(crate) mod html;
mod invitations;
mod overview;
mod people;
mod reports;
mod repositories;
mod repository;
mod switches;
mod world;

pub(crate) use answer::answer;
pub(crate) use html::foreign;
