//! What is wrong with a text in a field, in words.

use std::convert::Infallible;

use domain::names::{Invalid, PLACEHOLDERS};

use crate::text::mistake;

/// Why a field's text is not taken.
pub(crate) trait Mistake {
    /// The reason as a sentence for the person who wrote it.
    fn words(&self) -> String;
}

impl Mistake for Invalid {
    fn words(&self) -> String {
        match self {
            Self::Empty => mistake::empty().to_owned(),
            Self::TooShort(min) => mistake::too_short(min),
            Self::TooLong(max) => mistake::too_long(max),
            Self::ZeroCharacter => mistake::zero_character().to_owned(),
            Self::SeveralLines => mistake::several_lines().to_owned(),
            Self::CommaInLabel => mistake::comma_in_label().to_owned(),
            Self::NotALogin => mistake::not_a_login().to_owned(),
            Self::NotAnEmail => mistake::not_an_email().to_owned(),
            Self::NotAKey(max) => mistake::not_a_key(max),
            Self::NotABranch => mistake::not_a_branch().to_owned(),
            Self::UnknownPlaceholder(word) => {
                let known = PLACEHOLDERS.map(|known| format!("{{{known}}}")).join(", ");
                mistake::unknown_placeholder(&format!("{{{word}}}"), &known)
            }
        }
    }
}

impl Mistake for Infallible {
    fn words(&self) -> String {
        match *self {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::sentence;

    #[test]
    fn the_page_says_what_the_server_says() {
        for wrong in [
            Invalid::Empty,
            Invalid::TooShort(12),
            Invalid::TooLong(80),
            Invalid::ZeroCharacter,
            Invalid::SeveralLines,
            Invalid::CommaInLabel,
            Invalid::NotALogin,
            Invalid::NotAnEmail,
            Invalid::NotAKey(10),
            Invalid::NotABranch,
            Invalid::UnknownPlaceholder("commits".to_owned()),
        ] {
            assert_eq!(wrong.words(), sentence(&wrong.to_string()));
        }
    }
}
