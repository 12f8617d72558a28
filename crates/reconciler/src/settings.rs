//! What the reconciler is told once, when it is made.
//!
//! Nothing here is read from the environment: the server does that.

use std::time::Duration;

use url::Url;

/// How the reconciler works.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many effects are worked on at the same time.
    pub workers: usize,
    /// How long an effect belongs to the one who claimed it; it is extended while the work goes on.
    pub lease: Duration,
    /// How often everything that was not looked at lately is looked at again.
    pub sweep_every: Duration,
    /// The same for repositories that GitHub sends no messages about.
    pub poll_every: Duration,
    /// Whether GitHub sets no limits, as an Enterprise Server may; then nothing is spaced.
    pub unlimited: bool,
    /// How long what runs at shutdown may go on before it is handed back.
    pub finish_within: Duration,
    /// The public address that GitHub delivers webhooks to; without it, there are none.
    pub hook_url: Option<Url>,
    /// The address of the pages, for links in the texts of pull requests.
    pub app_url: Url,
}
