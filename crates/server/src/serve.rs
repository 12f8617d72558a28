//! Running: the HTTP server and the reconciler side by side, and their orderly end.

use std::time::Duration;

use actix_web::{App, HttpServer, middleware, web};
use anyhow::{Context, Result};
use reconciler::Reconciler;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};
use tracing::info;

use crate::{
    demo, headers, keys, logs, pages, requests,
    settings::{Serve, Storage},
    wiring::{self, Wired},
};

/// How long a request in flight, or an effect at work, may take to finish at shutdown.
const SHUTDOWN_SECONDS: u64 = 10;

/// Serves until the process is asked to end.
pub(crate) async fn serve(settings: Serve) -> Result<()> {
    logs::start(&settings.logs)?;
    install_crypto();
    let wired = wiring::wire(&settings).await?;
    let state = api_state(&settings, &wired);
    if settings.demo {
        demo::create_accounts(&state).await?;
    }
    let (stop, stopped) = watch::channel(());
    let reconciler = tokio::spawn(reconcile(&settings, &wired, stopped));
    let outcome = listen(&settings, state).await;
    drop(stop);
    reconciler
        .await
        .context("the reconciler did not end in order")?;
    wired.store.close().await;
    outcome
}

/// Brings the database to this version.
pub(crate) async fn migrate(storage: &Storage) -> Result<()> {
    let keys = keys::load_or_create(storage)?;
    let store = wiring::open_store(storage, keys.for_activity()).await?;
    store
        .migrate()
        .await
        .context("the database cannot be brought to this version")?;
    store.close().await;
    Ok(())
}

async fn listen(settings: &Serve, state: api::State) -> Result<()> {
    let github_web = settings.github.web_url.clone();
    let streams = state.clone();
    let server = HttpServer::new(move || {
        App::new()
            .wrap(middleware::from_fn(requests::log))
            .wrap(headers::secure(&github_web))
            .configure(api::configure(state.clone()))
            .default_service(web::to(pages::serve))
    })
    .shutdown_timeout(SHUTDOWN_SECONDS)
    .bind(settings.listen)
    .with_context(|| format!("{} cannot be listened on; is it taken?", settings.listen))?;
    info!(address = %settings.public_url, "ready");
    let asked = tokio::spawn(async move {
        asked_to_end().await;
        streams.end_streams();
    });
    let stopped = server.run().await.context("the server stopped");
    asked.abort();
    stopped
}

/// Returns when the process is asked to end; the server hears the same, and then waits for what is
/// in flight.
async fn asked_to_end() {
    let Ok(mut ended) = signal(SignalKind::terminate()) else {
        // Streams then end when the time for what is in flight is over.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = ended.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

fn reconcile(
    settings: &Serve,
    wired: &Wired,
    mut stopped: watch::Receiver<()>,
) -> impl Future<Output = ()> + use<> {
    let reconciler = Reconciler::new(
        wired.store.clone(),
        wired.connections.clone(),
        reconciler::Settings {
            workers: settings.effect_workers,
            lease: Duration::from_mins(2),
            finish_within: Duration::from_secs(SHUTDOWN_SECONDS),
            sweep_every: Duration::from_hours(1),
            poll_every: Duration::from_mins(10),
            unlimited: settings.github.unlimited,
            hook_url: Some(settings.public_url.clone()),
            app_url: settings.public_url.clone(),
        },
    );
    async move {
        // The sender is dropped when the server has stopped: waiting for it then ends.
        reconciler
            .run(async move { while stopped.changed().await.is_ok() {} })
            .await;
    }
}

fn api_state(settings: &Serve, wired: &Wired) -> api::State {
    let settings = api::Settings {
        public_url: settings.public_url.clone(),
        signing_keys: api::SigningKeys::from_secrets(wired.keys.derive("sign access tokens")),
        proxies: settings.proxies,
        github_practice: settings.github.practice,
    };
    api::State::new(wired.store.clone(), wired.connections.clone(), settings)
}

/// Chooses the cryptography that TLS uses, once for the process.
pub(crate) fn install_crypto() {
    // An error only says that one was chosen before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
