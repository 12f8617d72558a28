//! What the pages must know of the server before anybody signs in.

use serde::{Deserialize, Serialize};

/// The service itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Service {
    /// The server's version.
    pub version: String,
    /// Where GitHub's pages are.
    pub github_url: String,
    /// Whether that is the practice GitHub, which the pages say in a banner.
    pub practice: bool,
}
