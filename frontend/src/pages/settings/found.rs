//! The repositories on GitHub, read page by page: what has come is shown while the rest is read.
//!
//! Nothing is drawn here, and no row is ever dropped because a later page failed.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use domain::{
    ids::GithubRepositoryId,
    wire::github::{GithubRepository, Repositories},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{Api, use_api},
    problem::Problem,
};

/// How many pages are asked for at the same time.
const LANES: u32 = 4;

/// A repository, with what is searched in it.
#[derive(Clone, PartialEq)]
pub(super) struct Row {
    pub(super) repository: GithubRepository,
    /// The owner in small letters.
    owner: String,
    /// `owner/name` in small letters.
    full: String,
}

/// Which repositories are wanted, in small letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Wanted {
    /// All of whose owner's login this is a part.
    pub(super) owner: String,
    /// Only those of exactly this owner.
    pub(super) chosen: Option<String>,
    /// Parts of `owner/name`, each of which must be in it.
    pub(super) name: String,
}

/// How far the list has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Progress {
    /// The pages that are here.
    pub(super) read: u32,
    /// The pages that there are, as far as GitHub said.
    pub(super) of: u32,
    /// Whether all are here.
    pub(super) done: bool,
}

/// What is still to be asked for.
#[derive(Default)]
struct Plan {
    next: u32,
    last: u32,
    failed: Vec<u32>,
    at_work: u32,
    known: HashSet<GithubRepositoryId>,
}

/// The repositories that the viewer reaches, as far as they are known.
#[derive(Clone, Copy)]
pub(super) struct Found {
    api: Api,
    pub(super) rows: RwSignal<Vec<Row>>,
    /// How many there are of each owner, by login.
    pub(super) counts: RwSignal<HashMap<String, usize>>,
    pub(super) progress: RwSignal<Progress>,
    pub(super) problem: RwSignal<Option<Problem>>,
    plan: StoredValue<Plan>,
}

impl Found {
    /// Begins to read.
    pub(super) fn new() -> Self {
        let found = Self {
            api: use_api(),
            rows: RwSignal::default(),
            counts: RwSignal::default(),
            progress: RwSignal::default(),
            problem: RwSignal::new(None),
            plan: StoredValue::new(Plan {
                next: 1,
                last: 1,
                ..Plan::default()
            }),
        };
        found.go_on();
        found
    }

    /// Reads what is missing: at the beginning all, after a problem what it kept from coming.
    pub(super) fn go_on(self) {
        self.problem.set(None);
        self.staff();
    }

    /// Puts as many lanes to work as there is work for.
    fn staff(self) {
        let free = self.plan.try_update_value(|plan| {
            let waiting = (plan.last + 1).saturating_sub(plan.next) as usize + plan.failed.len();
            let lanes = LANES.saturating_sub(plan.at_work);
            let lanes = lanes.min(u32::try_from(waiting).unwrap_or(LANES));
            plan.at_work += lanes;
            lanes
        });
        for _ in 0..free.unwrap_or_default() {
            spawn_local(self.work());
        }
    }

    /// One lane: a page after the other until there is none, or one cannot be had.
    async fn work(self) {
        while let Some(page) = self.take() {
            let answer = self.api.github_repositories(page).await;
            let Some(end) = self.heed(page, answer) else {
                return;
            };
            if end {
                break;
            }
            self.staff();
        }
        self.rest().await;
    }

    fn take(self) -> Option<u32> {
        self.plan.try_update_value(|plan| {
            let again = plan.failed.pop();
            again.or_else(|| {
                (plan.next <= plan.last).then(|| {
                    plan.next += 1;
                    plan.next - 1
                })
            })
        })?
    }

