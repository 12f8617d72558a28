//! The board of a project: what is on it, what is being moved, and what that does.
//!
//! A move shows at once. Where the server refuses it, the card goes back and the page says why.

use std::collections::HashMap;

use domain::{
    ids::TaskNumber,
    names::ProjectKey,
    project::{Action, Role},
    task::Status,
    wire::{
        board::Column,
        page::Page,
        tasks::{MoveTask, TaskSummary},
    },
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    asking::{Asked, Asking},
    columns::Columns,
    filter::{Filter, Vocabulary, use_task_query},
    frame::use_project,
    further::{self, Reach},
    moving::{self, Spot},
    tasks::{Head, Nothing, TASK_EVENTS},
};
use crate::{
    api::{Api, TaskQuery, use_api},
    components::{lines_skeleton, show},
    follow::follow,
    live::use_live,
    problem::Problem,
    remote::Remote,
    text,
    toast::{Toaster, use_toaster},
    words::moved_words,
};

/// A card that somebody holds, and where it would be put down now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) number: TaskNumber,
    pub(super) from: Spot,
    pub(super) over: Spot,
    /// Whether it is held with the keyboard.
    pub(super) by_key: bool,
}

/// What the hand at the board does, which nothing shows.
#[derive(Default)]
struct Hand {
    /// How far it has scrolled the columns.
    reach: Reach<HashMap<Status, usize>>,
    /// Whether the board is to be asked for again once nothing is held: nothing moves under it.
    missed: bool,
    /// The card that the keyboard is at: cards are drawn anew when they change.
    at: Option<TaskNumber>,
}

/// The board that is open.
#[derive(Clone, Copy)]
pub(super) struct Board {
    pub(super) api: Api,
    pub(super) key: StoredValue<ProjectKey>,
    pub(super) role: Signal<Role>,
    pub(super) query: Signal<TaskQuery>,
    remote: Remote<Vec<Column>>,
    pub(super) held: RwSignal<Option<Held>>,
    hand: StoredValue<Hand>,
    /// What was done last, for those who hear it.
    pub(super) said: RwSignal<String>,
    pub(super) asked: RwSignal<Option<Asked>>,
    toaster: Toaster,
}

/// The page `/projects/:key/board`.
#[component]
pub(crate) fn ProjectBoard() -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let query = use_task_query();
    let vocabulary = Vocabulary::load();
    let hand = StoredValue::new(Hand::default());
    let remote = Remote::keeping(move || {
        let query = query.get();
        let far = hand.with_value(|hand| hand.reach.of(&query));
        api.board(key.get_value(), query, far)
    });
    let board = Board {
        api,
        key,
        role: current.role(),
        query,
        remote,
        held: RwSignal::new(None),
        hand,
        said: RwSignal::new(String::new()),
        asked: RwSignal::new(None),
        toaster: use_toaster(),
    };
    use_live().hear(current.concerns(TASK_EVENTS), move || board.refresh());
    let labels = vocabulary.labels();
    let ready = move |columns: Signal<Vec<Column>>| {
        let none =
            follow(move || columns.with(|columns| columns.iter().all(|column| column.total == 0)));
        let narrows = follow(move || query.with(TaskQuery::narrows));
        let nothing = move || (none.get() && narrows.get()).then(|| view! { <Nothing query/> });
        view! {
            {nothing}
            <Columns board columns labels/>
        }
    };
    view! {
        <div class="page max-w-[110rem]! pb-4!">
            <Head/>
            <Filter vocabulary usual=text::board::by_hand()/>
            {show(remote, lines_skeleton, ready)}
            <p class="sr-only" aria-live="assertive" aria-atomic="true">{board.said}</p>
            <Asking board/>
        </div>
    }
}

impl Board {
    /// Whether the user may do this here.
    pub(super) fn may(self, action: Action) -> bool {
        self.role.get().may(action)
    }

    /// A task as people call it.
    pub(super) fn name(self, number: TaskNumber) -> String {
        self.key.with_value(|key| format!("{key}-{number}"))
    }

    /// The columns as they are now.
    pub(super) fn columns(self) -> Vec<Column> {
        untrack(|| self.remote.value()).unwrap_or_default()
    }

    /// Takes hold of a card.
    pub(super) fn hold(self, number: TaskNumber, by_key: bool) {
        let Some(from) = moving::find(&self.columns(), number) else {
            return;
        };
        let over = from;
        self.held.set(Some(Held {
            number,
            from,
            over,
            by_key,
        }));
        if by_key {
            self.tell(number, over, text::board::held());
        }
    }

