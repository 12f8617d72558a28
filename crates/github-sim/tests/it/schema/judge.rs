//! The validator of replies, which runs in node beside the tour: the description is a JavaScript
//! package, and so is the best validator. What a reply must be is never decided here.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Deserialize;
use serde_json::Value;

use super::known::folder;

const INSTALL: &str = "run `npm ci --ignore-scripts` in crates/github-sim/schema";

/// A validator at work.
pub(super) struct Judge {
    node: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    described: Option<Described>,
}

/// The statuses that GitHub describes for each route, such as `GET /user`.
type Described = BTreeMap<String, Vec<String>>;

/// What the validator found.
#[derive(Debug, Deserialize)]
pub(super) struct Report {
    pub(super) judged: usize,
    pub(super) failures: Vec<String>,
    /// Statuses by route, and those that came of an order.
    pub(super) seen: BTreeMap<String, Vec<u16>>,
    pub(super) ordered: BTreeMap<String, Vec<u16>>,
    /// Objects by the fields that they have, with the number of kinds of replies that hold such.
    pub(super) fields: BTreeMap<String, usize>,
    pub(super) refusals: Vec<Refusal>,
    pub(super) without_fields: Proof,
    pub(super) other_statuses: Proof,
}

/// A refusal that any route may give, with the number of routes that gave it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) message: String,
    pub(super) why: String,
    pub(super) routes: usize,
}

/// How often replies were bent, and when nobody noticed.
#[derive(Debug, Deserialize)]
pub(super) struct Proof {
    pub(super) tried: usize,
    pub(super) unnoticed: Vec<String>,
}

impl Judge {
    /// Starts one for the practice GitHub at `base`, which serves these routes.
    pub(super) fn start(base: &str, version: &str, routes: &Value) -> Self {
        assert!(
            folder().join("node_modules/@octokit/openapi").is_dir(),
            "GitHub's description is not installed: {INSTALL}"
        );
        let mut node = Command::new("node")
            .args(["check.mjs", base, version])
            .current_dir(folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = node.stdin.take().unwrap();
        writeln!(input, "{routes}").unwrap();
        Self {
            output: BufReader::new(node.stdout.take().unwrap()),
            node,
            input,
            described: None,
        }
    }

    /// What GitHub describes; the validator says so first, when it has read the description.
    pub(super) fn described(&mut self) -> &Described {
        self.described.get_or_insert_with(|| {
            let mut first = String::new();
            self.output.read_line(&mut first).unwrap();
            serde_json::from_str(&first).expect("the validator failed")
        })
    }

    /// Hands over a reply.
    pub(super) fn hand(&mut self, reply: &Value) {
        writeln!(self.input, "{reply}").unwrap();
    }

    /// Says that no further reply comes, and takes the report.
    pub(super) fn report(mut self) -> Report {
        self.described();
        drop(self.input);
        let mut text = String::new();
        self.output.read_to_string(&mut text).unwrap();
        assert!(self.node.wait().unwrap().success(), "the validator failed");
        serde_json::from_str(&text).unwrap()
    }
}
