//! The binary itself, on a free port and a folder of its own.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Output, Stdio},
    sync::Once,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// A server that ends with the test.
pub(crate) struct Server {
    child: Child,
    pub(crate) data: TempDir,
    pub(crate) url: String,
}

impl Server {
    /// Starts one on an empty folder and waits until it is ready.
    pub(crate) async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// The same, with more flags.
    pub(crate) async fn start_with(flags: &[&str]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let listen = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .to_string();
        let child = command(data.path(), "serve")
            .args(["--listen", &listen])
            .args(flags)
            .stderr(std::fs::File::create(data.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut server = Self {
            child,
            data,
            url: format!("http://{listen}"),
        };
        server.wait_until_ready().await;
        server
    }

    /// Everything that it has logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.data.path().join("log")).unwrap()
    }

    /// Asks it to end as an operator would; gives whether it ended well.
    pub(crate) async fn terminate(&mut self) -> bool {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            assert!(
                started.elapsed() < Duration::from_secs(15),
                "it does not end"
            );
            tokio::task::yield_now().await;
        }
    }

    async fn wait_until_ready(&mut self) {
        let started = Instant::now();
        loop {
            let answer = client().get(format!("{}/readyz", self.url)).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            assert!(
                self.child.try_wait().unwrap().is_none(),
                "it ended: {}",
                self.log()
            );
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "not ready: {}",
                self.log()
            );
            tokio::task::yield_now().await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command of the binary to its end.
pub(crate) fn run(data: &Path, word: &str, flags: &[&str]) -> Output {
    command(data, word).args(flags).output().unwrap()
}

/// A client that follows nothing and unpacks nothing by itself.
pub(crate) fn client() -> reqwest::Client {
    static CRYPTO: Once = Once::new();
    CRYPTO.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    reqwest::Client::builder()
        .user_agent("test")
        .no_gzip()
        .build()
        .unwrap()
}

fn command(data: &Path, word: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tasksource"));
    command.arg(word).stdin(Stdio::null());
    if word != "openapi" {
        command.arg("--data").arg(data);
    }
    command
}
