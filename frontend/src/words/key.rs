//! A project's key, suggested from its name.

use domain::names::ProjectKey;

const WORTH: usize = 4;

/// `Website` gives `WEBS`, `Customer Portal` gives `CP`; nothing where no letter is to be had.
pub(crate) fn suggest_key(name: &str) -> String {
    let plain = |word: &str| -> String {
        let letters = word.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|c| c.to_ascii_uppercase()).collect()
    };
    let words: Vec<String> = name.split_whitespace().map(plain).collect();
    let words: Vec<&String> = words.iter().filter(|word| !word.is_empty()).collect();
    let key: String = match words.as_slice() {
        [] => String::new(),
        [word] => word.chars().take(WORTH).collect(),
        many => many
            .iter()
            .filter_map(|word| word.chars().next())
            .take(WORTH)
            .collect(),
    };
    if key.parse::<ProjectKey>().is_ok() {
        key
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_cut_and_many_give_their_first_letters() {
        assert_eq!(suggest_key("Website"), "WEBS");
        assert_eq!(suggest_key("Customer Portal"), "CP");
        assert_eq!(suggest_key("a b c d e f"), "ABCD");
    }

    #[test]
    fn nothing_is_suggested_that_would_be_refused() {
        for name in ["", "x", "日本語", "2 fast", "42"] {
            assert_eq!(suggest_key(name), "", "{name}");
        }
    }
}
