//! What GitHub tells this server: that it is time to look.
//!
//! A message is believed for one thing only, where to look; what there is to see is asked for
//! again. Nothing of it is kept but its id (law 5), and nothing waits for GitHub here.

use actix_web::{
    HttpRequest, HttpResponse, Responder, post,
    web::{Data, Path, Payload},
};
use domain::{effect::Subject, ids::GithubRepositoryId, problem::ProblemCode};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use store::{Tx, deliveries, effects, events, hooks};
use uuid::Uuid;

use crate::{
    error::Error, handlers::github::GithubRepositoryPath, input::read_body, message::Message,
    state::State,
};

/// The most bytes of a message: GitHub sends none that is larger.
const LIMIT: usize = 25 * 1024 * 1024;

/// Take a message of GitHub about a repository.
///
/// It is signed with the secret of the repository's webhook, or with the secret before that while
/// GitHub takes the new one. One that was processed is acknowledged and nothing more, as are events
/// that mean nothing here.
#[utoipa::path(
    tag = "webhooks",
    security(()),
    params(GithubRepositoryPath,
        ("X-Hub-Signature-256" = String, Header, description = "HMAC-SHA256 of the body"),
        ("X-GitHub-Event" = String, Header, description = "What the message is about"),
        ("X-GitHub-Delivery" = Option<String>, Header, description = "The message's own id")
    ),
    request_body(content = Object, content_type = "application/json"),
    responses((status = NO_CONTENT, description = "Heard"))
)]
#[post("/github/webhooks/{github_id}")]
pub(crate) async fn receive_webhook(
    state: Data<State>,
    request: HttpRequest,
    at: Path<GithubRepositoryPath>,
    body: Payload,
) -> Result<impl Responder, Error> {
    let text = |name| request.headers().get(name)?.to_str().ok();
    let signature = text("X-Hub-Signature-256").and_then(signature);
    // Nobody without a secret to try gets so far as to have a body read.
    let signature = signature.ok_or(ProblemCode::SignatureInvalid)?;
    let secrets = secrets_of(&state, at.github_id).await?;
    let body = read_body(body.into_inner(), LIMIT).await?;
    if !is_signed(&body, &signature, &secrets) {
        return Err(ProblemCode::SignatureInvalid.into());
    }
    let message = Message::read(&body);
    drop(body);
    let event = text("X-GitHub-Event").unwrap_or("");
    let delivery = text("X-GitHub-Delivery").and_then(|id| id.parse().ok());
    state
        .write(async |tx| process(tx, at.github_id, delivery, event, &message).await)
        .await?;
    Ok(HttpResponse::NoContent())
}

/// The present secret of a repository's webhook, and the one before while it is good.
async fn secrets_of(
    state: &State,
    repository: GithubRepositoryId,
) -> Result<Vec<SecretString>, Error> {
    let hook = state
        .read(async |tx| Ok(hooks::find(tx, repository).await?))
        .await?;
    let hook = hook.ok_or(ProblemCode::SignatureInvalid)?;
    let open = |sealed: &[u8]| state.connections.open_hook_secret(repository, sealed);
    let mut secrets = vec![open(&hook.sealed_secret)?];
    if let Some(former) = &hook.sealed_former {
        secrets.push(open(former)?);
    }
    Ok(secrets)
}

/// Has looked at what a message may be about, unless that was done for this very message.
async fn process(
    tx: &mut Tx,
    repository: GithubRepositoryId,
    delivery: Option<Uuid>,
    event: &str,
    message: &Message,
) -> Result<(), Error> {
    if let Some(delivery) = delivery
        && !deliveries::note(tx, repository, delivery).await?
    {
        return Ok(());
    }
    if let Some(branch) = message.branch() {
        effects::enqueue_work_on(tx, repository, &branch).await?;
        events::tell_of_push(tx, repository, &branch).await?;
    }
    match (event, message.account()) {
        ("member", Some(account)) => {
            let subject = Subject::SyncAccess {
                repository,
                account,
            };
            effects::enqueue(tx, subject).await?;
        }
        // One effect, however much there is to look at: GitHub waits for the answer.
        ("member" | "repository" | "delete", _) => {
            effects::enqueue(tx, Subject::SyncRepository { repository }).await?;
        }
        ("meta", _) => {
            hooks::look_soon(tx, repository).await?;
            effects::enqueue(tx, Subject::SyncHook { repository }).await?;
        }
        _ => {}
    }
    Ok(())
}

fn signature(header: &str) -> Option<Vec<u8>> {
    hex::decode(header.strip_prefix("sha256=")?).ok()
}

/// Compares in constant time, and with every secret whichever fits.
fn is_signed(body: &[u8], signature: &[u8], secrets: &[SecretString]) -> bool {
    secrets.iter().fold(false, |signed, secret| {
        let key = secret.expose_secret().as_bytes();
        let mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
        signed | mac.chain_update(body).verify_slice(signature).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of GitHub's documentation, "Validating webhook deliveries".
    #[test]
    fn githubs_own_example_is_signed() {
        let secret = || SecretString::from("It's a Secret to Everybody");
        let header = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        let signature = signature(header).unwrap();
        assert!(is_signed(b"Hello, World!", &signature, &[secret()]));
        assert!(is_signed(
            b"Hello, World!",
            &signature,
            &["new".into(), secret()]
        ));
        assert!(!is_signed(b"Hello, World?", &signature, &[secret()]));
        assert!(!is_signed(b"Hello, World!", &signature[1..], &[secret()]));
        assert!(!is_signed(
            b"Hello, World!",
            &signature,
            &["another".into()]
        ));
        assert!(!is_signed(b"Hello, World!", &signature, &[]));
    }
}
