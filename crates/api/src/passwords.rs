//! Passwords: hashed with Argon2id, compared without telling whether an account exists.
//!
//! Hashing never runs on the threads that answer requests, and never more at once than there are
//! processors: it is slow on purpose, and takes 19 MiB each time.

use std::{sync::Arc, thread::available_parallelism};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::names::Password;
use tokio::sync::Semaphore;

use crate::error::Error;

/// A hash that no password has: what an unknown address is compared with, to take as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$\
                      AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Where passwords are hashed and compared.
#[derive(Clone)]
pub(crate) struct Passwords {
    places: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self {
            places: Arc::new(Semaphore::new(processors)),
        }
    }

    /// What is kept of a password.
    pub(crate) async fn hash(&self, password: &Password) -> Result<String, Error> {
        let password = password.expose().to_owned();
        let hashed = self
            .apart(move || Argon2::default().hash_password(password.as_bytes()))
            .await?;
        match hashed {
            Ok(hash) => Ok(hash.to_string()),
            Err(_) => Err(Error::Internal("a password could not be hashed")),
        }
    }

    /// Whether the password is the one that was hashed. Without a hash it takes as long, and is
    /// not.
    pub(crate) async fn verify(
        &self,
        password: String,
        hash: Option<String>,
    ) -> Result<bool, Error> {
        self.apart(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
            let matches = PasswordHash::new(&hash).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            });
            known && matches
        })
        .await
    }

    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let _place = self.places.acquire().await;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| Error::Internal("hashing was cut off"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_costs_as_much_as_a_real_one() {
        let real = Argon2::default().hash_password(b"a password").unwrap();
        let nobody = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(
            (nobody.algorithm, nobody.version, &nobody.params),
            (real.algorithm, real.version, &real.params)
        );
        assert_eq!(
            nobody.hash.map(|hash| hash.len()),
            real.hash.map(|hash| hash.len())
        );
    }
}
