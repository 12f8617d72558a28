//! Lists that come in pages.
//!
//! A page's address is never made up here: GitHub gives it in the `Link` header.

use serde::de::DeserializeOwned;
use url::Url;

use crate::{error::Error, request::Request};

/// The most entries that GitHub puts on a page.
pub(crate) const PER_PAGE: &str = "100";

/// A list, as far as it was read.
pub(crate) struct Pages<T> {
    pub(crate) items: Vec<T>,
    /// Whether there are more pages than were read.
    pub(crate) truncated: bool,
}

impl Request<'_> {
    /// Reads the list page by page, `most` pages at most.
    pub(crate) async fn pages<T: DeserializeOwned>(self, most: usize) -> Result<Pages<T>, Error> {
        let origin = self.origin();
        let mut request = self.query("per_page", PER_PAGE);
        let mut items = Vec::new();
        for _ in 0..most {
            let reply = request.send().await?;
            items.append(&mut reply.json()?);
            match reply.next() {
                None => {
                    return Ok(Pages {
                        items,
                        truncated: false,
                    });
                }
                // The token goes nowhere else, whatever a header says.
                Some(next) if next.origin() != origin => break,
                Some(next) => request = request.at(next),
            }
        }
        Ok(Pages {
            items,
            truncated: true,
        })
    }
}

/// The address marked `rel="next"` in a `Link` header.
pub(crate) fn next(link: &str) -> Option<Url> {
    link.split('<').find_map(|part| {
        let (address, parameters) = part.split_once('>')?;
        let mut parameters = parameters
            .split(';')
            .map(|parameter| parameter.trim_matches(|c: char| c == ',' || c.is_whitespace()));
        if parameters.any(|parameter| parameter == "rel=\"next\"") {
            address.parse().ok()
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_found_wherever_it_stands() {
        let first = "<https://api.github.com/repositories/1/branches?per_page=3&page=2>; \
                     rel=\"next\", <https://api.github.com/repositories/1/branches?page=9>; \
                     rel=\"last\"";
        let middle = "<https://x.test/?a=1,2&page=1>; rel=\"prev\", \
                      <https://x.test/?a=1,2&page=3>; rel=\"next\"";
        let page = next(first).unwrap();
        assert_eq!(page.query(), Some("per_page=3&page=2"));
        assert_eq!(next(middle).unwrap().query(), Some("a=1,2&page=3"));
    }

    #[test]
    fn the_last_page_has_no_next() {
        for last in [
            "",
            "<https://x.test/?page=1>; rel=\"prev\"",
            "nonsense",
            "<no address>; rel=\"next\"",
        ] {
            assert_eq!(next(last), None, "{last}");
        }
    }
}
