//! Small pieces of language: sentences, initials.

/// A remark as a sentence: a capital letter first, a full stop last.
pub(crate) fn sentence(remark: &str) -> String {
    let mut letters = remark.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let mut sentence: String = first.to_uppercase().chain(letters).collect();
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// The first letters of a name's first and last word.
pub(crate) fn initials(name: &str) -> String {
    let letter = |word: &str| word.chars().next();
    let mut words = name.split_whitespace();
    let first = words.next().and_then(letter);
    let last = words.next_back().and_then(letter);
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_becomes_a_sentence() {
        assert_eq!(sentence("use one line"), "Use one line.");
        assert_eq!(sentence("Done."), "Done.");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn initials_are_first_and_last() {
        assert_eq!(initials("Ada King Lovelace"), "AL");
        assert_eq!(initials("ada"), "A");
        assert_eq!(initials("  "), "");
    }
}
