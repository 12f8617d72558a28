//! Following every address that a reply leads to, with the token that got the reply.
//! What such an address answers is judged like any other reply.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::scene::Scene;
use crate::practice::Answer;

/// What was followed, and which addresses answered otherwise than with a success.
#[derive(Debug, Default)]
pub(super) struct Followed {
    asked: HashSet<(String, String)>,
    pub(super) pages: usize,
    otherwise: BTreeSet<usize>,
    /// What answered neither so nor with a success.
    pub(super) failures: Vec<String>,
}

/// An address that answers otherwise, the status, and why that is right. The first that fits is
/// meant; one that is never met is a mistake.
pub(super) const OTHERWISE: &[(&str, u16, &str)] = &[
    (
        "^eve: .*/repos/(mona/site|acme/app)(/|$)",
        404,
        "is private, and the caller only invited",
    ),
    ("/merges$", 404, "is only posted to"),
    ("/hooks/[0-9]+/(test|pings)$", 404, "is only posted to"),
    (
        "/git/(blobs|commits|refs|tags|trees)$",
        404,
        "is only posted to",
    ),
    (
        "/repository_invitations/[0-9]+$",
        404,
        "is only patched and deleted",
    ),
    (
        "/authorizations/[0-9]+$",
        404,
        "GitHub removed this part of its API",
    ),
    ("/downloads$", 404, "GitHub removed this part of its API"),
    (
        "/subscription$",
        404,
        "says that the caller does not watch the repository",
    ),
    (
        "/(assignees|collaborators)/(dana|mona)$",
        404,
        "says that they are none",
    ),
    (
        "/public_members/mona$",
        404,
        "says that mona does not show it",
    ),
    (
        "/branches/.+/protection$",
        404,
        "is for administrators, and of protected branches",
    ),
    ("/(hooks|keys|teams)$", 404, "is for administrators"),
    ("/collaborators(/[^/]+)?$", 403, "is for those who may push"),
    (
        "/(collaborators(/[^/]+)?|hooks|notifications)$",
        401,
        "is for those who sign in",
    ),
    (
        "/mona/empty/(branches/.+|contents/.+|compare/.+|tarball(/.+)?)$",
        404,
        "needs a first commit",
    ),
    (
        "/mona/empty/(commits|git|statuses)(/.+)?$",
        409,
        "needs a first commit",
    ),
];

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = OTHERWISE.iter().map(|(pattern, _, _)| Regex::new(pattern));
    patterns.map(Result::unwrap).collect()
});

/// Fields that lead to somebody else: documentation, what a hook was told, and where it sends.
const ELSEWHERE: &[&str] = &["documentation_url", "payload", "config"];

impl Scene {
    /// Follows what is new among the addresses of a reply, and what these replies lead to.
    pub(super) async fn follow(&mut self, who: &str, answer: &Answer) {
        // The app itself is no caller of other routes.
        let who = if who == "app" { "nobody" } else { who };
        let mut waiting = self.new_addresses(who, answer);
        while let Some(address) = waiting.pop() {
            let api = self.practice.api("");
            let followed = if let Some(path) = address.strip_prefix(&api) {
                let call = format!("GET {path}");
                let request = self.request(who, &call, &Value::Null);
                let followed = self.take(&call, request).await;
                self.ask_again(who, &call, &followed).await;
                followed
            } else {
                self.followed.pages += 1;
                Answer::of(self.practice.http.get(&address)).await
            };
            let place = address
                .trim_start_matches(&self.practice.web(""))
                .to_owned();
            self.followed
                .note(&format!("{who}: {place}"), followed.status);
            waiting.extend(self.new_addresses(who, &followed));
        }
    }

    fn new_addresses(&mut self, who: &str, answer: &Answer) -> Vec<String> {
        let base = self.practice.web("");
        let mut found = Vec::new();
        gather(&answer.body, &mut found);
        found.push(answer.header("location").to_owned());
        let links = answer.header("link").split(',');
        let links = links.filter_map(|link| link.split_once('<')?.1.split_once('>'));
        found.extend(links.map(|(address, _)| address.to_owned()));
        found.retain(|address| address.starts_with(&base));
        let expanded = found.iter().flat_map(|address| expanded(address));
        let new = expanded.filter(|address| {
            let asked = (who.to_owned(), address.clone());
            self.followed.asked.insert(asked)
        });
        new.collect()
    }
}

impl Followed {
    fn note(&mut self, address: &str, status: u16) {
        if [200, 204, 301, 302].contains(&status) {
            return;
        }
        let mut known = OTHERWISE.iter().zip(PATTERNS.iter());
        let known = known
            .position(|((_, known, _), pattern)| *known == status && pattern.is_match(address));
        match known {
            Some(known) => drop(self.otherwise.insert(known)),
            None => self.failures.push(format!("{address} answers {status}")),
        }
    }

    /// What is known to be otherwise and was not.
    pub(super) fn never_met(&self) -> Vec<String> {
        let all = OTHERWISE.iter().enumerate();
        let never = all.filter(|(place, _)| !self.otherwise.contains(place));
        never
            .map(|(_, (pattern, status, _))| format!("{pattern} {status}"))
            .collect()
    }

    /// How many addresses were followed.
    pub(super) fn len(&self) -> usize {
        self.asked.len()
    }
}

fn gather(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with("http") => found.push(text.clone()),
        Value::Array(entries) => entries.iter().for_each(|entry| gather(entry, found)),
        Value::Object(fields) => {
            let fields = fields.iter();
            let own = fields.filter(|(name, _)| !ELSEWHERE.contains(&name.as_str()));
            own.for_each(|(_, part)| gather(part, found));
        }
        _ => {}
    }
}

/// An address without what may be left out of it, and with all of it where this world has such.
fn expanded(address: &str) -> Vec<String> {
    let short = fill(address, false);
    let whole = fill(address, true);
    short
        .into_iter()
        .chain(whole)
        .collect::<HashSet<_>>()
        .into_iter()
        .collect()
}

fn fill(template: &str, whole: bool) -> Option<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, more)) = rest.split_once('{') {
        let (name, after) = more.split_once('}')?;
        filled.push_str(before);
        if !name.starts_with('?') && (whole || !name.starts_with('/')) {
            let plain = name.trim_start_matches(['/', '+']);
            let value = value_of(plain, template)?;
            filled.push_str(if name.starts_with('/') { "/" } else { "" });
            filled.push_str(&value);
        }
        rest = after;
    }
    Some(filled + rest)
}

/// What stands for a variable; nothing where this world has no such thing.
fn value_of(variable: &str, template: &str) -> Option<String> {
    Some(match variable {
        "archive_format" => "tarball".to_owned(),
        "base" | "head" | "branch" | "ref" => "main".to_owned(),
        "path" => "README.md".to_owned(),
        "sha" if template.contains("/git/refs") => "heads/main".to_owned(),
        "sha" if template.contains("/git/trees") => "main".to_owned(),
        "sha" if !template.contains("/git/") => "main".to_owned(),
        "collaborator" | "member" | "user" => "mona".to_owned(),
        "privacy" => "public".to_owned(),
        _ => return None,
    })
}
