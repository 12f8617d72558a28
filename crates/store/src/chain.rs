//! The form in which an entry of the activity is hashed: what a person can compute again.
//!
//! The hash of an entry is the SHA-256 of a JSON array without blanks: a word for this form, the
//! hash of the entry before (64 zeros for the first), then the entry's columns, what is missing as
//! `null`. So no entry can be changed, moved, added or left out without the next ones showing it.
//! The README says how to compute it by hand. Changing this form would break every chain.

use chrono::SecondsFormat;
use domain::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// What comes before the first entry.
pub(crate) const NOTHING: Hash = [0; 32];

/// The first word of the form; a new form would have a new one.
const FORM: &str = "tasksource activity 1";

/// An entry as the table holds it, save for hash and seal.
///
/// Its words are as they are in the database: what cannot be understood can still be hashed.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) chain: Uuid,
    pub(crate) number: i64,
    pub(crate) id: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) kind: String,
    pub(crate) actor: Option<Uuid>,
    pub(crate) task: Option<Uuid>,
    pub(crate) repository: Option<i64>,
    pub(crate) account: Option<i64>,
    pub(crate) detail: String,
    pub(crate) reason: String,
    pub(crate) request: Option<String>,
}

impl Link {
    /// The entry's hash, after that of the entry before.
    pub(crate) fn hash(&self, before: &Hash) -> Hash {
        let form = serde_json::to_string(&(
            FORM,
            hex::encode(before),
            self.chain,
            self.number,
            self.id,
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            &self.kind,
            self.actor,
            self.task,
            self.repository,
            self.account,
            &self.detail,
            &self.reason,
            &self.request,
        ));
        let form = form.expect("ids, numbers and texts are JSON");
        Sha256::digest(form).into()
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn link() -> Link {
        Link {
            chain: Uuid::from_u128(1),
            number: 7,
            id: Uuid::from_u128(2),
            at: DateTime::from_timestamp_micros(1_800_000_000_000_001).unwrap(),
            kind: "access_granted".to_owned(),
            actor: None,
            task: Some(Uuid::from_u128(3)),
            repository: Some(17),
            account: Some(42),
            detail: "dan \"the\" man\non acme/shöp".to_owned(),
            reason: String::new(),
            request: Some("C0FE:1".to_owned()),
        }
    }

    #[test]
    fn the_form_is_what_the_readme_says() {
        let form = concat!(
            r#"["tasksource activity 1","#,
            r#""0000000000000000000000000000000000000000000000000000000000000000","#,
            r#""00000000-0000-0000-0000-000000000001",7,"00000000-0000-0000-0000-000000000002","#,
            r#""2027-01-15T08:00:00.000001Z","access_granted",null,"#,
            r#""00000000-0000-0000-0000-000000000003",17,42,"#,
            r#""dan \"the\" man\non acme/shöp","","C0FE:1"]"#,
        );
        assert_eq!(link().hash(&NOTHING), Hash::from(Sha256::digest(form)));
    }

    #[test]
    fn every_part_counts() {
        let changes: [fn(&mut Link); 12] = [
            |link| link.chain = Uuid::nil(),
            |link| link.number = 8,
            |link| link.id = Uuid::nil(),
            |link| link.at = DateTime::UNIX_EPOCH,
            |link| link.kind.clear(),
            |link| link.actor = link.task,
            |link| link.task = None,
            |link| link.repository = Some(18),
            |link| link.account = None,
            |link| link.detail.push(' '),
            |link| link.reason.push('x'),
            |link| link.request = None,
        ];
        let whole = link().hash(&NOTHING);
        for (number, change) in changes.into_iter().enumerate() {
            let mut other = link();
            change(&mut other);
            assert_ne!(other.hash(&NOTHING), whole, "change {number}");
        }
        assert_ne!(link().hash(&[1; 32]), whole);
    }
}
