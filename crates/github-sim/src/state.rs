//! What every request shares: the world, the repositories, and what lives for one run.
//! No rule of GitHub is here; it only holds the parts together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use crate::accounts::AccountId;
use crate::calls::Calls;
use crate::courier::Parcel;
use crate::faults::Faults;
use crate::git::Git;
use crate::limits::Limits;
use crate::mishaps::Mishaps;
use crate::panel::Panel;
use crate::persistence::Saver;
use crate::render::View;
use crate::repositories::RepositoryId;
use crate::request::Request;
use crate::rights::Viewer;
use crate::secondary::Secondary;
use crate::settings::{Settings, Urls};
use crate::world::World;

/// The running simulator, seen from within.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) urls: Urls,
    pub(crate) git: Git,
    pub(crate) faults: Faults,
    pub(crate) calls: Calls,
    pub(crate) limits: Limits,
    pub(crate) secondary: Secondary,
    pub(crate) mishaps: Mishaps,
    pub(crate) switches: Panel,
    pub(crate) outbox: UnboundedSender<Parcel>,
    pub(crate) saver: Saver,
    pub(crate) world: Arc<Mutex<World>>,
    pub(crate) turns: Turns,
}

/// One at a time for everything that moves the branches of one repository.
#[derive(Debug, Default)]
pub(crate) struct Turns(Mutex<HashMap<RepositoryId, Arc<Mutex<()>>>>);

impl Turns {
    /// The lock of a repository.
    pub(crate) fn of(&self, id: RepositoryId) -> Arc<Mutex<()>> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        locks.entry(id).or_default().clone()
    }
}

impl State {
    /// The world, to look at; held only as long as needed.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the world and has it saved.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.world());
        self.saver.ring();
        result
    }

    /// The world together with the addresses that replies need.
    pub(crate) fn view<'a>(&'a self, world: &'a World) -> View<'a> {
        View {
            urls: &self.urls,
            world,
        }
    }

    /// The one behind a token, or nothing when it does not live.
    pub(crate) fn viewer(&self, token: &str) -> Option<Viewer> {
        let world = self.world();
        let found = world.live_token(token)?;
        Some(Viewer {
            user: Some(found.user),
            scopes: found.scopes.clone(),
            token: Some(found.access.clone()),
        })
    }

    /// The user who is signed in on the pages.
    pub(crate) fn signed_in(&self, request: &Request) -> Option<AccountId> {
        self.world()
            .sessions
            .get(request.cookie(SESSION_COOKIE)?)
            .copied()
    }
}

/// The cookie that signs a browser in on the pages.
pub(crate) const SESSION_COOKIE: &str = "practice_session";
