//! The demo world: people, organizations and repositories that look lived in.
//! It is made once, in an empty data folder, and never touches an existing world.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::accounts::{OrgRole, Organization};
use crate::clock::Time;
use crate::git::{GitError, NewCommit, Script};
use crate::permission::Permission;
use crate::repositories::NewRepository;
use crate::seed_names::{
    BRANCHES, DESCRIPTIONS, HEADLINES, ORGANIZATIONS, PEOPLE, REPOSITORIES, SeedOrganization,
};
use crate::state::State;
use crate::world::World;

/// Fills an empty world.
pub(crate) fn fill(state: &State) -> Result<(), GitError> {
    state.change(people);
    let mut number = 0;
    for (owner, names) in REPOSITORIES {
        for name in names.split_whitespace() {
            repository(state, owner, name, number)?;
            number += 1;
        }
    }
    Ok(())
}

fn people(world: &mut World) {
    for (login, name) in PEOPLE {
        world.add_user(login, Some((*name).to_owned()));
    }
    for SeedOrganization {
        login,
        about,
        restricts_apps,
        owners,
        others,
    } in ORGANIZATIONS
    {
        let with = |logins: &[&str], role: OrgRole| -> BTreeMap<_, _> {
            let ids = logins
                .iter()
                .filter_map(|login| Some(world.user_named(login)?.id));
            ids.map(|id| (id, role)).collect()
        };
        let mut members = with(owners, OrgRole::Admin);
        members.extend(with(others, OrgRole::Member));
        let organization = Organization {
            description: Some((*about).to_owned()),
            restricts_apps: *restricts_apps,
            app_approved: false,
            app_requests: BTreeSet::new(),
            base_permission: Permission::Pull,
            members,
            teams: BTreeMap::new(),
            sso: None,
        };
        world.add_organization(login, organization);
    }
    for (years, account) in (2..).zip(world.accounts.values_mut()) {
        account.created_at -= TimeDelta::days(365 * years);
    }
}

fn repository(state: &State, owner: &str, name: &str, number: usize) -> Result<(), GitError> {
    let private = name.starts_with('-');
    let name = name.trim_start_matches('-');
    let plan = Plan::of(number, state.world().now());
    let id = state.change(|world| {
        let owner = world.account_named(owner)?.id;
        let description = Some(DESCRIPTIONS[number % DESCRIPTIONS.len()].to_owned());
        let created_at = plan.first;
        let id = world.add_repository(NewRepository {
            owner,
            name,
            description,
            private,
            created_at,
        });
        let repository = world.repositories.get_mut(&id)?;
        repository.pushed_at = Some(plan.last);
        repository.updated_at = plan.last;
        Some(id)
    });
    let Some(id) = id else { return Ok(()) };
    let authors = authors(&state.world(), owner, number);
    let git = state.git.create(id, "main")?;
    git.import(&plan.history(name, &authors))
}

/// When a repository was worked on, and how much; every number leads to the same plan.
#[derive(Debug)]
struct Plan {
    number: usize,
    commits: usize,
    first: Time,
    last: Time,
}

impl Plan {
    fn of(number: usize, now: Time) -> Self {
        let spread = i64::try_from(number * 37 % 61).unwrap_or(0);
        let last =
            now - TimeDelta::minutes(20 + 7 * spread) - TimeDelta::hours(spread * spread / 2);
        let first = last - TimeDelta::days(40 + spread * 9);
        Self {
            number,
            commits: 6 + number * 13 % 29,
            first,
            last,
        }
    }

    /// The moment of one of the commits, between the first and the last.
    fn moment(&self, of: usize) -> i64 {
        let (of, all) = (
            i64::try_from(of).unwrap_or(0),
            i64::try_from(self.commits).unwrap_or(1),
        );
        let span = (self.last - self.first).num_seconds();
        // Working hours differ: nobody commits at exact intervals.
        let jitter = (of * 7919) % 5400;
        self.first.timestamp() + span * (of + 1) / all - jitter * i64::from(of + 1 < all)
    }

    fn history(&self, name: &str, authors: &[String]) -> Script {
        let branches = BRANCHES[self.number % BRANCHES.len()];
        let mut script = Script::default();
        for turn in 0..self.commits {
            self.commit(&mut script, name, authors, "main", turn);
            if turn + 4 == self.commits {
                for branch in branches {
                    script.branch(branch, "refs/heads/main");
                }
            }
        }
        for (place, branch) in branches.iter().enumerate() {
            for turn in self.commits.saturating_sub(3 - place.min(2))..self.commits {
                self.commit(&mut script, name, authors, branch, turn);
            }
        }
        script
    }

    fn commit(
        &self,
        script: &mut Script,
        name: &str,
        authors: &[String],
        branch: &str,
        turn: usize,
    ) {
        let message = if turn == 0 {
            format!("Start {name}")
        } else {
            HEADLINES[(turn * 5 + self.number + branch.len()) % HEADLINES.len()].to_owned()
        };
        let path = match turn {
            0 => "README.md".to_owned(),
            _ => format!("src/part_{}.txt", (turn + branch.len()) % 7),
        };
        script.commit(
            &NewCommit {
                branch,
                author: &authors[(turn * 5 / 3 + self.number) % authors.len()],
                at: self.moment(turn),
                message: &message,
                path: &path,
                content: &format!("{message}, {name}, {branch}, {turn}\n"),
            },
            None,
        );
    }
}

/// Who wrote a repository: its owner or the owner's members, and somebody without an account.
fn authors(world: &World, owner: &str, number: usize) -> Vec<String> {
    let account = world.account_named(owner);
    let members = account.and_then(|account| account.organization.as_ref());
    let ids: Vec<_> = match (members, account) {
        (Some(part), _) => part.members.keys().copied().collect(),
        (None, Some(account)) => vec![account.id],
        (None, None) => Vec::new(),
    };
    let mut authors: Vec<_> = ids
        .iter()
        .map(|id| world.account(*id))
        .map(|user| {
            format!(
                "{} <{}>",
                user.name.as_deref().unwrap_or(&user.login),
                user.email
            )
        })
        .collect();
    let strangers = [
        "Sam Iversen <sam@elsewhere.example>",
        "Jo Adeyemi <jo@elsewhere.example>",
    ];
    authors.push(strangers[number % strangers.len()].to_owned());
    authors
}