    /// Takes an answer over; says whether the lane ends, or nothing where nobody looks any more.
    fn heed(self, page: u32, answer: Result<Repositories, Problem>) -> Option<bool> {
        match answer {
            Ok(answer) => {
                self.plan.try_update_value(|plan| {
                    let told = answer.pages.or(answer.next).unwrap_or_default();
                    plan.last = plan.last.max(told);
                })?;
                self.add(answer.items);
                let last = self.plan.with_value(|plan| plan.last);
                self.progress.update(|progress| {
                    progress.read += 1;
                    progress.of = last;
                });
                Some(false)
            }
            Err(problem) => {
                self.plan.try_update_value(|plan| plan.failed.push(page))?;
                self.problem.set(Some(problem));
                Some(true)
            }
        }
    }

    /// The last lane looks at the first page again: what somebody pushed to meanwhile has moved
    /// there from a page that was not read yet.
    async fn rest(self) {
        let last = self.plan.try_update_value(|plan| {
            plan.at_work -= 1;
            plan.at_work == 0 && plan.failed.is_empty()
        });
        if last != Some(true) {
            return;
        }
        if self.progress.get_untracked().read > 1
            && let Ok(answer) = self.api.github_repositories(1).await
            && self.plan.try_with_value(|_| ()).is_some()
        {
            self.add(answer.items);
        }
        let _ = self.progress.try_update(|progress| progress.done = true);
    }

    fn add(self, items: Vec<GithubRepository>) {
        let fresh = self.plan.try_update_value(|plan| {
            let mut fresh = items;
            fresh.retain(|one| plan.known.insert(one.id));
            fresh
        });
        let fresh = fresh.unwrap_or_default();
        self.counts.update(|counts| {
            for one in &fresh {
                *counts.entry(one.owner.clone()).or_default() += 1;
            }
        });
        self.rows.update(|rows| {
            rows.extend(fresh.into_iter().map(Row::new));
            rows.sort_by_key(|row| Reverse(row.repository.pushed_at));
        });
    }
}

impl Row {
    fn new(repository: GithubRepository) -> Self {
        let owner = repository.owner.to_lowercase();
        let full = format!("{owner}/{}", repository.name.to_lowercase());
        Self {
            repository,
            owner,
            full,
        }
    }
}

impl Wanted {
    /// The places of the rows that are wanted.
    pub(super) fn among(&self, rows: &[Row]) -> Vec<u32> {
        let parts: Vec<&str> = self.name.split_whitespace().collect();
        let mut places = Vec::new();
        for (place, row) in (0..).zip(rows) {
            if self.fits(row, &parts) {
                places.push(place);
            }
        }
        places
    }

    fn fits(&self, row: &Row, parts: &[&str]) -> bool {
        let of_owner = match &self.chosen {
            Some(chosen) => row.owner == *chosen,
            None => row.owner.contains(&*self.owner),
        };
        of_owner && parts.iter().all(|part| row.full.contains(part))
    }
}

#[cfg(test)]
mod tests {
    use domain::access::Permission;

    use super::*;

    fn row(owner: &str, name: &str) -> Row {
        Row::new(GithubRepository {
            id: GithubRepositoryId(1),
            owner: owner.to_owned(),
            name: name.to_owned(),
            private: true,
            archived: false,
            fork: false,
            pushed_at: None,
            permission: Permission::Admin,
            html_url: String::new(),
        })
    }

    #[test]
    fn owner_and_parts_of_the_name_combine_however_written() {
        let rows = [
            row("Acme", "Web-Shop"),
            row("acme-labs", "shop"),
            row("ann", "Acme-Notes"),
        ];
        let among = |chosen: Option<&str>, owner: &str, name: &str| {
            let wanted = Wanted {
                owner: owner.to_owned(),
                chosen: chosen.map(str::to_owned),
                name: name.to_owned(),
            };
            wanted.among(&rows)
        };
        assert_eq!(among(None, "", ""), [0, 1, 2]);
        assert_eq!(among(None, "acme", ""), [0, 1]);
        assert_eq!(among(Some("acme"), "ann", ""), [0]);
        assert_eq!(among(None, "", "acme shop"), [0, 1]);
        assert_eq!(among(None, "", "me/web"), [0]);
        assert_eq!(among(None, "labs", "web"), [0; 0]);
    }
}
