//! A web server that a hook can be pointed at.
//! It answers 200 to everything and hands over what it heard.

use std::collections::HashMap;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A server that only listens.
pub(crate) struct Receiver {
    pub(crate) address: String,
    heard: UnboundedReceiver<Heard>,
}

/// One delivery.
pub(crate) struct Heard {
    /// By name in lower case.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
}

impl Receiver {
    /// Starts listening.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hook", listener.local_addr().unwrap());
        let (tell, heard) = unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(listen(stream, tell.clone()));
            }
        });
        Self { address, heard }
    }

    /// The next delivery, whatever it tells.
    pub(crate) async fn next(&mut self) -> Heard {
        self.heard.recv().await.unwrap()
    }

    /// The next delivery of an event; others are passed over.
    pub(crate) async fn hear(&mut self, event: &str) -> Heard {
        loop {
            let heard = self.next().await;
            if heard.headers["x-github-event"] == event {
                return heard;
            }
        }
    }
}

async fn listen(stream: TcpStream, tell: UnboundedSender<Heard>) {
    let mut stream = BufReader::new(stream);
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ") {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    let mut body = vec![0; headers["content-length"].parse().unwrap()];
    stream.read_exact(&mut body).await.unwrap();
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    stream.get_mut().write_all(answer.as_bytes()).await.unwrap();
    let _ = tell.send(Heard {
        headers,
        body: String::from_utf8(body).unwrap(),
    });
}
