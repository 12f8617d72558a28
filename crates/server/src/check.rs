//! `tasksource check`: says what is missing or unsafe, and how to mend it.
//!
//! It looks and changes nothing, save the witness that it was given, and that opening the embedded
//! database may create its file.

use anyhow::{Result, bail};
use secrecy::ExposeSecret;
use url::{Host, Url};

use crate::{
    check_activity::{self, open},
    keys, pages, serve,
    settings::{self, Check, Serve, Storage},
    wiring,
};

/// What was looked at, and what was found.
struct Finding {
    subject: &'static str,
    /// What is wrong and what to do, or nothing.
    fault: Option<String>,
}

/// Looks at everything; an error if anything is wrong.
pub(crate) async fn check(asked: &Check) -> Result<()> {
    serve::install_crypto();
    let settings = &asked.serve;
    let findings = [
        finding("pages", pages_are_built()),
        finding("public address", public_address(&settings.public_url)),
        finding("keys", keys(&settings.storage)),
        finding("GitHub app", github_app(&settings.github)),
        finding("demo accounts", demo_accounts(settings)),
        finding("database", database(&settings.storage).await),
        finding("activity", check_activity::check(asked).await),
        finding("GitHub", github_answers(&settings.github).await),
    ];
    print(&findings);
    let faults = findings
        .iter()
        .filter(|finding| finding.fault.is_some())
        .count();
    if faults > 0 {
        bail!("{faults} of {} things need attention", findings.len());
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the findings are what was asked for")]
fn print(findings: &[Finding]) {
    for finding in findings {
        match &finding.fault {
            None => println!("ok       {}", finding.subject),
            Some(fault) => println!("PROBLEM  {}: {fault}", finding.subject),
        }
    }
}

fn finding(subject: &'static str, outcome: Result<(), String>) -> Finding {
    Finding {
        subject,
        fault: outcome.err(),
    }
}

fn pages_are_built() -> Result<(), String> {
    if pages::are_built() {
        Ok(())
    } else {
        Err("they are not in this binary; build it with `cargo xtask run`".into())
    }
}

fn public_address(url: &Url) -> Result<(), String> {
    if url.scheme() == "https" || is_this_machine(url) {
        Ok(())
    } else {
        Err(format!(
            "{url} is not https, so browsers will not keep anybody signed in"
        ))
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn keys(storage: &Storage) -> Result<(), String> {
    if storage.keys.is_some() {
        return keys::load_or_create(storage)
            .map(drop)
            .map_err(|error| format!("{error:#}"));
    }
    let path = keys::path(storage);
    if !path.exists() {
        return Err(format!(
            "{} is not there yet; `serve` makes it",
            path.display()
        ));
    }
    match keys::is_exposed(&path) {
        Ok(false) => keys::load_or_create(storage)
            .map(drop)
            .map_err(|error| format!("{error:#}")),
        Ok(true) => Err(format!(
            "others can read it; run chmod 600 {}",
            path.display()
        )),
        Err(error) => Err(format!("{error:#}")),
    }
}

fn github_app(settings: &settings::Github) -> Result<(), String> {
    let missing = |name| Err(format!("set {name}; the README says where to get it"));
    if settings.client_id.is_empty() {
        missing("TASKSOURCE_GITHUB_CLIENT_ID")
    } else if settings.client_secret.expose_secret().is_empty() {
        missing("TASKSOURCE_GITHUB_CLIENT_SECRET")
    } else {
        Ok(())
    }
}

fn demo_accounts(settings: &Serve) -> Result<(), String> {
    if settings.demo && !is_this_machine(&settings.public_url) {
        Err("their password is public; leave --demo out where others reach the server".into())
    } else {
        Ok(())
    }
}

async fn database(storage: &Storage) -> Result<(), String> {
    let store = open(storage).await?;
    let answer = store
        .ping()
        .await
        .map_err(|error| format!("it does not answer: {error}"));
    store.close().await;
    answer
}

async fn github_answers(settings: &settings::Github) -> Result<(), String> {
    let github = wiring::github(settings).map_err(|error| format!("{error:#}"))?;
    github
        .ping()
        .await
        .map_err(|error| format!("{} does not answer: {error}", settings.api_url))
}
