//! Text that has been read and found good: parsed once at the edge, trusted from there on.
//!
//! A value of one of these types cannot break its rule; the rule is said in words in [`Invalid`].

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Why a text was not taken, and in words for the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// Nothing is written, where something has to be.
    #[error("this cannot be empty")]
    Empty,
    /// It has fewer characters than this.
    #[error("use at least {0} characters")]
    TooShort(usize),
    /// It has more characters than this.
    #[error("use at most {0} characters")]
    TooLong(usize),
    /// A zero character, which PostgreSQL takes in no text.
    #[error("a zero character cannot be kept")]
    ZeroCharacter,
    /// Control characters, among them the end of a line.
    #[error("use one line, without control characters")]
    SeveralLines,
    /// A comma, which stands between labels where several are listed.
    #[error("a label's name has no comma")]
    CommaInLabel,
    /// No account on GitHub can be called that.
    #[error("this is not what GitHub calls an account")]
    NotALogin,
    /// No address of the form `local@host`.
    #[error("this is not an e-mail address")]
    NotAnEmail,
    /// No key of a project, which has at most this many characters.
    #[error("use 2 to {0} capital letters and digits, starting with a letter")]
    NotAKey(usize),
    /// Against git's rules for the names of branches.
    #[error("git does not allow this as a branch's name")]
    NotABranch,
    /// A placeholder that no template knows.
    #[error("there is no {{{0}}}; use {{{known}}}", known = PLACEHOLDERS.join("}, {"))]
    UnknownPlaceholder(String),
}

