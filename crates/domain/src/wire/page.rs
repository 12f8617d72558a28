//! Lists that come in pages.

use serde::{Deserialize, Serialize};

/// A part of a list, with the way to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// What to send as `cursor` for the next part; absent at the end. Not to be read into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
