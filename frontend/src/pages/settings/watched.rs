//! What the tab *Access* watches: the records, what GitHub shows, and what still has to happen.
//!
//! The records cost nobody's rate limit and follow what changes; GitHub is looked at only once they
//! have changed. Where nothing can be heard, the records are asked for while something moves.

use std::time::Duration;

use domain::{
    access::AccessState,
    effect::EffectState,
    event::EventKind,
    names::ProjectKey,
    wire::{
        access::{Access, RepositoryAccess},
        effects::Effect as Waiting,
    },
};
use leptos::prelude::*;

use crate::{
    api::Api,
    browser,
    follow::{follow, whenever},
    live::{keep_live, use_live},
    pages::project::use_project,
    remote::Remote,
};

/// How soon to look again while the system works, and while something holds it up.
const SOON: Duration = Duration::from_secs(2);
const LATER: Duration = Duration::from_secs(10);

/// All that is watched.
#[derive(Clone, Copy)]
pub(super) struct Watched {
    /// Who can push by the records.
    pub(super) records: Remote<Vec<RepositoryAccess>>,
    /// Who can push as GitHub shows it beside them.
    pub(super) live: Remote<Vec<RepositoryAccess>>,
    /// What still has to happen.
    pub(super) waiting: Remote<Vec<Waiting>>,
}

impl Watched {
    /// Watches a project.
    pub(super) fn new(api: Api, key: ProjectKey) -> Self {
        let key = StoredValue::new(key);
        let watched = Self {
            records: Remote::new(move || api.access(key.get_value())),
            live: Remote::new(move || api.live_access(key.get_value())),
            waiting: Remote::new(move || api.effects(key.get_value())),
        };
        let current = use_project();
        let concerned = [
            EventKind::AccessChanged,
            EventKind::EffectsChanged,
            EventKind::TaskChanged,
            EventKind::TaskClosed,
            EventKind::MembersChanged,
            EventKind::RepositoriesChanged,
        ];
        keep_live(watched.records, current.concerns(concerned));
        keep_live(
            watched.waiting,
            current.concerns([EventKind::EffectsChanged]),
        );
        watched.keep_fresh();
        watched
    }

    /// Something was done: looks at all of it again.
    pub(super) fn reload(self) {
        self.records.reload();
        self.waiting.reload();
        self.live.reload();
    }

    fn keep_fresh(self) {
        let connected = use_live().connected();
        let wait = follow(move || {
            next_look(
                &self.records.value().unwrap_or_default(),
                &self.waiting.value().unwrap_or_default(),
            )
        });
        whenever(move || {
            self.records.looks().track();
            if connected.get() {
                return;
            }
            let Some(wait) = wait.get() else { return };
            let look = move || {
                if !browser::is_hidden() {
                    self.records.reload();
                    self.waiting.reload();
                }
            };
            if let Ok(timer) = set_timeout_with_handle(look, wait) {
                on_cleanup(move || timer.clear());
            }
        });
        let known = follow(move || (self.records.value(), wait.get().is_some()));
        Effect::new(move |before: Option<bool>| {
            let there = known.with(|(records, _)| records.is_some());
            if before == Some(true) {
                self.live.reload();
            }
            there
        });
    }
}

/// When to look at the records again, if at all.
fn next_look(list: &[RepositoryAccess], waiting: &[Waiting]) -> Option<Duration> {
    let all = list.iter().flat_map(|repository| &repository.accesses);
    let moving =
        |access: &&Access| matches!(access.state, AccessState::OnItsWay | AccessState::Ending);
    let held_up = all.filter(moving).map(|access| access.trouble.is_some());
    let pending =
        |effect: &&Waiting| matches!(effect.state, EffectState::Waiting | EffectState::Running);
    let waits = waiting.iter().filter(pending);
    let held_up = held_up.chain(waits.map(|effect| effect.trouble.is_some()));
    // The quickest counts: what is held up is no reason to miss what is not.
    held_up
        .min()
        .map(|held_up| if held_up { LATER } else { SOON })
}

#[cfg(test)]
mod tests {
    use domain::effect::Trouble;

    use super::*;

    fn one(state: AccessState, trouble: Option<Trouble>) -> Vec<RepositoryAccess> {
        let access = Access {
            state,
            trouble,
            ..Access::default()
        };
        vec![RepositoryAccess {
            id: domain::ids::RepositoryId(uuid::Uuid::nil()),
            full_name: "acme/shop".to_owned(),
            html_url: String::new(),
            live: false,
            problem: None,
            invitations_hidden: false,
            truncated: false,
            accesses: vec![access],
        }]
    }

    #[test]
    fn what_rests_is_not_looked_at_again_and_what_is_held_up_less_often() {
        assert_eq!(next_look(&one(AccessState::Granted, None), &[]), None);
        assert_eq!(next_look(&one(AccessState::Ending, None), &[]), Some(SOON));
        let held_up = one(AccessState::OnItsWay, Some(Trouble::RateLimited));
        assert_eq!(next_look(&held_up, &[]), Some(LATER));
    }
}
