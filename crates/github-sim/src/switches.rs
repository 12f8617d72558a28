//! What nobody is sure of about GitHub, as switches with all answers.
//! The first answer named is the usual one; nothing that is known of GitHub belongs here.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::errors::Error;
use crate::panel::Panel;

/// Declares each switch once: what it is about, its name, its kind, and its answers.
macro_rules! switches {
    ($($(#[doc = $about:literal])+ $name:ident: $kind:ty = $usual:expr, $($other:expr),+;)+) => {
        /// How the simulator behaves where GitHub's behaviour is not known.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Switches {
            $($(#[doc = $about])+ $name: $kind,)+
        }

        impl Default for Switches {
            fn default() -> Self {
                Self { $($name: $usual,)+ }
            }
        }

        impl Switches {
            /// Every switch by its name, with the answers that it takes; the usual one is the
            /// first.
            pub fn questions() -> Vec<(&'static str, Vec<String>)> {
                vec![$((stringify!($name), vec![written($usual), $(written($other)),+]),)+]
            }
        }

        impl Panel {
            $($(#[doc = $about])+
            pub(crate) fn $name(&self) -> $kind {
                self.ask(stringify!($name)).$name
            })+
        }
    };
}

switches! {
    /// The status of the token endpoint's refusals, where no switch below says otherwise.
    token_error: u16 = 200, 400;
    /// The status for an app that nobody knows; with 404 it is a body of its own.
    unknown_client: u16 = 404, 200, 400;
    /// The status for a code that was redeemed before.
    reused_code: u16 = 200, 400;
    /// Whether a second use of a code ends the token of the first.
    reused_code_ends_token: bool = false, true;
    /// The status for a verifier that does not fit the challenge.
    wrong_verifier: u16 = 200, 400;
    /// What that refusal is called.
    wrong_verifier_error: VerifierError = VerifierError::BadVerificationCode, VerifierError::InvalidGrant;
    /// The status for ending a grant by a token that no longer lives.
    dead_token: u16 = 422, 404;
    /// Whether the app's deleting of an access token ends the refresh token beside it.
    deleted_token_ends_refresh: bool = true, false;
    /// The status for opening a pull request where they are switched off.
    pulls_off: u16 = 403, 422;
    /// The status for somebody else where only collaborators may open one.
    pulls_restricted: u16 = 403, 422;
    /// The status for one by an organization's outside collaborator who may write.
    outsider_pull: u16 = 201, 403, 422;
    /// Whether inviting once more keeps the number of the open invitation.
    same_invitation: bool = true, false;
    /// Whether inviting once more counts towards the invitations of a day.
    reinviting_counts: bool = false, true;
    /// How the owner's side sees an invitation whose seven days are over.
    expired_invitation: Expired = Expired::Marked, Expired::Gone, Expired::Unmarked;
    /// Whether `repo:invite` alone accepts an invitation to a private repository.
    invite_scope_reaches_private: bool = true, false;
    /// Whether the invited one sees an invitation of an organization that restricts the app.
    restricted_invitations_shown: bool = false, true;
    /// The status for reading what a restricting organization hides.
    restricted_read: u16 = 404, 403;
    /// Whether that refusal's `documentation_url` is the article on restrictions.
    restriction_links_article: bool = false, true;
    /// The status for a version that is not known.
    unknown_version: u16 = 400, 410;
    /// The status of git for a token that no longer lives.
    git_dead_token: u16 = 401, 403;
    /// The status of git for who may not read.
    git_unreadable: u16 = 404, 403;
    /// The status of git for who may not write.
    git_unwritable: u16 = 403, 404;
    /// The status of git for a repository that was renamed.
    git_renamed: u16 = 301, 404;
    /// Whether a renewed token makes every `ETag` unknown.
    etag_by_token: bool = true, false;
    /// How many seconds access still works after it was taken away.
    removal_delay: u32 = 0, 60;
}

/// What a verifier that does not fit is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VerifierError {
    /// As a wrong code.
    BadVerificationCode,
    /// As the standard has it.
    InvalidGrant,
}

/// How the owner's side sees an invitation whose seven days are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Expired {
    /// In the list, and said to be expired.
    Marked,
    /// Not at all.
    Gone,
    /// In the list like any other.
    Unmarked,
}

/// The one switch that takes any whole number.
const SECONDS: &str = "removal_delay";

impl Switches {
    /// Turns one switch, as `name=answer` says.
    pub fn turn(&mut self, wished: &str) -> Result<(), Error> {
        let (name, answer) = wished.split_once('=').unwrap_or((wished, ""));
        self.answer(name, answer)
    }

    /// Gives one switch this answer.
    pub(crate) fn answer(&mut self, name: &str, answer: &str) -> Result<(), Error> {
        let questions = Self::questions();
        let mut known = questions.iter().filter(|(known, _)| *known == name);
        let (_, answers) = known.next().ok_or_else(|| unknown(name, &questions))?;
        let wrong = || Error::Switch(format!("{name} is one of {}", answers.join(", ")));
        let seconds = name == SECONDS && answer.parse::<u32>().is_ok();
        if !seconds && !answers.iter().any(|known| known == answer) {
            return Err(wrong());
        }
        let value = serde_json::from_str(answer).unwrap_or_else(|_| json!(answer));
        let mut all = json!(self);
        all[name] = value;
        *self = serde_json::from_value(all).map_err(|_| wrong())?;
        Ok(())
    }
}

/// An answer as it is named: a word stands for itself.
fn written(answer: impl Serialize) -> String {
    json!(answer).to_string().trim_matches('"').to_owned()
}

fn unknown(name: &str, questions: &[(&str, Vec<String>)]) -> Error {
    let names: Vec<_> = questions.iter().map(|(name, _)| *name).collect();
    let names = names.join(", ");
    Error::Switch(format!(
        "no switch is named {name:?}; the switches are {names}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_switch_takes_each_of_its_answers_and_stands_at_the_first() {
        for (name, answers) in Switches::questions() {
            for answer in &answers {
                let mut switches = Switches::default();
                switches.turn(&format!("{name}={answer}")).unwrap();
                let turned = switches != Switches::default();
                assert_eq!(turned, *answer != answers[0], "{name}={answer}");
            }
        }
    }

    #[test]
    fn a_wrong_name_is_refused_with_the_right_ones_and_so_is_a_wrong_answer() {
        let refusal = |wished| Switches::default().turn(wished).unwrap_err().to_string();
        for (name, _) in Switches::questions() {
            assert!(refusal("nonsense=1").contains(name), "{name}");
        }
        assert!(refusal("token_error=201").contains("200, 400"));
        assert!(refusal("token_error").contains("200, 400"));
        assert!(refusal("removal_delay=soon").contains("0, 60"));
        assert!(Switches::default().turn("removal_delay=7").is_ok());
    }

    #[test]
    fn the_table_of_the_documentation_has_every_switch_with_its_answers() {
        let table = include_str!("lib.rs");
        for (name, answers) in Switches::questions() {
            let answers = answers.join("`, `");
            let row = format!("| `{name}` | `{answers}` |");
            assert!(table.contains(&row), "{row}");
        }
    }
}
