//! Where a history is played: two projects that share a repository, two managers, three
//! developers with whatever rights they had before.

use std::time::Duration;

use anyhow::{Result, bail};
use chrono::TimeDelta;
use domain::{
    access::Permission,
    connection::ConnectionState,
    ids::{GithubRepositoryId, TaskId},
};
use github::UserClient;
use reconciler::{Reconciler, Settings};
use serde_json::json;
use store::{connections, effects};
use testbed::{database::TestDatabase, practice::Practice, world::World};

use crate::{
    cast::{Baseline, Cast, Link, Person, Work},
    deeds,
    dice::Dice,
    hands::Weather,
};

/// What an account may have been given by hand before the product came.
const BEFORE: [&str; 8] = [
    "none", "none", "none", "pull", "triage", "push", "maintain", "admin",
];
/// What members of the organization can do by being members.
const BASE: [&str; 4] = ["none", "none", "read", "write"];
/// More turns of the clock than any history needs to come to rest.
const ENOUGH: usize = 500;

/// A world with its people and its reconciler.
pub(crate) struct Stage {
    pub(crate) world: World,
    pub(crate) reconciler: Reconciler,
    pub(crate) cast: Cast,
    pub(crate) baseline: Baseline,
    pub(crate) weather: Weather,
    /// How many faults were ordered.
    pub(crate) faults: u32,
    /// An administrator who only watches, through no connection of ours.
    watcher: UserClient,
}

impl Stage {
    /// Everybody takes their place, with the rights that the dice gave them.
    pub(crate) async fn set(
        database: TestDatabase,
        dice: &mut Dice,
        weather: Weather,
    ) -> Result<Self> {
        let world = World::around(database, Practice::start().await);
        let reconciler = reconciler(&world, false);
        let (cast, watcher) = people_and_places(&world, dice).await?;
        let mut stage = Self {
            world,
            reconciler,
            cast,
            baseline: Baseline::new(),
            weather,
            faults: 0,
            watcher,
        };
        stage.remember_baseline().await?;
        stage.settle().await?;
        Ok(stage)
    }

    async fn remember_baseline(&mut self) -> Result<()> {
        for place in self.cast.places() {
            for person in self.cast.developers.clone() {
                let seen = self.permission(place, &person.login).await?;
                self.baseline.insert((place, person.account), seen);
            }
        }
        Ok(())
    }

    /// What an account can do on a repository, from all sources.
    pub(crate) async fn permission(
        &self,
        place: GithubRepositoryId,
        login: &str,
    ) -> Result<Permission> {
        Ok(self.watcher.permission(place, login).await?)
    }

    /// Turns the reconciler, and the clock where it waits for that, until nothing is to be done.
    pub(crate) async fn settle(&self) -> Result<()> {
        for _ in 0..ENOUGH {
            while self.reconciler.turn().await {}
            let store = self.world.store();
            let Some(due) = store.read(async |tx| effects::next_due(tx).await).await? else {
                return Ok(());
            };
            let missing = (due - store.clock().now()).to_std().unwrap_or_default();
            let whole = Duration::from_secs(missing.as_secs() + 1);
            self.world.wait(whole).await;
        }
        bail!("nothing came to rest")
    }

    /// Ends every trouble that people can end, and lets everything come to rest; says how long
    /// that took by the history's clock, from when GitHub was well again.
    pub(crate) async fn mend(&self) -> Result<TimeDelta> {
        self.world.practice.heal().await;
        let clock = self.world.store().clock();
        let well = clock.now();
        self.settle().await?;
        let rest = clock.now() - well;
        self.come_back().await?;
        for link in &self.cast.links {
            deeds::appoint(&self.world, link, self.cast.managers[0].user).await?;
        }
        for _ in 0..ENOUGH {
            for _ in 0..2 {
                self.world.wait(Duration::from_hours(2)).await;
                self.reconciler.sweep().await;
                self.settle().await?;
            }
            // Where GitHub's answer to a renewal was lost, it shows only when the token expires.
            if !self.come_back().await? {
                return Ok(rest);
            }
        }
        bail!("people lose their connections for ever")
    }

