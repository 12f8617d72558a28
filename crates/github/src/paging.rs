//! Lists that come in pages.
//!
//! How many pages are read at most is said by the caller: no list is read without a bound.

use domain::{Timestamp, ids::GithubAccountId};
use serde::de::DeserializeOwned;

use crate::{error::Error, request::Request};

/// The most entries that GitHub puts on a page.
pub(crate) const PER_PAGE: &str = "100";

/// A list, as far as it was read.
pub(crate) struct Pages<T> {
    pub(crate) items: Vec<T>,
    /// Whether there are more pages than were read.
    pub(crate) truncated: bool,
    /// The organizations that the list leaves out, because they ask for a single sign-on.
    pub(crate) left_out: Vec<GithubAccountId>,
    /// When the last page was read, by GitHub's clock.
    pub(crate) answered_at: Option<Timestamp>,
}

impl Request<'_> {
    /// Reads the list page by page, `most` pages at most.
    pub(crate) async fn pages<T: DeserializeOwned>(self, most: usize) -> Result<Pages<T>, Error> {
        let origin = self.origin();
        let mut request = self.query("per_page", PER_PAGE);
        let mut pages = Pages {
            items: Vec::new(),
            truncated: true,
            left_out: Vec::new(),
            answered_at: None,
        };
        for _ in 0..most {
            let reply = request.send().await?;
            pages.items.append(&mut reply.json()?);
            pages.left_out = reply.left_out();
            pages.answered_at = reply.answered_at();
            match reply.next() {
                None => {
                    pages.truncated = false;
                    break;
                }
                // The token goes nowhere else, whatever a header says.
                Some(next) if next.origin() != origin => break,
                Some(next) => request = request.at(next),
            }
        }
        Ok(pages)
    }
}
