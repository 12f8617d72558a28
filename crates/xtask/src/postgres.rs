//! A PostgreSQL for one run of the tests: private, on a socket only we can reach, gone afterwards.
//! The machine's own clusters are never touched.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::{debian, process};

/// Speed over safety: this data lives for minutes.
const SETTINGS: &str = "
listen_addresses = ''
max_connections = 300
shared_buffers = '128MB'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
";

/// While one of these is there, installing the package makes no cluster that would start by itself.
const NO_CLUSTER: &str = "/etc/postgresql-common/createcluster.d/tasksource-tests.conf";

/// A server that runs until it is dropped.
pub(crate) struct Postgres {
    folder: TempDir,
    programs: PathBuf,
    account: Option<Account>,
}

/// The server refuses to run as root; root lends it one of these.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

impl Postgres {
    /// Makes a cluster in a temporary folder and waits until it answers.
    pub(crate) fn start() -> Result<Self> {
        let programs = match find_programs() {
            Some(programs) => programs,
            None => install()?,
        };
        let account = Account::to_lend()?;
        // A socket's path must be short, and the account must be able to walk there.
        let folder = tempfile::Builder::new()
            .prefix("tasksource-pg")
            .tempdir_in("/tmp")?;
        if let Some(Account { user, group }) = account {
            chown(folder.path(), Some(user), Some(group))?;
        }
        let postgres = Self {
            folder,
            programs,
            account,
        };
        postgres.make_cluster()?;
        let mut start = postgres.control("start");
        let log = postgres.folder.path().join("log");
        process::quiet("starting PostgreSQL", start.arg("--log").arg(&log)).inspect_err(|_| {
            eprintln!("{}", fs::read_to_string(log).unwrap_or_default());
        })?;
        Ok(postgres)
    }

    /// Where the tests find it; each makes a database of its own there.
    pub(crate) fn url(&self) -> String {
        let socket = self.folder.path().display();
        format!("postgres://postgres@localhost/postgres?host={socket}")
    }

    /// Its own client, `psql`.
    pub(crate) fn client(&self) -> PathBuf {
        self.programs.join("psql")
    }

    fn make_cluster(&self) -> Result<()> {
        let mut initdb = self.program("initdb");
        initdb
            .args([
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
            ])
            .args(["--no-sync", "--pgdata"])
            .arg(self.data());
        process::quiet("initdb", &mut initdb)?;
        let settings = self.data().join("postgresql.conf");
        let mut file = OpenOptions::new().append(true).open(settings)?;
        let socket = self.folder.path().display();
        writeln!(file, "{SETTINGS}unix_socket_directories = '{socket}'")?;
        Ok(())
    }

    fn control(&self, order: &str) -> Command {
        let mut command = self.program("pg_ctl");
        command.args([order, "--wait", "--pgdata"]).arg(self.data());
        command
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(self.folder.path());
        if let Some(Account { user, group }) = self.account {
            command.uid(user).gid(group);
        }
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

impl Drop for Postgres {
    /// Runs on failure and after Ctrl-C too, so it cannot go through what those stop.
    fn drop(&mut self) {
        let stopped = self.control("stop").arg("--mode=immediate").output();
        if !stopped.is_ok_and(|output| output.status.success()) {
            eprintln!(
                "PostgreSQL in {} did not stop",
                self.folder.path().display()
            );
        }
    }
}

impl Account {
    fn to_lend() -> Result<Option<Self>> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        let found = ["postgres", "nobody"].into_iter().find_map(|name| {
            let id = |option| -> Option<u32> {
                let answer = Command::new("id").args([option, name]).output().ok()?;
                String::from_utf8(answer.stdout).ok()?.trim().parse().ok()
            };
            Some(Self {
                user: id("-u")?,
                group: id("-g")?,
            })
        });
        found
            .map(Some)
            .context("no ordinary user to run PostgreSQL as (postgres or nobody)")
    }
}

/// The newest server on this machine, on the PATH or where Debian keeps it off the PATH.
fn find_programs() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&on_path).collect();
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut debian: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    debian.sort_by_key(|folder| std::cmp::Reverse(major(folder)));
    folders.extend(debian);
    folders.into_iter().find(|folder| {
        ["initdb", "pg_ctl", "postgres", "psql"]
            .iter()
            .all(|name| folder.join(name).is_file())
    })
}

fn major(programs: &Path) -> Option<u32> {
    programs.parent()?.file_name()?.to_str()?.parse().ok()
}

fn install() -> Result<PathBuf> {
    let guard = Path::new(NO_CLUSTER);
    let is_root = rustix::process::geteuid().is_root();
    if is_root && let Some(folder) = guard.parent() {
        fs::create_dir_all(folder)?;
        fs::write(guard, "create_main_cluster = false\n")?;
    }
    let installed = debian::install(&["postgresql"], "every storage test runs on it too");
    if is_root {
        fs::remove_file(guard)?;
    }
    installed?;
    find_programs().context("PostgreSQL was installed, but its programs are not to be found")
}
