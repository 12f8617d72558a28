//! The keys that secrets are sealed with: one that seals, any number of older ones that open.
//!
//! Where they are kept is the server's business. No key is ever shown, not even by `Debug`.

use std::{fmt, sync::Arc};

use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha2::{Digest, Sha256};
use store::ChainKeys;

/// A key's bytes.
const KEY_LENGTH: usize = 32;
/// The bytes by which a sealed secret names its key.
pub(crate) const ID_LENGTH: usize = 8;

/// The text holds no usable keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKeys {
    /// There is none.
    #[error("there is no key: one key of 64 hexadecimal digits is needed")]
    None,
    /// The one in this line is not 32 bytes in hexadecimal.
    #[error("the key in line {0} is not made of 64 hexadecimal digits")]
    Malformed(usize),
}

/// Keys to seal and open with. Cheap to clone.
#[derive(Clone)]
pub struct Keys {
    all: Arc<[Key]>,
}

pub(crate) struct Key {
    pub(crate) id: [u8; ID_LENGTH],
    pub(crate) cipher: XChaCha20Poly1305,
    bytes: SecretBox<[u8; KEY_LENGTH]>,
}

impl Keys {
    /// Reads keys, one of 64 hexadecimal digits a line, the newest first.
    ///
    /// Lines that are empty or begin with `#` are passed over. The first key seals, all of them
    /// open: to change keys, put the new one in front.
    pub fn parse(text: &str) -> Result<Self, InvalidKeys> {
        let all: Arc<[Key]> = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.trim()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(number, line)| Key::parse(line).ok_or(InvalidKeys::Malformed(number)))
            .collect::<Result<_, _>>()?;
        if all.is_empty() {
            return Err(InvalidKeys::None);
        }
        Ok(Self { all })
    }

    /// The keys that seal the activity. They are not in the database, or they would prove nothing.
    pub fn for_activity(&self) -> ChainKeys {
        ChainKeys::new(self.derive("seal the activity"))
    }

    /// Keys for something else than sealing, one from each key, the newest first.
    ///
    /// Nobody who learns them learns anything of the keys that they come from.
    pub fn derive(&self, purpose: &str) -> Vec<[u8; KEY_LENGTH]> {
        self.all.iter().map(|key| key.derive(purpose)).collect()
    }

    /// A new key, as text to keep and to parse.
    pub fn fresh() -> Result<SecretString, getrandom::Error> {
        let mut bytes = [0; KEY_LENGTH];
        getrandom::fill(&mut bytes)?;
        Ok(hex::encode(bytes).into())
    }

    /// The key that seals.
    pub(crate) fn current(&self) -> &Key {
        &self.all[0]
    }

    /// The key that a sealed secret names.
    pub(crate) fn find(&self, id: &[u8]) -> Option<&Key> {
        self.all.iter().find(|key| key.id == id)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.all.len())
    }
}

impl Key {
    fn parse(word: &str) -> Option<Self> {
        let bytes: [u8; KEY_LENGTH] = hex::decode(word).ok()?.try_into().ok()?;
        let hash = Sha256::new()
            .chain_update(b"tasksource key id")
            .chain_update(bytes)
            .finalize();
        let id = hash.first_chunk().copied()?;
        Some(Self {
            id,
            cipher: XChaCha20Poly1305::new(&bytes.into()),
            bytes: SecretBox::new(Box::new(bytes)),
        })
    }

    fn derive(&self, purpose: &str) -> [u8; KEY_LENGTH] {
        let mac = Hmac::<Sha256>::new_from_slice(self.bytes.expose_secret());
        let mac = mac.expect("HMAC takes a key of any length");
        mac.chain_update(purpose).finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn two() -> Keys {
        let text = format!("# newest\n{}\n\n{}\n", "11".repeat(32), "22".repeat(32));
        Keys::parse(&text).unwrap()
    }

    #[test]
    fn the_first_key_seals_and_all_are_found() {
        let (keys, older) = (two(), Keys::parse(&"22".repeat(32)).unwrap());
        assert_ne!(keys.current().id, older.current().id);
        assert!(keys.find(&older.current().id).is_some());
        assert!(older.find(&keys.current().id).is_none());
    }

    #[test]
    fn derived_keys_differ_by_key_and_purpose() {
        let (sessions, others) = (two().derive("sessions"), two().derive("others"));
        assert_eq!(sessions, two().derive("sessions"));
        assert_ne!(sessions[0], sessions[1]);
        assert_ne!(sessions[0], others[0]);
        assert_ne!(sessions[0], [0x11; 32]);
    }

    #[test]
    fn a_fresh_key_is_one_that_is_read_and_never_shown() {
        let text = Keys::fresh().unwrap();
        let keys = Keys::parse(text.expose_secret()).unwrap();
        assert_eq!(format!("{keys:?}"), "Keys(1)");
        assert_ne!(text.expose_secret(), Keys::fresh().unwrap().expose_secret());
    }

    #[test]
    fn no_key_at_all_is_refused() {
        assert_eq!(Keys::parse("# no key\n").unwrap_err(), InvalidKeys::None);
        let broken = format!("{}\nabc", "11".repeat(32));
        assert_eq!(Keys::parse(&broken).unwrap_err(), InvalidKeys::Malformed(2));
    }
}