    /// Says where a card would be, and what else there is to say.
    pub(super) fn tell(self, number: TaskNumber, spot: Spot, more: &str) {
        let of = moving::places(&self.columns(), spot.status, number);
        let place = moved_words(&self.name(number), spot.status, spot.at, of);
        self.said.set(format!("{place} {more}"));
    }

    /// Asks for the board again, but not while a card is held.
    fn refresh(self) {
        if self.held.with_untracked(Option::is_some) {
            self.hand.update_value(|hand| hand.missed = true);
        } else {
            self.remote.refresh();
        }
    }

    /// Holds nothing any more; gives what was held.
    pub(super) fn release(self) -> Option<Held> {
        let held = self.held.get_untracked()?;
        self.held.set(None);
        if self.hand.with_value(|hand| hand.missed) {
            self.hand.update_value(|hand| hand.missed = false);
            self.remote.refresh();
        }
        Some(held)
    }

    /// Notes which card the keyboard is at.
    pub(super) fn note_focus(self, at: Option<TaskNumber>) {
        self.hand.update_value(|hand| hand.at = at);
    }

    /// Whether the keyboard is at this card.
    pub(super) fn has_focus(self, number: TaskNumber) -> bool {
        self.hand.with_value(|hand| hand.at == Some(number))
    }

    /// Lets go of a card where it was.
    pub(super) fn let_be(self) {
        if let Some(held) = self.release() {
            let name = self.name(held.number);
            self.said.set(text::board::let_be(&name));
        }
    }

    /// Puts the held card down where it is.
    pub(super) fn put_down(self) {
        let Some(held) = self.release() else {
            return;
        };
        if held.over == held.from {
            return self.tell(held.number, held.from, text::board::unmoved());
        }
        let (from, to) = (held.from.status, held.over.status);
        let by_hand = self.query.with_untracked(|query| query.sort.is_empty());
        if from == to && !by_hand {
            return self.refuse(held.number, text::board::is_sorted());
        }
        match (from.is_open(), to.is_open()) {
            _ if from == to => self.shift(held),
            (true, true) => self.shift(held),
            (false, false) => self.refuse(held.number, text::board::is_closed()),
            _ if !self.role.get_untracked().may(Action::Direct) => {
                self.refuse(held.number, text::board::only_managers());
            }
            _ => self.asked.set(Some(Asked {
                number: held.number,
                to: held.over,
            })),
        }
    }

    /// Moves a card at once, and back if the server says no.
    fn shift(self, held: Held) {
        let before = self.columns();
        let wanted = MoveTask {
            from: held.from.status,
            to: held.over.status,
            after: moving::above(&before, held.over, held.number),
        };
        self.remote.change(|columns| {
            if let Some(task) = moving::take(columns, held.number) {
                moving::put(columns, held.over, task);
            }
        });
        self.tell(held.number, held.over, text::board::put_down());
        spawn_local(async move {
            let moved = self
                .api
                .move_task(self.key.get_value(), held.number, wanted);
            match moved.await {
                Ok(task) => self.renew(task),
                Err(problem) => self.roll_back(held.number, before, &problem),
            }
        });
    }

    fn roll_back(self, number: TaskNumber, before: Vec<Column>, problem: &Problem) {
        self.remote.put(before);
        self.refuse(number, &problem.words());
        self.remote.reload();
    }

    /// Says that a card was not moved, and why.
    pub(super) fn refuse(self, number: TaskNumber, why: &str) {
        let words = text::board::not_moved(&self.name(number), &why);
        self.said.set(words.clone());
        self.toaster.say(words);
    }

    /// Takes over what the server says of a card.
    fn renew(self, task: TaskSummary) {
        self.remote.change(|columns| {
            let mut tasks = columns
                .iter_mut()
                .flat_map(|column| &mut column.tasks.items);
            if let Some(card) = tasks.find(|card| card.number == task.number) {
                *card = task;
            }
        });
    }

    /// Puts a card where the server put it.
    pub(super) fn settle(self, task: TaskSummary, spot: Spot) {
        let number = task.number;
        self.remote.change(|columns| {
            moving::take(columns, number);
            moving::put(columns, spot, task);
        });
        self.tell(number, spot, text::board::put_down());
    }

    /// Adds what comes next in a column.
    pub(super) fn extend(
        self,
        status: Status,
        query: &TaskQuery,
        after: &str,
        part: Page<TaskSummary>,
    ) {
        self.remote.change(|columns| {
            let column = columns.iter_mut().find(|column| column.status == status);
            if let Some(column) = column {
                further::join(&mut column.tasks, after, part);
                let count = column.tasks.items.len();
                self.hand.update_value(|hand| {
                    hand.reach.note(query, |far| far.extend([(status, count)]));
                });
            }
        });
    }
}
