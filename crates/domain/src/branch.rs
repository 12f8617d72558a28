//! What a task's branch is called.

use crate::{
    ids::TaskNumber,
    names::{BranchName, ProjectKey, Title},
};

/// The most characters of the title that go into a branch's name.
const TITLE_MAX: usize = 50;

/// The branch of task `number`: `web-42-make-the-pages-load-faster`.
///
/// Letters outside ASCII and signs become hyphens; a title of nothing else leaves `web-42`.
pub fn name_for(key: &ProjectKey, number: TaskNumber, title: &Title) -> BranchName {
    let slug = slug(title.as_str());
    let prefix = prefix_for(key, number);
    let name = if slug.is_empty() {
        prefix
    } else {
        format!("{prefix}-{slug}")
    };
    name.parse()
        .expect("letters, digits and single hyphens make a valid branch name")
}

/// What every branch of task `number` begins with, whoever named it: `web-42`.
pub fn prefix_for(key: &ProjectKey, number: TaskNumber) -> String {
    format!("{}-{number}", key.as_str().to_lowercase())
}

fn slug(title: &str) -> String {
    let words = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase);
    let mut slug = String::new();
    for word in words {
        if slug.len() + 1 + word.len() > TITLE_MAX {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn branch(title: &str) -> String {
        let key = "WEB".parse().unwrap();
        name_for(&key, TaskNumber(42), &title.parse().unwrap()).into()
    }

    #[test]
    fn a_branch_is_named_by_key_and_title() {
        assert_eq!(
            branch("Make the pages load faster!"),
            "web-42-make-the-pages-load-faster"
        );
        assert_eq!(branch("日本語"), "web-42");
        assert_eq!(branch(&"word ".repeat(30)).len(), "web-42-".len() + 49);
    }

    proptest! {
        #[test]
        fn any_title_gives_a_name_that_git_takes(title in "\\PC{1,200}") {
            if title.parse::<Title>().is_ok() {
                prop_assert!(branch(&title).starts_with("web-42"));
            }
        }
    }
}
