//! How a repository is called in a line: as GitHub writes it.
//!
//! For showing only; nothing is ever found by it.

use crate::{Result, row::Row};

/// `owner/name` from the columns of these names, where there is a repository.
pub(crate) fn full_name(row: &Row) -> Result<Option<String>> {
    let owner: Option<String> = row.get("owner")?;
    let name: Option<String> = row.get("repository_name")?;
    let both = owner.zip(name);
    Ok(both.map(|(owner, name)| format!("{owner}/{name}")))
}
