//! Pages of a list and the `Link` header that leads through them.
//! What is listed, and in which order, is never decided here.

use serde_json::Value;
use url::form_urlencoded;

use crate::reply::Reply;
use crate::request::Request;

/// Which part of a list was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) number: usize,
    pub(crate) size: usize,
}

impl Page {
    /// Reads `page` and `per_page`; nonsense counts as missing, as on GitHub.
    pub(crate) fn of(request: &Request) -> Self {
        let number = |name| {
            request
                .query(name)
                .and_then(|text| text.parse::<usize>().ok())
        };
        Self {
            number: number("page").unwrap_or(1).max(1),
            size: number("per_page")
                .filter(|size| *size > 0)
                .unwrap_or(30)
                .min(100),
        }
    }

    /// How many entries come before this page.
    pub(crate) fn skip(self) -> usize {
        (self.number - 1).saturating_mul(self.size)
    }

    /// The entries of this page.
    pub(crate) fn cut<T>(self, list: &[T]) -> &[T] {
        let start = self.skip().min(list.len());
        &list[start..(start + self.size).min(list.len())]
    }

    /// A reply with one page of a longer list, linked to the others.
    pub(crate) fn reply(
        self,
        body: Value,
        total: usize,
        address: &str,
        request: &Request,
    ) -> Reply {
        let reply = Reply::json(200, body);
        match self.links(total, |number| address_of(address, request, number)) {
            Some(links) => reply.with("Link", &links),
            None => reply,
        }
    }

    fn links(self, total: usize, address_of: impl Fn(usize) -> String) -> Option<String> {
        let last = total.div_ceil(self.size).max(1);
        let mut links = Vec::new();
        let mut link = |name: &str, number: usize| {
            links.push(format!("<{}>; rel=\"{name}\"", address_of(number)));
        };
        if self.number > 1 {
            link("prev", (self.number - 1).min(last));
        }
        if self.number < last {
            link("next", self.number + 1);
            link("last", last);
        }
        if self.number > 1 {
            link("first", 1);
        }
        (!links.is_empty()).then(|| links.join(", "))
    }
}

fn address_of(address: &str, request: &Request, number: usize) -> String {
    address_with(address, request, "page", &number.to_string())
}

/// An address with the query of a request, but for one part of it.
pub(crate) fn address_with(address: &str, request: &Request, part: &str, value: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in request.query_pairs() {
        if name != part {
            query.append_pair(name, value);
        }
    }
    query.append_pair(part, value);
    format!("{address}?{}", query.finish())
}

#[cfg(test)]
mod tests {
    use super::Page;

    fn links(number: usize, total: usize) -> String {
        let page = Page { number, size: 10 };
        page.links(total, |number| number.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn the_only_page_has_no_links() {
        assert_eq!(links(1, 10), "");
        assert_eq!(links(1, 0), "");
    }

    #[test]
    fn a_page_links_to_those_around_it() {
        assert_eq!(links(1, 30), "<2>; rel=\"next\", <3>; rel=\"last\"");
        assert_eq!(links(3, 30), "<2>; rel=\"prev\", <1>; rel=\"first\"");
        let middle = "<1>; rel=\"prev\", <3>; rel=\"next\", <3>; rel=\"last\", <1>; rel=\"first\"";
        assert_eq!(links(2, 30), middle);
    }

    #[test]
    fn a_page_beyond_the_end_is_empty_and_leads_back() {
        assert_eq!(links(9, 30), "<3>; rel=\"prev\", <1>; rel=\"first\"");
        let page = Page {
            number: 9,
            size: 10,
        };
        assert!(page.cut(&[1, 2, 3]).is_empty());
        assert_eq!(Page { number: 2, size: 2 }.cut(&[1, 2, 3]), [3]);
    }
}
