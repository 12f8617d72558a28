//! Versions: `ETag` on what is read, `If-Match` on what is changed, so that two people editing
//! never overwrite each other in silence.
//!
//! Only the comparison is here; what happens on a match is the handler's business.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};
use domain::problem::ProblemCode;

use crate::error::Error;

/// The version that a change is based on.
#[derive(Clone, Copy)]
pub(crate) struct IfMatch(Option<i64>);

impl IfMatch {
    /// Goes on only if nobody changed the thing meanwhile.
    pub(crate) fn check(self, version: i64) -> Result<(), Error> {
        if self.0 == Some(version) {
            Ok(())
        } else {
            Err(ProblemCode::Outdated.into())
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.headers().get(header::IF_MATCH) {
            None => Err(ProblemCode::VersionNeeded.into()),
            Some(value) => Ok(Self(value.to_str().ok().and_then(number))),
        })
    }
}

/// The version in a tag. Whoever compressed the answer may have made the tag a weak one.
fn number(tag: &str) -> Option<i64> {
    let strong = tag.trim().trim_start_matches("W/");
    strong.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

/// The tag of a version.
pub(crate) fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_reads_back_also_after_it_was_made_weak() {
        assert_eq!(number(&tag(7)), Some(7));
        assert_eq!(number("W/\"7\""), Some(7));
        for other in ["7", "*", "\"x\"", "", "\""] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
