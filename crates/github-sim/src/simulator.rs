//! Starting and stopping a practice GitHub, on threads of its own.
//! It must never need anything of the runtime that it was started from.

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::oneshot;
use url::Url;

use crate::errors::Error;
use crate::git::Git;
use crate::persistence::{self, Saver};
use crate::settings::{Seed, Settings, Urls};
use crate::state::State;
use crate::{courier, seed, seed_scale, server};

/// A practice GitHub that is running. Dropping it stops it.
#[derive(Debug)]
pub struct Simulator {
    urls: Urls,
    handle: ServerHandle,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Starts a practice GitHub and returns when it answers.
pub async fn start(settings: Settings) -> Result<Simulator, Error> {
    let (ready, started) = oneshot::channel();
    let thread = thread::Builder::new()
        .name("practice-github".to_owned())
        .spawn(move || serve(settings, ready))
        .map_err(|error| Error::Server(error.to_string()))?;
    let failed = |_| Error::Server("its thread ended early".to_owned());
    let (urls, handle) = started.await.map_err(failed)??;
    Ok(Simulator {
        urls,
        handle,
        thread: Mutex::new(Some(thread)),
    })
}

impl Simulator {
    /// Where its pages are.
    pub fn web_url(&self) -> &Url {
        &self.urls.web_url
    }

    /// Where its REST API is: the web address with `/api/v3`.
    pub fn api_url(&self) -> &Url {
        &self.urls.api_url
    }

    /// Stops it and returns when the world is saved.
    pub async fn stop(self) {
        self.handle.stop(false).await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // The command is sent at once; only its outcome would have to be awaited.
        drop(self.handle.stop(false));
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

type Ready = oneshot::Sender<Result<(Urls, ServerHandle), Error>>;

fn serve(settings: Settings, ready: Ready) {
    actix_web::rt::System::new().block_on(async {
        match prepare(settings) {
            Ok((state, listener, parcels)) => {
                actix_web::rt::spawn(courier::run(state.clone(), parcels));
                run(state, listener, ready).await;
            }
            Err(error) => drop(ready.send(Err(error))),
        }
    });
}

type Prepared = (
    Data<State>,
    TcpListener,
    tokio::sync::mpsc::UnboundedReceiver<courier::Parcel>,
);

fn prepare(settings: Settings) -> Result<Prepared, Error> {
    // Without a provider, a client for https hooks could not even be built.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let data = settings.data.clone();
    std::fs::create_dir_all(&data).map_err(|source| Error::Data {
        path: data.clone(),
        source,
    })?;
    let git = Git::find(&data).map_err(Error::Git)?;
    let saved = persistence::load(&data)?;
    let empty = saved.is_none();
    let world = Arc::new(Mutex::new(saved.unwrap_or_default()));
    let (listener, address) = listen(settings.listen)?;
    let (outbox, parcels) = unbounded_channel();
    let state = State {
        urls: Urls::at(address),
        git,
        faults: crate::faults::Faults::default(),
        calls: crate::calls::Calls::default(),
        limits: crate::limits::Limits::default(),
        secondary: crate::secondary::Secondary::default(),
        mishaps: crate::mishaps::Mishaps::default(),
        switches: crate::panel::Panel::new(settings.switches, settings.asked.clone()),
        outbox,
        saver: Saver::start(&data, world.clone()),
        world,
        turns: crate::state::Turns::default(),
        settings,
    };
    if empty {
        let filled = match state.settings.seed {
            Seed::Empty => Ok(()),
            Seed::Demo => seed::fill(&state),
            Seed::Scale => seed_scale::fill(&state),
        };
        filled.map_err(|error| Error::Server(error.to_string()))?;
    }
    Ok((Data::new(state), listener, parcels))
}

fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Error> {
    let failed = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

async fn run(state: Data<State>, listener: TcpListener, ready: Ready) {
    let shared = state.clone();
    let app = move || App::new().configure(server::configure(shared.clone()));
    let server = HttpServer::new(app)
        .workers(2)
        // As long as clients keep a connection: neither side is surprised by the other.
        .keep_alive(Duration::from_secs(90))
        .disable_signals()
        .listen(listener);
    match server {
        Ok(server) => {
            let server = server.run();
            drop(ready.send(Ok((state.urls.clone(), server.handle()))));
            if let Err(error) = server.await {
                tracing::error!("the web server ended: {error}");
            }
            state.saver.close();
        }
        Err(error) => drop(ready.send(Err(Error::Server(error.to_string())))),
    }
}
