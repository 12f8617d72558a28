//! Bringing events to their hooks: in the background, signed, within ten seconds each.
//! What an event says is decided elsewhere, see `webhooks`.

use std::time::{Duration, Instant};

use actix_web::web::Data;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Client;
use reqwest::redirect::Policy;
use sha1::Sha1;
use sha2::Sha256;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::hooks::{Delivery, HookConfig};
use crate::mishaps::Mishap;
use crate::repositories::RepositoryId;
use crate::state::State;

/// How long a receiver may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// One delivery on its way.
#[derive(Debug)]
pub(crate) struct Parcel {
    pub(crate) repository: RepositoryId,
    pub(crate) hook: u64,
    pub(crate) config: HookConfig,
    pub(crate) delivery: Delivery,
}

/// Delivers what comes in, each parcel on its own, until the simulator stops.
pub(crate) async fn run(state: Data<State>, mut parcels: UnboundedReceiver<Parcel>) {
    let built = Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .timeout(PATIENCE)
        .build();
    let client = match built {
        Ok(client) => client,
        Err(error) => return tracing::error!("no webhook can be sent: {error}"),
    };
    let mut held = Vec::new();
    while let Some(parcel) = parcels.recv().await {
        let (state, client) = (state.clone(), client.clone());
        match state.mishaps.strike(&parcel.delivery.event) {
            Some(Mishap::OutOfOrder) => held.push(parcel),
            Some(Mishap::Lost) => lose(&state, parcel),
            mishap => drop(actix_web::rt::spawn(carry(
                state,
                client,
                parcel,
                mishap,
                std::mem::take(&mut held),
            ))),
        }
    }
}

/// Delivers a parcel as its mishap has it, and then those that had to wait for it.
async fn carry(
    state: Data<State>,
    client: Client,
    parcel: Parcel,
    mishap: Option<Mishap>,
    held: Vec<Parcel>,
) {
    if let Some(Mishap::Late { ms }) = mishap {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    if mishap == Some(Mishap::Doubled) {
        let _ = request(&client, &parcel, &state).send().await;
    }
    deliver(state.clone(), client.clone(), parcel).await;
    for parcel in held {
        deliver(state.clone(), client.clone(), parcel).await;
    }
}

fn lose(state: &State, mut parcel: Parcel) {
    "failed to connect to host".clone_into(&mut parcel.delivery.status);
    record(state, parcel);
}

/// The value of `X-Hub-Signature-256`.
pub(crate) fn signature(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .expect("an HMAC takes a key of any length");
    mac.update(body);
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}

async fn deliver(state: Data<State>, client: Client, mut parcel: Parcel) {
    let started = Instant::now();
    let answer = request(&client, &parcel, &state).send().await;
    let (code, status, text) = outcome(answer).await;
    parcel.delivery.status_code = code;
    parcel.delivery.status = status;
    parcel.delivery.answer = text;
    parcel.delivery.seconds = started.elapsed().as_secs_f64();
    record(&state, parcel);
}

/// Status, what GitHub would call it, and the text of the answer.
async fn outcome(answer: reqwest::Result<reqwest::Response>) -> (u16, String, String) {
    match answer {
        Ok(answer) => {
            let code = answer.status();
            let reason = code.canonical_reason().unwrap_or("Unknown");
            let status = if code.is_success() { "OK" } else { reason }.to_owned();
            (
                code.as_u16(),
                status,
                answer.text().await.unwrap_or_default(),
            )
        }
        Err(error) if error.is_timeout() => (0, "timed out".to_owned(), String::new()),
        Err(_) => (0, "failed to connect to host".to_owned(), String::new()),
    }
}

fn request(client: &Client, parcel: &Parcel, state: &State) -> reqwest::RequestBuilder {
    let Parcel {
        config, delivery, ..
    } = parcel;
    let kind = match config.content_type.as_str() {
        "json" => "application/json",
        _ => "application/x-www-form-urlencoded",
    };
    let host = state.urls.web_url.host_str().unwrap_or_default();
    let request = client
        .post(&config.url)
        .header("Content-Type", kind)
        .header("Accept", "*/*")
        .header(
            "User-Agent",
            format!("GitHub-Hookshot/{}", &delivery.guid[..7]),
        )
        .header("X-GitHub-Event", &delivery.event)
        .header("X-GitHub-Delivery", &delivery.guid)
        .header("X-GitHub-Hook-ID", parcel.hook)
        .header("X-GitHub-Hook-Installation-Target-Type", "repository")
        .header("X-GitHub-Hook-Installation-Target-ID", parcel.repository)
        .header("X-GitHub-Enterprise-Host", host)
        .header("X-GitHub-Enterprise-Version", "3.19.0")
        .body(delivery.body.clone());
    match &config.secret {
        Some(secret) => request
            .header(
                "X-Hub-Signature",
                old_signature(secret, delivery.body.as_bytes()),
            )
            .header(
                "X-Hub-Signature-256",
                signature(secret, delivery.body.as_bytes()),
            ),
        None => request,
    }
}

fn old_signature(secret: &str, body: &[u8]) -> String {
    let mut mac =
        Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("an HMAC takes a key of any length");
    mac.update(body);
    format!("sha1={}", hex::encode(mac.finalize().into_bytes()))
}

fn record(state: &State, parcel: Parcel) {
    state.change(|world| {
        let repository = world.repositories.get_mut(&parcel.repository)?;
        let hook = repository
            .hooks
            .iter_mut()
            .find(|hook| hook.id == parcel.hook)?;
        hook.remember(parcel.delivery);
        Some(())
    });
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn a_body_is_signed_as_github_signs_it() {
        assert_eq!(
            signature("It's a Secret to Everybody", b"Hello, World!"),
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        );
    }
}
