//! A load of requests over kept-alive connections, and how long each answer took.
//!
//! It speaks just enough HTTP to add little of its own; nothing here knows what is asked for.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    task::JoinSet,
};

/// What is asked for, again and again.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) address: SocketAddr,
    pub(crate) path: String,
    pub(crate) token: Option<String>,
}

/// How it went.
pub(crate) struct Outcome {
    latencies: Vec<Duration>,
    took: Duration,
    /// The size of the last answer's body, in bytes.
    pub(crate) body: usize,
}

impl Outcome {
    /// Answers a second.
    pub(crate) fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.latencies.len()).unwrap_or(u32::MAX)) / self.took.as_secs_f64()
    }

    /// The latency that `percent` of the answers stayed within, in milliseconds.
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let last = self.latencies.len() - 1;
        self.latencies[(self.latencies.len() * percent / 100).min(last)].as_secs_f64() * 1000.0
    }
}

/// Sends `count` requests over each of `connections` connections.
pub(crate) async fn run(request: &Request, connections: usize, count: usize) -> Result<Outcome> {
    let started = Instant::now();
    let mut running = JoinSet::new();
    for _ in 0..connections {
        running.spawn(one_connection(request.clone(), count));
    }
    let mut latencies = Vec::with_capacity(connections * count);
    let mut body = 0;
    while let Some(finished) = running.join_next().await {
        let (some, size) = finished??;
        latencies.extend(some);
        body = size;
    }
    let took = started.elapsed();
    latencies.sort_unstable();
    Ok(Outcome {
        latencies,
        took,
        body,
    })
}

async fn one_connection(request: Request, count: usize) -> Result<(Vec<Duration>, usize)> {
    let stream = TcpStream::connect(request.address).await?;
    stream.set_nodelay(true)?;
    let mut stream = BufReader::with_capacity(64 * 1024, stream);
    let bytes = head(&request).into_bytes();
    let mut latencies = Vec::with_capacity(count);
    let mut body = Vec::new();
    for _ in 0..count {
        let asked = Instant::now();
        stream.get_mut().write_all(&bytes).await?;
        read_answer(&mut stream, &mut body).await?;
        latencies.push(asked.elapsed());
    }
    Ok((latencies, body.len()))
}

fn head(request: &Request) -> String {
    let authorization = request
        .token
        .as_ref()
        .map(|token| format!("Authorization: Bearer {token}\r\n"))
        .unwrap_or_default();
    format!(
        "GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: bench\r\n{authorization}\r\n",
        request.path, request.address
    )
}

async fn read_answer(stream: &mut BufReader<TcpStream>, body: &mut Vec<u8>) -> Result<()> {
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    ensure!(
        line.starts_with("HTTP/1.1 200"),
        "the answer was {}",
        line.trim()
    );
    let mut length = None;
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse()?);
        }
    }
    body.resize(length.context("an answer without a length")?, 0);
    stream.read_exact(body).await?;
    Ok(())
}
