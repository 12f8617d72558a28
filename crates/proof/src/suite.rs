//! How much of everything is played, on which databases, and what is told of it.

use std::{
    fmt, fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use chrono::TimeDelta;
use futures_util::{StreamExt, stream};
use testbed::{database::TestDatabase, world};

use crate::{
    hands::Weather,
    history::{self, Played},
    kill,
};

/// So many processes die in one history.
const KILLS_IN_ONE: u32 = 25;

/// How much is played; half of it on each database.
#[derive(clap::Args)]
pub(crate) struct Amounts {
    /// Histories in which GitHub does what it says
    #[arg(long, default_value_t = 20)]
    histories: u32,
    /// Histories in which any call to GitHub may meet a fault
    #[arg(long, default_value_t = 20)]
    faults: u32,
    /// Processes that are killed at random instants
    #[arg(long, default_value_t = 100)]
    kills: u32,
    /// The seed of the first history; the others follow it. Left out, one that was never used
    #[arg(long)]
    seed: Option<u64>,
    /// Only on this database
    #[arg(long, value_enum)]
    only: Option<Database>,
    /// How many histories are played at once
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: u16,
    /// Play one more history, on a database that stays in this folder with its key, for
    /// `tasksource check --data` and `serve --data` to look at
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    async fn fresh(self) -> TestDatabase {
        match self {
            Self::Sqlite => TestDatabase::sqlite().await,
            Self::Postgres => TestDatabase::postgres().await,
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// What kind of history.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Model,
    Fault,
    Kill { abreast: u32 },
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model => f.pad("histories"),
            Self::Fault => f.pad("with faults"),
            Self::Kill { abreast: 1 } => f.pad("with kills"),
            Self::Kill { abreast } => f.pad(&format!("with kills, {abreast} abreast")),
        }
    }
}

/// What was played of one kind on one database.
#[derive(Default)]
struct Tally {
    histories: u32,
    faults: u32,
    kills: u32,
    broken: Vec<String>,
    /// How long each took to come to rest, by its own clock.
    rests: Vec<TimeDelta>,
    time: Duration,
}

/// Plays everything and tells what was found; broken laws are an error.
#[expect(clippy::print_stdout, reason = "the findings are what was asked for")]
pub(crate) async fn play(amounts: &Amounts) -> Result<()> {
    let seed = amounts.seed.unwrap_or_else(rand::random);
    println!("seed {seed}");
    let mut broken = 0;
    for database in [Database::Sqlite, Database::Postgres] {
        if amounts.only.is_some_and(|only| only != database) {
            continue;
        }
        for (kind, histories) in amounts.of(database) {
            let seeds = (0..histories).map(|number| seed.wrapping_add(number.into()));
            let tally = play_some(seeds, database, kind, amounts.jobs.into()).await;
            broken += tally.broken.len();
            tell(database, kind, tally);
        }
    }
    if let Some(folder) = &amounts.keep {
        play_and_keep(seed, folder).await?;
    }
    if broken > 0 {
        bail!("{broken} histories broke a law; the seed is {seed}");
    }
    Ok(())
}

async fn play_and_keep(seed: u64, folder: &Path) -> Result<()> {
    let key = folder.join("tasksource.key");
    fs::create_dir_all(folder).context("the folder cannot be made")?;
    let mut key = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(key)
        .context("the key cannot be written: is the folder new?")?;
    key.write_all(world::KEY.as_bytes())?;
    let database = TestDatabase::kept(folder, world::keys().for_activity()).await;
    history::play(seed, database, Weather::Foul).await?;
    Ok(())
}

impl Amounts {
    fn of(&self, database: Database) -> Vec<(Kind, u32)> {
        let shares = if self.only.is_some() { 1 } else { 2 };
        let kills = self.kills.div_ceil(shares);
        let mut kinds = vec![
            (Kind::Model, self.histories.div_ceil(shares)),
            (Kind::Fault, self.faults.div_ceil(shares)),
        ];
        match database {
            Database::Sqlite => {
                kinds.push((Kind::Kill { abreast: 1 }, kills.div_ceil(KILLS_IN_ONE)));
            }
            Database::Postgres => {
                let half = kills.div_ceil(2).div_ceil(KILLS_IN_ONE);
                kinds.push((Kind::Kill { abreast: 1 }, half));
                kinds.push((Kind::Kill { abreast: 3 }, half));
            }
        }
        kinds
    }
}

async fn play_some(
    seeds: impl Iterator<Item = u64>,
    database: Database,
    kind: Kind,
    jobs: usize,
) -> Tally {
    let started = Instant::now();
    let mut tally = Tally::default();
    let histories = seeds.map(|seed| tokio::spawn(play_one(seed, database, kind)));
    let mut histories = stream::iter(histories).buffer_unordered(jobs);
    while let Some(ended) = histories.next().await {
        tally.histories += 1;
        match ended.context("a history panicked").flatten() {
            Ok(played) => tally.add(&played),
            Err(error) => tally.broken.push(format!("{error:#}")),
        }
    }
    tally.time = started.elapsed();
    tally
}

async fn play_one(seed: u64, database: Database, kind: Kind) -> Result<Played> {
    let fresh = database.fresh().await;
    match kind {
        Kind::Model => history::play(seed, fresh, Weather::Fair).await,
        Kind::Fault => history::play(seed, fresh, Weather::Foul).await,
        Kind::Kill { abreast } => kill::play(seed, fresh, KILLS_IN_ONE, abreast).await,
    }
}

impl Tally {
    fn add(&mut self, played: &Played) {
        self.faults += played.faults;
        self.kills += played.kills;
        self.rests.push(played.rest);
    }
}

#[expect(clippy::print_stdout, reason = "the findings are what was asked for")]
fn tell(database: Database, kind: Kind, mut tally: Tally) {
    tally.rests.sort_unstable();
    let rest = |part: usize| {
        let at = (tally.rests.len().saturating_sub(1)) * part / 100;
        tally.rests.get(at).map_or(0, TimeDelta::num_seconds)
    };
    let each = tally.time.as_secs_f64() * 1000.0 / f64::from(tally.histories.max(1));
    println!(
        "{database:<11}{kind:<24}{:>7} played, {:>6} faults, {:>4} kills, {} broken, at rest \
         after {} s (p50), {} s (longest), {each:.0} ms each",
        tally.histories,
        tally.faults,
        tally.kills,
        tally.broken.len(),
        rest(50),
        rest(100),
    );
    for broken in &tally.broken {
        println!("{broken}\n");
    }
}
