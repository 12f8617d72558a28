//! The arrows between crates: who may stand on whom.
//! A new arrow is an architectural decision, argued in the change that adds it here.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

/// Each crate and the crates of this workspace that it may use outside its tests.
const ALLOWED: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("github", &["domain"]),
    ("connections", &["domain", "github", "store"]),
    ("reconciler", &["connections", "domain", "github", "store"]),
    ("api", &["connections", "domain", "github", "store"]),
    (
        "server",
        &[
            "api",
            "connections",
            "domain",
            "github",
            "reconciler",
            "store",
        ],
    ),
    ("frontend", &["domain"]),
    ("github-sim", &[]),
    ("xtask", &[]),
    // Only tests stand on it, and the proof.
    (
        "testbed",
        &["connections", "domain", "github", "github-sim", "store"],
    ),
    // Plays with the product as the tests do; nothing stands on it.
    (
        "proof",
        &[
            "connections",
            "domain",
            "github",
            "reconciler",
            "store",
            "testbed",
        ],
    ),
    // Measures from outside and from inside; nothing stands on it.
    ("bench", &["domain", "store"]),
];

#[test]
fn arrows_between_crates_only_point_downward() {
    let metadata = metadata();
    let members: BTreeSet<&str> = metadata
        .workspace_packages()
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let allowed: BTreeSet<(&str, &str)> = ALLOWED
        .iter()
        .flat_map(|(from, to)| to.iter().map(move |to| (*from, *to)))
        .collect();

    let unforeseen: Vec<_> = metadata
        .workspace_packages()
        .into_iter()
        .flat_map(|from| product_dependencies(from).map(move |to| (from.name.as_str(), to)))
        .filter(|(_, to)| members.contains(to))
        .filter(|arrow| !allowed.contains(arrow))
        .collect();

    assert!(
        unforeseen.is_empty(),
        "arrows that no one agreed to: {unforeseen:?}"
    );
}

#[test]
fn every_crate_has_its_place_among_the_arrows() {
    let metadata = metadata();
    let members: BTreeSet<&str> = metadata
        .workspace_packages()
        .iter()
        .map(|package| package.name.as_str())
        .collect();

    let placed: BTreeSet<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();

    assert_eq!(members, placed);
}

#[test]
fn only_the_store_speaks_sql() {
    assert_eq!(users_of("sqlx"), ["bench", "store", "testbed"]);
}

#[test]
fn only_github_and_what_tests_it_send_requests() {
    let mut users = users_of("reqwest");
    users.extend(users_of("oauth2"));
    let expected = ["bench", "github", "github-sim", "testbed"];

    users.retain(|user| !expected.contains(&user.as_str()));

    assert!(
        users.is_empty(),
        "these must ask the crate `github` instead: {users:?}"
    );
}

#[test]
fn the_domain_does_no_input_or_output() {
    let metadata = metadata();
    let packages = metadata.workspace_packages();
    let domain = packages
        .into_iter()
        .find(|package| package.name == "domain")
        .unwrap();
    let outside = [
        "tokio",
        "actix-web",
        "sqlx",
        "reqwest",
        "tracing",
        "getrandom",
    ];

    let used: Vec<_> = product_dependencies(domain)
        .filter(|name| outside.contains(name))
        .collect();

    assert!(used.is_empty(), "the domain is pure, but uses {used:?}");
}

fn users_of(library: &str) -> Vec<String> {
    let metadata = metadata();
    let packages = metadata.workspace_packages().into_iter();
    let users = packages.filter(|package| product_dependencies(package).any(|to| to == library));
    let mut names: Vec<_> = users.map(|package| package.name.to_string()).collect();
    names.sort();
    names
}

/// What a crate needs outside its own tests.
fn product_dependencies(package: &Package) -> impl Iterator<Item = &str> {
    let dependencies = package.dependencies.iter();
    dependencies
        .filter(|dependency| dependency.kind != DependencyKind::Development)
        .map(|dependency| dependency.name.as_str())
}

fn metadata() -> Metadata {
    MetadataCommand::new().no_deps().exec().unwrap()
}
