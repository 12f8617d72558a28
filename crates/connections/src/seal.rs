//! Sealing: XChaCha20-Poly1305, bound to whom a secret belongs and what it is for.
//!
//! A sealed secret is one version byte, the key's id, the nonce, and the ciphertext. Moved to
//! another row or column of the database, it no longer opens.

use chacha20poly1305::{
    XNonce,
    aead::{Aead, Payload},
};
use domain::ids::{GithubRepositoryId, UserId};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    error::Error,
    keys::{ID_LENGTH, Keys},
};

const VERSION: u8 = 1;
const NONCE_LENGTH: usize = 24;

/// What a secret is for, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    /// A user's access token.
    Access(UserId),
    /// A user's refresh token.
    Refresh(UserId),
    /// What a user's authorization in progress has to prove.
    Verifier(UserId),
    /// What GitHub signs a repository's deliveries with.
    Hook(GithubRepositoryId),
}

impl Purpose {
    /// What is authenticated beside the secret.
    fn binding(self, header: &[u8]) -> Vec<u8> {
        let words = match self {
            Self::Access(user) => format!("access token of {user}"),
            Self::Refresh(user) => format!("refresh token of {user}"),
            Self::Verifier(user) => format!("verifier of {user}"),
            Self::Hook(repository) => format!("hook secret of {repository}"),
        };
        [header, words.as_bytes()].concat()
    }
}

impl Keys {
    /// Seals a secret with the current key.
    pub(crate) fn seal(&self, purpose: Purpose, secret: &SecretString) -> Result<Vec<u8>, Error> {
        let key = self.current();
        let mut sealed = vec![VERSION];
        sealed.extend(key.id);
        let binding = purpose.binding(&sealed);
        let mut nonce = [0; NONCE_LENGTH];
        getrandom::fill(&mut nonce).map_err(|_| Error::Sealing)?;
        let payload = Payload {
            msg: secret.expose_secret().as_bytes(),
            aad: &binding,
        };
        let ciphertext = key.cipher.encrypt(&XNonce::from(nonce), payload);
        sealed.extend(nonce);
        sealed.extend(ciphertext.map_err(|_| Error::Sealing)?);
        Ok(sealed)
    }

    /// Opens what was sealed for the same purpose, with the key that it names.
    pub(crate) fn open(&self, purpose: Purpose, sealed: &[u8]) -> Result<SecretString, Error> {
        self.open_parts(purpose, sealed).ok_or(Error::Sealing)
    }

    fn open_parts(&self, purpose: Purpose, sealed: &[u8]) -> Option<SecretString> {
        let (header, rest) = sealed.split_at_checked(1 + ID_LENGTH)?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_LENGTH>()?;
        let (version, id) = header.split_first()?;
        if *version != VERSION {
            return None;
        }
        let payload = Payload {
            msg: ciphertext,
            aad: &purpose.binding(header),
        };
        let cipher = &self.find(id)?.cipher;
        let secret = cipher.decrypt(&XNonce::from(*nonce), payload).ok()?;
        String::from_utf8(secret).ok().map(SecretString::from)
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::GithubRepositoryId;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn keys(byte: &str) -> Keys {
        Keys::parse(&byte.repeat(32)).unwrap()
    }

    fn user(number: u128) -> UserId {
        UserId(Uuid::from_u128(number))
    }

    #[test]
    fn law_9_a_sealed_secret_opens_for_its_user_and_purpose_only() {
        let keys = keys("ab");
        let sealed = keys
            .seal(Purpose::Access(user(1)), &"gho_secret".into())
            .unwrap();
        let opened = keys.open(Purpose::Access(user(1)), &sealed).unwrap();
        assert_eq!(opened.expose_secret(), "gho_secret");
        for other in [
            Purpose::Access(user(2)),
            Purpose::Refresh(user(1)),
            Purpose::Verifier(user(1)),
            Purpose::Hook(GithubRepositoryId(1)),
        ] {
            assert!(keys.open(other, &sealed).is_err(), "{other:?}");
        }
    }

    #[test]
    fn an_older_key_still_opens_and_the_new_one_seals() {
        let purpose = Purpose::Refresh(user(1));
        let sealed = keys("22").seal(purpose, &"ghr_old".into()).unwrap();
        let both = Keys::parse(&format!("{}\n{}", "11".repeat(32), "22".repeat(32))).unwrap();
        assert_eq!(
            both.open(purpose, &sealed).unwrap().expose_secret(),
            "ghr_old"
        );
        let again = both.seal(purpose, &"ghr_new".into()).unwrap();
        assert!(keys("11").open(purpose, &again).is_ok());
        assert!(keys("22").open(purpose, &again).is_err());
    }

    proptest! {
        #[test]
        fn what_was_tampered_with_does_not_open(secret in "\\PC{0,60}", at: usize, bit in 0..8u8) {
            let keys = keys("cd");
            let purpose = Purpose::Access(user(1));
            let sealed = keys.seal(purpose, &secret.as_str().into()).unwrap();
            let opened = keys.open(purpose, &sealed).unwrap();
            prop_assert_eq!(opened.expose_secret(), &secret);
            let mut tampered = sealed.clone();
            let at = at % tampered.len();
            tampered[at] ^= 1 << bit;
            prop_assert!(keys.open(purpose, &tampered).is_err());
            prop_assert!(keys.open(purpose, &sealed[..at]).is_err(), "cut short");
        }
    }
}
