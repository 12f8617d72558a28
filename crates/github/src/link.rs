//! The `Link` header, by which GitHub leads from page to page.
//!
//! A page's address is never made up here: it is GitHub's own.

use url::Url;

/// The address marked `rel="next"` in a `Link` header.
pub(crate) fn next(link: &str) -> Option<Url> {
    marked(link, "next")
}

/// The number of the page that is marked so, where the list has numbered pages.
pub(crate) fn page(link: &str, relation: &str) -> Option<u32> {
    let url = marked(link, relation)?;
    let (_, number) = url.query_pairs().find(|(name, _)| name == "page")?;
    number.parse().ok()
}

fn marked(link: &str, relation: &str) -> Option<Url> {
    let wanted = format!("rel=\"{relation}\"");
    link.split('<').find_map(|part| {
        let (address, parameters) = part.split_once('>')?;
        let mut parameters = parameters
            .split(';')
            .map(|parameter| parameter.trim_matches(|c: char| c == ',' || c.is_whitespace()));
        if parameters.any(|parameter| parameter == wanted) {
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
    fn numbered_pages_tell_which_comes_next_and_how_many_there_are() {
        let numbered = "<https://x.test/?per_page=100&page=2>; rel=\"next\", \
                        <https://x.test/?per_page=100&page=50>; rel=\"last\"";
        assert_eq!(page(numbered, "next"), Some(2));
        assert_eq!(page(numbered, "last"), Some(50));
        assert_eq!(
            page("<https://x.test/?after=abc>; rel=\"next\"", "next"),
            None
        );
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
