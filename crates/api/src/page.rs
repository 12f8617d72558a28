//! What every list takes: where to go on, and how much to give.
//!
//! What a cursor holds is the store's secret.

use serde::Deserialize;
use utoipa::IntoParams;

/// The entries of a page when nothing is said.
const LIMIT: u32 = 50;

/// The most entries of a page.
const LIMIT_MAX: u32 = 200;

/// Which page of a list.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageQuery {
    /// The `next` of the page before; left out, the list begins.
    pub(crate) cursor: Option<String>,
    /// The most entries to give, 1 to 200; left out, 50.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    pub(crate) limit: Limit,
}

/// How many entries a page has at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Limit(pub(crate) u32);

impl Default for Limit {
    fn default() -> Self {
        Self(LIMIT)
    }
}

impl TryFrom<String> for Limit {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.parse() {
            Ok(limit) if (1..=LIMIT_MAX).contains(&limit) => Ok(Self(limit)),
            _ => Err(format!("use a number from 1 to {LIMIT_MAX}")),
        }
    }
}

/// The number of a page of a list of GitHub's, whose pages have numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct PageNumber(pub(crate) u32);

impl Default for PageNumber {
    fn default() -> Self {
        Self(1)
    }
}

impl TryFrom<String> for PageNumber {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.parse() {
            Ok(number) if number > 0 => Ok(Self(number)),
            _ => Err("use the number of a page, from 1"),
        }
    }
}
