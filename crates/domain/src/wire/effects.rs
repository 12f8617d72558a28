//! What still has to happen on GitHub.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{page::Page, projects::Activity};
use crate::{
    effect::{EffectState, Trouble},
    ids::EffectId,
};

/// An effect that is not done yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Effect {
    /// Its id.
    pub id: EffectId,
    /// What it is about, in words: "access of dana to acme/shop".
    pub subject: String,
    /// How it stands.
    pub state: EffectState,
    /// How often it was tried.
    pub attempts: i64,
    /// What stands in the way.
    pub trouble: Option<Trouble>,
    /// When it is tried next.
    pub next_try_at: Option<DateTime<Utc>>,
}

/// What the system did about a task, and what it does next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Timeline {
    /// What is still to come.
    pub coming: Vec<Effect>,
    /// What happened, the latest first.
    pub happened: Page<Activity>,
}
