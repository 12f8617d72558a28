//! The whole product on this machine, from nothing to an address to open.
//! Nothing is asked: without GitHub credentials a practice GitHub takes GitHub's place.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::services::Services;
use crate::site::{self, Flavour};
use crate::workspace::Workspace;
use crate::{process, progress, setup};

/// They guard nothing but a practice world.
const CLIENT_ID: &str = "practice-client";
const CLIENT_SECRET: &str = "practice-secret";

const PROGRAMS: [&str; 2] = ["server", "github-sim"];

/// All that can be built before the pages are there.
const BELOW_THE_SERVER: [&str; 3] = ["api", "reconciler", "github-sim"];

/// Where and how to run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port of Tasksource.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The port of the practice GitHub.
    #[arg(long, default_value_t = 4000)]
    github_port: u16,
    /// The folder for the database, the practice GitHub and the logs.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Build for daily use: optimized, which takes some minutes longer.
    #[arg(long)]
    release: bool,
}

/// `cargo xtask run`.
pub(crate) fn command(workspace: &Workspace, args: &Args) -> Result<()> {
    let started = Instant::now();
    let practice = !has_github_credentials()?;
    check_port(args.port, "--port")?;
    if practice {
        check_port(args.github_port, "--github-port")?;
    }
    build_all(workspace, args.release)?;

    let place = Place::prepare(workspace, args)?;
    let mut services = Services::new();
    if practice {
        progress::stage("practice GitHub", || place.start_github(&mut services))?;
    }
    progress::stage("start", || place.start_server(&mut services, practice))?;
    place.welcome(practice, started.elapsed());
    services.wait_for_the_end()
}

/// The pages and what the server stands on grow side by side: each alone leaves a core idle.
fn build_all(workspace: &Workspace, release: bool) -> Result<()> {
    progress::stage("setup and site", || {
        thread::scope(|scope| {
            let below = scope.spawn(|| cargo_build(workspace, release, &BELOW_THE_SERVER));
            let flavour = Flavour::from_release(release);
            let pages = setup::ensure(workspace).and_then(|()| site::build(workspace, flavour));
            let below = below.join().unwrap_or_else(|panic| resume_unwind(panic));
            pages.and(below)
        })
    })?;
    progress::stage("programs", || build(workspace, release))
}

/// Builds both programs at once, so that they share what they stand on; the pages must be there.
pub(crate) fn build(workspace: &Workspace, release: bool) -> Result<()> {
    cargo_build(workspace, release, &PROGRAMS)
}

fn cargo_build(workspace: &Workspace, release: bool, packages: &[&str]) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.arg("build").current_dir(&workspace.root);
    for package in packages {
        cargo.args(["--package", package]);
    }
    if release {
        cargo.arg("--release");
    }
    process::run(&mut cargo)
}

/// One without the other is a mistake that practising would hide.
fn has_github_credentials() -> Result<bool> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match (
        set("TASKSOURCE_GITHUB_CLIENT_ID"),
        set("TASKSOURCE_GITHUB_CLIENT_SECRET"),
    ) {
        (true, true) => Ok(true),
        (false, false) => Ok(false),
        _ => bail!(
            "set both TASKSOURCE_GITHUB_CLIENT_ID and TASKSOURCE_GITHUB_CLIENT_SECRET, or neither"
        ),
    }
}

/// Better now than after minutes of building.
fn check_port(port: u16, option: &str) -> Result<()> {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    free.map(drop).with_context(|| {
        format!("port {port} is taken: end what listens there, or choose another by {option}")
    })
}

/// Where everything of one run lies.
struct Place<'a> {
    args: &'a Args,
    binaries: PathBuf,
    data: PathBuf,
    logs: PathBuf,
}

impl<'a> Place<'a> {
    fn prepare(workspace: &Workspace, args: &'a Args) -> Result<Self> {
        let data = std::path::absolute(workspace.root.join(&args.data))?;
        let logs = data.join("logs");
        fs::create_dir_all(&logs).with_context(|| format!("cannot make {}", logs.display()))?;
        let profile = if args.release { "release" } else { "debug" };
        let binaries = workspace.target.join(profile);
        Ok(Self {
            args,
            binaries,
            data,
            logs,
        })
    }

    fn start_github(&self, services: &mut Services) -> Result<()> {
        let mut github = Command::new(self.binaries.join("github-sim"));
        github
            .args(["--listen", &format!("127.0.0.1:{}", self.args.github_port)])
            .arg("--data")
            .arg(self.data.join("github"))
            .args(["--client-id", CLIENT_ID, "--client-secret", CLIENT_SECRET])
            .args([
                "--redirect-uri",
                &format!("{}/github/callback", self.address()),
            ])
            .args(["--seed", "demo"]);
        services.start(
            "the practice GitHub",
            self.logs.join("github.log"),
            &mut github,
        )?;
        services.wait_until(|log| {
            fs::read_to_string(log).is_ok_and(|said| said.contains("practice GitHub ready at"))
        })
    }

    fn start_server(&self, services: &mut Services, practice: bool) -> Result<()> {
        let mut server = Command::new(self.binaries.join("tasksource"));
        server
            .arg("serve")
            .args(["--listen", &format!("127.0.0.1:{}", self.args.port)])
            .args(["--public-url", &self.address()])
            .arg("--data")
            .arg(&self.data);
        if practice {
            let github = self.github_address();
            server
                .args(["--github-client-id", CLIENT_ID])
                .env("TASKSOURCE_GITHUB_CLIENT_SECRET", CLIENT_SECRET)
                .args(["--github-api-url", &format!("{github}/api/v3")])
                .args(["--github-web-url", &github])
                .args(["--github-practice", "--demo"]);
        }
        services.start("the server", self.logs.join("server.log"), &mut server)?;
        let port = self.args.port;
        services.wait_until(|_| is_ready(port))
    }

    fn welcome(&self, practice: bool, time: Duration) {
        let time = progress::seconds(time);
        println!(
            "\nTasksource is ready at {} (after {time})\n",
            self.address()
        );
        if practice {
            println!("  sign in as  manager@example.com    practice-makes-perfect");
            println!("          or  developer@example.com  practice-makes-perfect");
            println!("  GitHub      a practice one at {}", self.github_address());
            println!("              accounts: mona-manager, dev-dana");
        } else {
            println!("  GitHub      the one of your TASKSOURCE_GITHUB_CLIENT_ID");
        }
        println!("  logs        {}", self.logs.join("*.log").display());
        println!(
            "\nCtrl-C ends it; what you did stays in {}",
            self.data.display()
        );
    }

    fn address(&self) -> String {
        format!("http://localhost:{}", self.args.port)
    }

    fn github_address(&self) -> String {
        format!("http://127.0.0.1:{}", self.args.github_port)
    }
}

/// One small request needs no HTTP library.
fn is_ready(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET /readyz HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers one request with this status line.
    fn answer_once(status: &'static str) -> (u16, thread::JoinHandle<()>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let answering = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 512];
            let length = stream.read(&mut request).unwrap();
            assert!(request[..length].starts_with(b"GET /readyz "));
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").unwrap();
        });
        (port, answering)
    }

    #[test]
    fn the_server_is_ready_when_it_says_so() {
        for (status, ready) in [("200 OK", true), ("503 Service Unavailable", false)] {
            let (port, answering) = answer_once(status);

            assert_eq!(is_ready(port), ready, "{status}");
            answering.join().unwrap();
        }
    }

    #[test]
    fn where_no_one_listens_nothing_is_ready() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);

        assert!(!is_ready(port));
        assert!(check_port(port, "--port").is_ok());
    }
}
