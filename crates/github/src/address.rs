//! Addresses on GitHub.
//!
//! Nothing is ever glued into an address but by this function, which encodes it.

use url::Url;

/// An address below `base`, each segment encoded, slashes within a branch's name included.
pub(crate) fn below(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    url.path_segments_mut()
        .expect("an http address has a path")
        .pop_if_empty()
        .extend(segments);
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_stays_one_whatever_is_in_it() {
        let base: Url = "https://ghes.test/api/v3/".parse().unwrap();
        let url = below(&base, &["branches", "fix/ü?#%2F"]);
        assert_eq!(
            url.as_str(),
            "https://ghes.test/api/v3/branches/fix%2F%C3%BC%3F%23%252F"
        );
    }
}
