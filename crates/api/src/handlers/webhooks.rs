//! What GitHub tells this server: that it is time to look.
//!
//! A message is believed for one thing only, which account or repository to look at; nothing else
//! of it is read, and nothing of it is kept (law 5).

use actix_web::{
    HttpRequest, HttpResponse, Responder, post,
    web::{Data, Path, Payload},
};
use domain::{
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId},
    names::BranchName,
    problem::ProblemCode,
};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::Sha256;
use store::{Tx, effects, hooks};

use crate::{error::Error, handlers::github::GithubRepositoryPath, input::read_body, state::State};

/// The most bytes of a message: GitHub sends none that is larger.
const LIMIT: usize = 25 * 1024 * 1024;

/// All that is read of a message.
#[derive(Default, Deserialize)]
struct Message {
    member: Option<Account>,
    /// Of a push the whole ref, of a branch that comes or goes its name.
    #[serde(rename = "ref")]
    reference: Option<String>,
    pull_request: Option<PullRequest>,
}

#[derive(Deserialize)]
struct PullRequest {
    head: Head,
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "ref")]
    branch: String,
}

#[derive(Deserialize)]
struct Account {
    id: GithubAccountId,
}

/// Take a message of GitHub about a repository.
///
/// It is signed with the secret of the repository's webhook. Events that mean nothing here are
/// acknowledged too.
#[utoipa::path(
    tag = "webhooks",
    security(()),
    params(GithubRepositoryPath,
        ("X-Hub-Signature-256" = String, Header, description = "HMAC-SHA256 of the body"),
        ("X-GitHub-Event" = String, Header, description = "What the message is about")
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
    let secret = secret_of(&state, at.github_id).await?;
    let body = read_body(body.into_inner(), LIMIT).await?;
    if !is_signed(&body, &signature, &secret) {
        return Err(ProblemCode::SignatureInvalid.into());
    }
    let event = text("X-GitHub-Event").unwrap_or("");
    let message = serde_json::from_slice(&body).unwrap_or_default();
    drop(body);
    state
        .write(async |tx| look_again(tx, at.github_id, event, message).await)
        .await?;
    Ok(HttpResponse::NoContent())
}

async fn secret_of(state: &State, repository: GithubRepositoryId) -> Result<SecretString, Error> {
    let hook = state
        .read(async |tx| Ok(hooks::find(tx, repository).await?))
        .await?;
    let hook = hook.ok_or(ProblemCode::SignatureInvalid)?;
    let sealed = &hook.sealed_secret;
    Ok(state.connections.open_hook_secret(repository, sealed)?)
}

/// Has everything looked at that the event may have changed.
async fn look_again(
    tx: &mut Tx,
    repository: GithubRepositoryId,
    event: &str,
    message: Message,
) -> Result<(), Error> {
    if let Some(branch) = message.branch() {
        effects::enqueue_work_on(tx, repository, &branch).await?;
    }
    match (event, message.member) {
        ("member", Some(Account { id: account })) => {
            let subject = Subject::SyncAccess {
                repository,
                account,
            };
            effects::enqueue(tx, subject).await?;
        }
        ("member" | "repository" | "meta" | "delete", _) => {
            effects::enqueue_all_of_repository(tx, repository).await?;
        }
        _ => {}
    }
    Ok(())
}

impl Message {
    /// The branch that it is about.
    fn branch(&self) -> Option<BranchName> {
        let of_pull_request = self
            .pull_request
            .as_ref()
            .map(|pull| pull.head.branch.as_str());
        let name = of_pull_request.or(self.reference.as_deref())?;
        name.strip_prefix("refs/heads/")
            .unwrap_or(name)
            .parse()
            .ok()
    }
}

fn signature(header: &str) -> Option<Vec<u8>> {
    hex::decode(header.strip_prefix("sha256=")?).ok()
}

/// Compares in constant time.
fn is_signed(body: &[u8], signature: &[u8], secret: &SecretString) -> bool {
    let key = secret.expose_secret().as_bytes();
    let mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
    mac.chain_update(body).verify_slice(signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of GitHub's documentation, "Validating webhook deliveries".
    #[test]
    fn githubs_own_example_is_signed() {
        let secret = SecretString::from("It's a Secret to Everybody");
        let header = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        let signature = signature(header).unwrap();
        assert!(is_signed(b"Hello, World!", &signature, &secret));
        assert!(!is_signed(b"Hello, World?", &signature, &secret));
        assert!(!is_signed(b"Hello, World!", &signature[1..], &secret));
        assert!(!is_signed(b"Hello, World!", &signature, &"another".into()));
    }
}
