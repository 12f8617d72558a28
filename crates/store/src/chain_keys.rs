//! The keys that seal the activity, so that who can write the database cannot forge it.
//!
//! What is hashed and sealed is said in `chain`. No key is ever shown, not even by `Debug`.

use std::{fmt, sync::Arc};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::chain::Hash;

/// The bytes by which a seal names its key.
const ID_LENGTH: usize = 8;

/// The keys that seal the activity: the first seals, all of them prove. Cheap to clone.
///
/// They come from outside the database, or a seal would prove nothing.
#[derive(Clone)]
pub struct ChainKeys {
    all: Arc<[[u8; 32]]>,
}

/// Whether a seal is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It was made with one of the keys, for these words.
    Ours,
    /// It names a key that is not here, so nothing can be said.
    KeyMissing,
    /// It was not made for these words with the key that it names.
    Forged,
}

impl ChainKeys {
    /// Keys, the newest first. Without any, entries are chained and not sealed.
    pub fn new(keys: Vec<[u8; 32]>) -> Self {
        Self { all: keys.into() }
    }

    /// The seal on an entry with this hash.
    pub(crate) fn seal_entry(&self, hash: &Hash) -> Vec<u8> {
        self.seal(&entry_words(hash))
    }

    /// The seal on the end of a chain.
    pub(crate) fn seal_head(&self, chain: uuid::Uuid, length: i64, hash: &Hash) -> Vec<u8> {
        self.seal(&head_words(chain, length, hash))
    }

    /// Whether this is our seal on an entry with this hash.
    pub(crate) fn prove_entry(&self, seal: &[u8], hash: &Hash) -> Proof {
        self.prove(seal, &entry_words(hash))
    }

    /// Whether this is our seal on the end of a chain.
    pub(crate) fn prove_head(
        &self,
        seal: &[u8],
        chain: uuid::Uuid,
        length: i64,
        hash: &Hash,
    ) -> Proof {
        self.prove(seal, &head_words(chain, length, hash))
    }

    fn seal(&self, words: &str) -> Vec<u8> {
        let Some(key) = self.all.first() else {
            return Vec::new();
        };
        [&id(key)[..], &mac(key, words).finalize().into_bytes()].concat()
    }

    fn prove(&self, seal: &[u8], words: &str) -> Proof {
        if self.all.is_empty() && seal.is_empty() {
            return Proof::Ours;
        }
        let Some((named, code)) = seal.split_at_checked(ID_LENGTH) else {
            return Proof::Forged;
        };
        let Some(key) = self.all.iter().find(|key| id(key) == named) else {
            return Proof::KeyMissing;
        };
        match mac(key, words).verify_slice(code) {
            Ok(()) => Proof::Ours,
            Err(_) => Proof::Forged,
        }
    }
}

impl fmt::Debug for ChainKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChainKeys({})", self.all.len())
    }
}

/// The words begin differently, so that no entry's seal can pass for that of an end: without that,
/// whoever cuts a chain off would find the seal for its new end in its last entry.
fn entry_words(hash: &Hash) -> String {
    format!("entry {}", hex::encode(hash))
}

fn head_words(chain: uuid::Uuid, length: i64, hash: &Hash) -> String {
    format!("head {chain} {length} {}", hex::encode(hash))
}

fn id(key: &[u8; 32]) -> [u8; ID_LENGTH] {
    let hash = Sha256::new()
        .chain_update(b"tasksource activity key id")
        .chain_update(key)
        .finalize();
    *hash.first_chunk().expect("a hash is longer than an id")
}

fn mac(key: &[u8; 32], words: &str) -> Hmac<Sha256> {
    let mac = Hmac::<Sha256>::new_from_slice(key);
    mac.expect("HMAC takes a key of any length")
        .chain_update(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: [u8; 32] = [1; 32];
    const NEW: [u8; 32] = [2; 32];
    const HASH: Hash = [7; 32];

    #[test]
    fn the_first_key_seals_and_all_prove() {
        let (old, both) = (ChainKeys::new(vec![OLD]), ChainKeys::new(vec![NEW, OLD]));
        let seal = old.seal_entry(&HASH);
        assert_eq!(both.prove_entry(&seal, &HASH), Proof::Ours);
        let newer = both.seal_entry(&HASH);
        assert_eq!(old.prove_entry(&newer, &HASH), Proof::KeyMissing);
    }

    #[test]
    fn a_seal_proves_one_thing_only() {
        let keys = ChainKeys::new(vec![OLD]);
        let chain = uuid::Uuid::from_u128(9);
        let seal = keys.seal_head(chain, 3, &HASH);
        assert_eq!(keys.prove_head(&seal, chain, 3, &HASH), Proof::Ours);
        assert_eq!(keys.prove_head(&seal, chain, 2, &HASH), Proof::Forged);
        assert_eq!(keys.prove_entry(&seal, &HASH), Proof::Forged);
        let entry = keys.seal_entry(&HASH);
        assert_eq!(keys.prove_head(&entry, chain, 3, &HASH), Proof::Forged);
    }

    #[test]
    fn what_was_never_sealed_is_no_proof() {
        let (none, one) = (ChainKeys::new(Vec::new()), ChainKeys::new(vec![OLD]));
        let unsealed = none.seal_entry(&HASH);
        assert_eq!(none.prove_entry(&unsealed, &HASH), Proof::Ours);
        assert_eq!(one.prove_entry(&unsealed, &HASH), Proof::Forged);
        assert_eq!(format!("{one:?}"), "ChainKeys(1)");
    }
}
