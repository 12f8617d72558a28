//! The two lines that bring a task's branch to a developer's machine.

use domain::names::BranchName;

/// What to type: clone, then go to the branch.
pub(crate) fn git_lines(clone_url: &str, branch: &BranchName) -> [String; 2] {
    let last = clone_url.trim_end_matches('/').rsplit('/').next();
    let folder = last.map_or("repository", |name| name.trim_end_matches(".git"));
    [
        format!("git clone {}", quoted(clone_url)),
        format!(
            "cd {} && git switch {}",
            quoted(folder),
            quoted(branch.as_str())
        ),
    ]
}

/// A word as a shell takes it: a branch's name may hold signs that mean something there.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(url: &str, branch: &str) -> [String; 2] {
        git_lines(url, &branch.parse().unwrap())
    }

    #[test]
    fn the_folder_is_named_as_git_names_it() {
        assert_eq!(
            lines("http://127.0.0.1:4000/acme/shop.git", "web-1-t"),
            [
                "git clone http://127.0.0.1:4000/acme/shop.git",
                "cd shop && git switch web-1-t"
            ]
        );
    }

    #[test]
    fn a_name_with_signs_of_the_shell_is_only_a_name() {
        let [_, switch] = lines("https://example.com/a/b.git", "x;rm$(id)'y");
        assert_eq!(switch, r"cd b && git switch 'x;rm$(id)'\''y'");
    }
}
