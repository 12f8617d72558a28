//! A program as a process: how soon it answers, and what it holds in memory when idle.
//!
//! Nothing here knows what the program does, but that it answers under an address.

use std::{
    ffi::OsStr,
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time,
};

/// How many starts are measured; the median is told.
const STARTS: usize = 5;

/// A program that runs until it is dropped.
pub(crate) struct Running {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// From the start of the process to its first good answer.
    pub(crate) ready: Duration,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The start and the memory of an idle server with an empty database.
pub(crate) async fn measure(server: &Path) -> Result<String> {
    let mut starts = Vec::new();
    let mut memory = 0.0;
    for _ in 0..STARTS {
        let data = tempfile::tempdir()?;
        let running = tasksource(server, data.path(), &[]).await?;
        starts.push(running.ready);
        // Settled: what only the start needed is given back by then.
        time::sleep(Duration::from_secs(1)).await;
        memory = resident_megabytes(running.child.id())?;
    }
    starts.sort_unstable();
    let ready = starts[STARTS / 2].as_secs_f64() * 1000.0;
    Ok(format!(
        "  start to ready {ready:>8.0} ms (median of {STARTS})\n  memory         {memory:>8.1} MB\n"
    ))
}

/// Starts the server on a data folder, with more flags, and waits until it is ready.
pub(crate) async fn tasksource(server: &Path, data: &Path, flags: &[&str]) -> Result<Running> {
    let address = free_address()?;
    let listen = address.to_string();
    let mut words: Vec<&OsStr> = ["serve", "--log", "error", "--listen", &listen, "--data"]
        .into_iter()
        .map(OsStr::new)
        .collect();
    words.push(data.as_os_str());
    words.extend(flags.iter().map(OsStr::new));
    start(server, &words, address, "/readyz").await
}

/// Starts a program that listens on `address`, and waits until it answers `path`.
pub(crate) async fn start(
    program: &Path,
    words: &[&OsStr],
    address: SocketAddr,
    path: &str,
) -> Result<Running> {
    let started = Instant::now();
    let child = Command::new(program)
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .with_context(|| format!("{} cannot be started", program.display()))?;
    let mut running = Running {
        child,
        address,
        ready: Duration::ZERO,
    };
    while !answers(address, path).await {
        if let Some(status) = running.child.try_wait()? {
            bail!("{} ended: {status}", program.display());
        }
        if started.elapsed() > Duration::from_secs(30) {
            bail!("{} did not answer within 30 s", program.display());
        }
        time::sleep(Duration::from_millis(2)).await;
    }
    running.ready = started.elapsed();
    Ok(running)
}

/// An address on this machine that nobody listens on.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

async fn answers(address: SocketAddr, path: &str) -> bool {
    let ask = async {
        let mut stream = TcpStream::connect(address).await?;
        let head = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        std::io::Result::Ok(answer.starts_with(b"HTTP/1.1 200"))
    };
    ask.await.unwrap_or(false)
}

fn resident_megabytes(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let kilobytes: u32 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().strip_suffix("kB"))
        .context("the kernel does not say how much memory a process holds")?
        .trim()
        .parse()?;
    Ok(f64::from(kilobytes) / 1024.0)
}
