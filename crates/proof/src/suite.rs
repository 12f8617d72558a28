//! How much of everything is played, on which databases, and what is told of it.

use std::{
    fmt,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use testbed::database::TestDatabase;

use crate::{hands::Weather, history, kill};

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
    broken: Vec<String>,
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
            let tally = play_some(seed, database, kind, histories).await;
            broken += tally.broken.len();
            tell(database, kind, &tally);
        }
    }
    if broken > 0 {
        bail!("{broken} histories broke a law; the seed is {seed}");
    }
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

async fn play_some(seed: u64, database: Database, kind: Kind, histories: u32) -> Tally {
    let started = Instant::now();
    let mut tally = Tally::default();
    for number in 0..histories {
        let seed = seed.wrapping_add(number.into());
        let fresh = database.fresh().await;
        let played = match kind {
            Kind::Model => history::play(seed, fresh, Weather::Fair).await,
            Kind::Fault => history::play(seed, fresh, Weather::Foul).await,
            Kind::Kill { abreast } => kill::play(seed, fresh, KILLS_IN_ONE, abreast).await,
        };
        tally.histories += 1;
        tally
            .broken
            .extend(played.err().map(|error| format!("{error:#}")));
    }
    tally.time = started.elapsed();
    tally
}

#[expect(clippy::print_stdout, reason = "the findings are what was asked for")]
fn tell(database: Database, kind: Kind, tally: &Tally) {
    let each = tally.time.as_secs_f64() * 1000.0 / f64::from(tally.histories.max(1));
    println!(
        "{database:<11}{kind:<24}{:>7} played, {} broken, {each:.0} ms each",
        tally.histories,
        tally.broken.len()
    );
    for broken in &tally.broken {
        println!("{broken}\n");
    }
}