    /// Has those connect again whose connection does not work; says whether there were any.
    async fn come_back(&self) -> Result<bool> {
        let mut some = false;
        for person in self.cast.managers.iter().chain(&self.cast.developers) {
            let store = self.world.store();
            let user = person.user;
            let found = store.read(async |tx| connections::find(tx, user).await);
            let works = |found: connections::Connection| found.state == ConnectionState::Active;
            if !found.await?.is_some_and(works) {
                self.world.connect(user, &person.login).await;
                some = true;
            }
        }
        Ok(some)
    }
}

/// A reconciler without webhooks, whose sweep is called by hand.
///
/// One whose clock stands still is not paced, or it would do no more than what may be done at once.
pub(crate) fn reconciler(world: &World, unlimited: bool) -> Reconciler {
    let settings = Settings {
        workers: 2,
        lease: Duration::from_mins(2),
        sweep_every: Duration::from_hours(1),
        poll_every: Duration::from_mins(10),
        finish_within: Duration::ZERO,
        unlimited,
        hook_url: None,
        app_url: "http://tasks.example.test/"
            .parse()
            .expect("a good address"),
    };
    Reconciler::new(world.store().clone(), world.connections.clone(), settings)
}

async fn people_and_places(world: &World, dice: &mut Dice) -> Result<(Cast, UserClient)> {
    let mut cast = Cast::default();
    for name in ["mona", "max"] {
        cast.managers.push(person(world, name).await);
    }
    for name in ["dan", "eve", "fay"] {
        cast.developers.push(person(world, name).await);
    }
    let practice = &world.practice;
    practice.user("watcher").await;
    let places = [
        organization(world, dice, &cast).await,
        practice.repository("mona", "site").await.id,
    ];
    practice.let_in(places[1], "max", "admin").await;
    for place in places {
        practice.let_in(place, "watcher", "admin").await;
    }
    for manager in &cast.managers {
        world.connect(manager.user, &manager.login).await;
    }
    for developer in &cast.developers {
        // Some come later: they are granted the moment they connect.
        if !dice.one_in(3) {
            world.connect(developer.user, &developer.login).await;
        }
    }
    link(world, &mut cast, places).await;
    Ok((cast, practice.client("watcher").await))
}

async fn person(world: &World, name: &str) -> Person {
    let account = world.practice.user(name).await;
    let user = world.user(name).await;
    Person {
        user,
        login: name.to_owned(),
        account,
    }
}

/// An organization that the managers own, with a repository in which the developers may have a
/// right of their own, or be members.
async fn organization(world: &World, dice: &mut Dice, cast: &Cast) -> GithubRepositoryId {
    let mut members = vec![
        json!({ "login": "mona", "role": "admin" }),
        json!({ "login": "max", "role": "admin" }),
    ];
    for developer in &cast.developers {
        if dice.one_in(3) {
            members.push(json!({ "login": developer.login, "role": "member" }));
        }
    }
    let base = dice.pick(&BASE);
    let founded = json!({ "login": "acme", "members": members, "base_permission": base });
    world.practice.found(founded).await;
    let place = world.practice.repository("acme", "shop").await.id;
    for developer in &cast.developers {
        let before = *dice.pick(&BEFORE);
        if before != "none" {
            world.practice.let_in(place, &developer.login, before).await;
        }
    }
    place
}

/// Two projects on the organization's repository, one of them on the personal one too, and
/// tasks in all three.
async fn link(world: &World, cast: &mut Cast, places: [GithubRepositoryId; 2]) {
    let owner = cast.managers[0].user;
    for (key, linked) in [("WEB", &places[..]), ("OPS", &places[..1])] {
        let project = world.project(owner, key).await;
        for developer in &cast.developers {
            world.developer(project, developer.user).await;
        }
        for place in linked {
            let repository = world.link(project, owner, *place).await;
            for number in 0..2 {
                let task = world.task(&repository, owner, "Work").await;
                let branch = format!("{key}-{place}-{number}").to_lowercase();
                cast.works.push(work(task, *place, branch));
            }
            cast.links.push(Link {
                project,
                repository: repository.id,
                place: *place,
            });
        }
    }
}

fn work(task: TaskId, place: GithubRepositoryId, branch: String) -> Work {
    Work {
        task,
        place,
        branch,
    }
}
