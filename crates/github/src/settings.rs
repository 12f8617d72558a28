//! What the client has to be told: where GitHub is and which app we are there.
//!
//! Nothing is read from the environment here; the server does that.

use std::time::Duration;

use secrecy::SecretString;
use url::Url;

/// Where GitHub is, and who we are to it.
///
/// On github.com the addresses are `https://github.com` and `https://api.github.com`; on an
/// Enterprise Server the second is `https://HOST/api/v3`. The practice GitHub differs by nothing
/// else.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where GitHub's pages are.
    pub web_url: Url,
    /// Where GitHub's REST API is.
    pub api_url: Url,
    /// The OAuth app's public id.
    pub client_id: String,
    /// The OAuth app's secret.
    pub client_secret: SecretString,
    /// How long one call may take in all, every page and every further try included.
    pub timeout: Duration,
    /// How long the first repeat of a call without an answer waits, at most; each waits twice as
    /// long as the one before.
    pub pause: Duration,
}