macro_rules! text {
    ($($(#[$doc:meta])* $name:ident($example:tt, $max:tt) = $parse:path;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, example = $example, max_length = $max))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters that are taken.
            pub const MAX: usize = $max;

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                $parse(text, $max).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;

            fn try_from(text: String) -> Result<Self, Invalid> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text! {
    /// An e-mail address, in lower case: what a user signs in with.
    Email("ada@example.com", 254) = email;
    /// A person's name as shown to others.
    PersonName("Ada Lovelace", 80) = line;
    /// A project's name.
    ProjectName("Website", 80) = line;
    /// A project's key, the `WEB` of `WEB-42`: 2 to 10 capital letters and digits, a letter first.
    ProjectKey("WEB", 10) = project_key;
    /// A task's title.
    Title("Make the pages load faster", 200) = line;
    /// The text below a title, Markdown; may be empty.
    Text("What should be different afterwards?", 20_000) = text;
    /// What somebody says about a task, Markdown; never empty.
    CommentText("Looks good to me.", 20_000) = said;
    /// What a project calls a kind of task; several are listed with commas between them.
    LabelName("bug", 40) = label;
    /// What a personal access token is for, in its owner's words.
    TokenName("Nightly report", 80) = line;
    /// A branch's name, by git's own rules for reference names.
    BranchName("web-42-make-the-pages-load-faster", 240) = branch;
    /// What a GitHub account is called at the moment; its number is what lasts.
    Login("octocat", 100) = login;
    /// What a project calls the pull requests of its tasks, with `{placeholders}`.
    TitleTemplate("{key}: {title}", 200) = title_template;
    /// What a project writes below that title, Markdown with `{placeholders}`; may be empty.
    TextTemplate("Closes {key}.", 5_000) = text_template;
}

/// What may stand between braces in a template: things of the task, never of a commit (law 5).
pub const PLACEHOLDERS: [&str; 5] = ["key", "number", "title", "project", "url"];

/// A password as typed. It cannot be shown or logged by accident; it becomes JSON only on its way
/// from the page to the server.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(
    feature = "openapi",
    schema(value_type = String, format = Password, min_length = 12, max_length = 256)
)]
#[serde(try_from = "String", into = "String")]
pub struct Password(String);

impl Password {
    /// The fewest characters that are taken.
    pub const MIN: usize = 12;
    /// The most characters that are taken: hashing a whole book would tie up the server.
    pub const MAX: usize = 256;

    /// The password itself, for hashing and comparing only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for Password {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let length = text.chars().count();
        if length < Self::MIN {
            return Err(Invalid::TooShort(Self::MIN));
        }
        if length > Self::MAX {
            return Err(Invalid::TooLong(Self::MAX));
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Password {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Password> for String {
    fn from(password: Password) -> Self {
        password.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A password typed to be compared with the one that is known; it may be anything, and cannot be
/// shown or logged by accident either.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Password))]
#[serde(transparent)]
pub struct TypedPassword(String);

impl From<String> for TypedPassword {
    fn from(typed: String) -> Self {
        Self(typed)
    }
}

impl From<TypedPassword> for String {
    fn from(password: TypedPassword) -> Self {
        password.0
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedPassword(…)")
    }
}

fn bounded(text: &str, max: usize) -> Result<&str, Invalid> {
    if text.chars().count() > max {
        return Err(Invalid::TooLong(max));
    }
    if text.contains('\0') {
        return Err(Invalid::ZeroCharacter);
    }
    Ok(text)
}

fn line(text: &str, max: usize) -> Result<String, Invalid> {
    let trimmed = bounded(text.trim(), max)?;
    if trimmed.is_empty() {
        return Err(Invalid::Empty);
    }
    if trimmed.chars().any(char::is_control) {
        return Err(Invalid::SeveralLines);
    }
    Ok(trimmed.to_owned())
}

fn text(text: &str, max: usize) -> Result<String, Invalid> {
    bounded(text, max).map(str::to_owned)
}

fn said(text: &str, max: usize) -> Result<String, Invalid> {
    if text.trim().is_empty() {
        return Err(Invalid::Empty);
    }
    bounded(text.trim_end(), max).map(str::to_owned)
}

fn label(text: &str, max: usize) -> Result<String, Invalid> {
    let name = line(text, max)?;
    if name.contains(',') {
        return Err(Invalid::CommaInLabel);
    }
    Ok(name)
}

/// Letters, digits and hyphens; accounts that a company manages have an underscore too.
fn login(text: &str, max: usize) -> Result<String, Invalid> {
    let name = line(text.trim().trim_start_matches('@'), max)?;
    if name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    {
        Ok(name)
    } else {
        Err(Invalid::NotALogin)
    }
}

fn title_template(text: &str, max: usize) -> Result<String, Invalid> {
    line(text, max).and_then(known_placeholders)
}

fn text_template(text: &str, max: usize) -> Result<String, Invalid> {
    self::text(text, max).and_then(known_placeholders)
}

/// Other braces than those around a word in small letters are taken as they are.
fn known_placeholders(template: String) -> Result<String, Invalid> {
    let braced = template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let is_word = |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase());
    let unknown = braced
        .map(|(text, _)| text)
        .filter(is_word)
        .find(|word| !PLACEHOLDERS.contains(word));
    match unknown {
        Some(word) => Err(Invalid::UnknownPlaceholder(word.to_owned())),
        None => Ok(template),
    }
}

fn email(text: &str, max: usize) -> Result<String, Invalid> {
    let address = line(text, max)?.to_lowercase();
    let well_formed = address.split_once('@').is_some_and(|(local, host)| {
        let spaced = address.chars().any(char::is_whitespace);
        !local.is_empty()
            && !host.contains('@')
            && host.split('.').all(|p| !p.is_empty())
            && !spaced
    });
    if well_formed {
        Ok(address)
    } else {
        Err(Invalid::NotAnEmail)
    }
}

fn project_key(text: &str, max: usize) -> Result<String, Invalid> {
    let key = text.trim();
    let fits = (2..=max).contains(&key.len())
        && key.starts_with(|c: char| c.is_ascii_uppercase())
        && key
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if fits {
        Ok(key.to_owned())
    } else {
        Err(Invalid::NotAKey(max))
    }
}

/// The rules of `git check-ref-format --branch`.
fn branch(text: &str, max: usize) -> Result<String, Invalid> {
    let name = line(text, max)?;
    let forbidden = |c: char| c.is_whitespace() || "~^:?*[\\".contains(c);
    let bad_part = |part: &str| {
        part.is_empty() || part.starts_with('.') || part.strip_suffix(".lock").is_some()
    };
    let broken = name.chars().any(forbidden)
        || name.contains("..")
        || name.contains("@{")
        || name == "@"
        || name.starts_with('-')
        || name.ends_with('.')
        || name.split('/').any(bad_part);
    if broken {
        Err(Invalid::NotABranch)
    } else {
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_email_is_lowered_and_needs_both_sides() {
        assert_eq!(
            "Ada@Example.COM ".parse::<Email>().unwrap().as_str(),
            "ada@example.com"
        );
        for bad in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "a@b@c",
            "a b@c.d",
            "a@b..c",
        ] {
            assert!(bad.parse::<Email>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_project_key_is_short_and_capital() {
        assert!("WEB2".parse::<ProjectKey>().is_ok());
        for bad in ["W", "web", "2WEB", "TOOLONGAKEY", "W-B", ""] {
            assert!(bad.parse::<ProjectKey>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_title_is_one_line_of_some_length() {
        assert_eq!(" A title ".parse::<Title>().unwrap().as_str(), "A title");
        assert!("   ".parse::<Title>().is_err());
        assert!("two\nlines".parse::<Title>().is_err());
        assert!("x".repeat(201).parse::<Title>().is_err());
    }

    #[test]
    fn a_label_has_no_comma_and_a_comment_says_something() {
        assert_eq!(
            " good first ".parse::<LabelName>().unwrap().as_str(),
            "good first"
        );
        assert!("a,b".parse::<LabelName>().is_err());
        assert_eq!(
            "    code\n".parse::<CommentText>().unwrap().as_str(),
            "    code"
        );
        assert!(" \n".parse::<CommentText>().is_err());
    }

    #[test]
    fn a_branch_name_follows_gits_rules() {
        for good in ["main", "feature/x", "release-1.2", "ü"] {
            assert!(good.parse::<BranchName>().is_ok(), "{good}");
        }
        for bad in [
            "-x", "a..b", "a b", "a~1", "x.lock", ".hidden", "a//b", "a/", "@", "a@{1}", "a.",
        ] {
            assert!(bad.parse::<BranchName>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_login_is_taken_with_and_without_its_sign() {
        assert_eq!("@octo-cat ".parse::<Login>().unwrap().as_str(), "octo-cat");
        for bad in ["", "@", "two words", "a/b", "ä"] {
            assert!(bad.parse::<Login>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_template_knows_its_placeholders_and_takes_other_braces_as_they_are() {
        for good in ["{key}: {title}", "Fix {url}", "{}", "a {B} {", "{{key}}"] {
            assert!(good.parse::<TitleTemplate>().is_ok(), "{good}");
        }
        let refused = "{key} {commits}".parse::<TitleTemplate>().unwrap_err();
        assert!(
            refused
                .to_string()
                .starts_with("there is no {commits}; use {key}, {number},"),
            "{refused}"
        );
        assert!("".parse::<TitleTemplate>().is_err());
        assert!("".parse::<TextTemplate>().is_ok());
    }

    #[test]
    fn a_password_never_shows_itself() {
        let password: Password = "correct horse battery".parse().unwrap();
        assert_eq!(format!("{password:?}"), "Password(…)");
        assert!("short".parse::<Password>().is_err());
        let typed = TypedPassword::from("correct horse battery".to_owned());
        assert_eq!(format!("{typed:?}"), "TypedPassword(…)");
    }

    proptest! {
        #[test]
        fn parsing_what_was_parsed_changes_nothing(text in "\\PC{0,250}") {
            if let Ok(title) = text.parse::<Title>() {
                prop_assert_eq!(title.as_str().parse::<Title>().unwrap(), title);
            }
            if let Ok(name) = text.parse::<BranchName>() {
                prop_assert_eq!(name.as_str().parse::<BranchName>().unwrap(), name);
            }
        }
    }
}
