//! Who is mentioned in a text: `@` and then a name or a GitHub account, as people write it.
//!
//! Only those who were given to choose from are ever found: nobody is mentioned by accident.

use crate::wire::me::Person;

/// A mention in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// Where its `@` stands, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Who is meant.
    pub person: &'a Person,
}

/// The mentions of these people in a text, in its order. Of two names that fit the longer counts,
/// so that *Ann* does not hide *Ann Arbor*.
pub fn mentions<'a>(text: &str, people: &'a [Person]) -> Vec<Mention<'a>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('@') {
        let start = from + at;
        let begins = text[..start]
            .chars()
            .next_back()
            .is_none_or(|before| !is_part(before));
        let named = begins.then(|| named(&text[start + 1..], people)).flatten();
        from = start + 1;
        if let Some((length, person)) = named {
            from += length;
            found.push(Mention {
                start,
                end: from,
                person,
            });
        }
    }
    found
}

/// Whom a text begins by naming, with the length of the name.
fn named<'a>(text: &str, people: &'a [Person]) -> Option<(usize, &'a Person)> {
    let names = people.iter().flat_map(|person| {
        let login = person.github_login.as_deref();
        [Some(person.name.as_str()), login]
            .into_iter()
            .flatten()
            .map(move |name| (name, person))
    });
    names
        .filter(|(name, _)| starts_with(text, name))
        .max_by_key(|(name, _)| name.len())
        .map(|(name, person)| (name.len(), person))
}

/// Whether a text begins with a whole name, in capital or small letters.
fn starts_with(text: &str, name: &str) -> bool {
    let Some(head) = text.get(..name.len()) else {
        return false;
    };
    let ends = text[name.len()..]
        .chars()
        .next()
        .is_none_or(|after| !is_part(after));
    ends && head.eq_ignore_ascii_case(name)
}

fn is_part(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn person(number: u128, name: &str, login: Option<&str>) -> Person {
        let id = uuid::Uuid::from_u128(number);
        let value = json!({ "id": id, "name": name, "github_login": login });
        serde_json::from_value(value).unwrap()
    }

    fn who(text: &str) -> Vec<String> {
        let people = [
            person(1, "Ann", Some("ann-codes")),
            person(2, "Ann Arbor", None),
            person(3, "Zoë", None),
        ];
        let found = mentions(text, &people);
        found
            .into_iter()
            .map(|mention| {
                format!(
                    "{}={}",
                    &text[mention.start..mention.end],
                    mention.person.name
                )
            })
            .collect()
    }

    #[test]
    fn people_are_found_by_name_and_by_account() {
        assert_eq!(who("@Ann, and (@zoë)?"), ["@Ann=Ann", "@zoë=Zoë"]);
        assert_eq!(who("ask @ANN-codes."), ["@ANN-codes=Ann"]);
        assert_eq!(
            who("@Ann Arbor and @Ann"),
            ["@Ann Arbor=Ann Arbor", "@Ann=Ann"]
        );
    }

    #[test]
    fn what_only_looks_like_a_mention_is_none() {
        for text in ["", "@", "me@Ann", "@Anna", "@Ann-other", "@nobody", "Ann"] {
            assert!(who(text).is_empty(), "{text}");
        }
    }
}
