//! Work that goes on when its caller goes away.
//!
//! A browser may leave at any moment; a code or a refresh token that GitHub has taken must not be
//! lost with it.

use std::panic;

use crate::error::Error;

/// Does `work` in a task of its own and waits for it.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    match tokio::spawn(work).await {
        Ok(outcome) => outcome,
        Err(error) if error.is_panic() => panic::resume_unwind(error.into_panic()),
        Err(_) => Err(Error::Github(github::Error::Unavailable {
            reason: "the server is stopping".to_owned(),
        })),
    }
}
