//! Something that is on the server, as far as this page knows it.
//!
//! Answers that come too late are dropped here. What the call is, only the page knows.

use std::{future::Future, pin::Pin, rc::Rc};

use leptos::{prelude::*, task::spawn_local};

use crate::{follow::follow, problem::Problem};

/// What is known of it.
#[derive(Clone)]
enum Load<T> {
    Loading,
    Failed(Problem),
    Ready(T),
}

/// Which of its states a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nothing is known yet.
    Loading,
    /// It could not be had.
    Failed,
    /// Here it is.
    Ready,
}

/// The answers that are on their way.
#[derive(Clone, Copy, Default)]
struct Flight {
    /// The latest call: what an earlier one answers comes too late.
    turn: u32,
    count: u32,
    /// Whether the server is to be asked once more when they are here.
    again: bool,
}

type Fetch<T> = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, Problem>>>>>;

/// What is shown after an answer, from what was shown before it and the answer.
type Merge<T> = fn(T, T) -> T;

/// Where it comes from, and what becomes of an answer.
struct Source<T> {
    fetch: Fetch<T>,
    merge: Merge<T>,
}

/// A value on the server, loaded when the page opens and whenever what it depends on changes.
pub(crate) struct Remote<T: Send + Sync + 'static> {
    state: RwSignal<Load<T>>,
    lag: RwSignal<Option<Problem>>,
    looks: RwSignal<u32>,
    flight: StoredValue<Flight>,
    source: StoredValue<Source<T>, LocalStorage>,
}

impl<T: Send + Sync + 'static> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Remote<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Remote<T> {
    /// Loads by `fetch`; when a signal that it reads before its first await changes, loads anew.
    pub(crate) fn new<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, Problem>> + 'static,
    {
        Self::load(fetch, false, |_, new| new)
    }

    /// Like [`Remote::new`], but an answer is put together with what is shown already.
    pub(crate) fn merging<F>(fetch: impl Fn() -> F + 'static, merge: Merge<T>) -> Self
    where
        F: Future<Output = Result<T, Problem>> + 'static,
    {
        Self::load(fetch, false, merge)
    }

    /// Like [`Remote::new`], but shows what it had until what it depends on now has come.
    pub(crate) fn keeping<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, Problem>> + 'static,
    {
        Self::load(fetch, true, |_, new| new)
    }

    fn load<F>(fetch: impl Fn() -> F + 'static, keeps: bool, merge: Merge<T>) -> Self
    where
        F: Future<Output = Result<T, Problem>> + 'static,
    {
        let remote = Self::blank(Rc::new(move || Box::pin(fetch())), merge);
        Effect::new(move |again: Option<()>| {
            if again.is_some() && !keeps {
                remote.state.set(Load::Loading);
            }
            remote.begin();
        });
        remote
    }

    fn blank(fetch: Fetch<T>, merge: Merge<T>) -> Self {
        Self {
            state: RwSignal::new(Load::Loading),
            lag: RwSignal::new(None),
            looks: RwSignal::new(0),
            flight: StoredValue::new(Flight::default()),
            source: StoredValue::new_local(Source { fetch, merge }),
        }
    }

    /// Asks again and keeps showing what is known meanwhile.
    pub(crate) fn reload(self) {
        untrack(|| self.begin());
    }

    /// Asks again, but not while an answer is on its way: then once more after it. However often
    /// this is called, an answer comes through.
    pub(crate) fn refresh(self) {
        if self.flight.with_value(|flight| flight.count > 0) {
            self.flight.update_value(|flight| flight.again = true);
        } else {
            self.reload();
        }
    }

    /// Asks again after a problem.
    pub(crate) fn retry(self) {
        self.state.set(Load::Loading);
        self.reload();
    }

    /// Takes over what another call answered; answers still on their way are too late.
    pub(crate) fn put(self, value: T) {
        self.next_turn();
        self.finish(Ok(value));
    }

    /// Whether the part of the page that asked is still there.
    pub(crate) fn is_shown(self) -> bool {
        self.flight.try_get_value().is_some()
    }

    /// Changes what is known without asking.
    pub(crate) fn change(self, change: impl FnOnce(&mut T)) {
        self.state.update(|state| {
            if let Load::Ready(value) = state {
                change(value);
            }
        });
    }

    /// Which state to show.
    pub(crate) fn phase(self) -> Signal<Phase> {
        follow(move || {
            self.state.with(|state| match state {
                Load::Loading => Phase::Loading,
                Load::Failed(_) => Phase::Failed,
                Load::Ready(_) => Phase::Ready,
            })
        })
    }

    /// Why it could not be had.
    pub(crate) fn problem(self) -> Option<Problem> {
        self.state.with(|state| match state {
            Load::Failed(problem) => Some(problem.clone()),
            Load::Loading | Load::Ready(_) => None,
        })
    }

    /// Why what is shown may be old: the last look failed with a problem that may pass.
    pub(crate) fn lag(self) -> Signal<Option<Problem>> {
        self.lag.into()
    }

    /// Grows with every answer, good or bad.
    pub(crate) fn looks(self) -> Signal<u32> {
        self.looks.into()
    }

    /// The value, once there is one.
    pub(crate) fn value(self) -> Option<T> {
        self.state.with(|state| match state {
            Load::Ready(value) => Some(value.clone()),
            Load::Loading | Load::Failed(_) => None,
        })
    }

    /// The value for a part of the page that is shown only while there is one.
    pub(crate) fn ready(self) -> Signal<T> {
        let memo = Memo::new(move |old: Option<&T>| {
            self.value()
                .or_else(|| old.cloned())
                .expect("this part of the page is built once the value is there")
        });
        memo.into()
    }

    fn begin(self) {
        let turn = self.next_turn();
        let answer = self.source.with_value(|source| (source.fetch)());
        self.flight.update_value(|flight| flight.count += 1);
        spawn_local(async move {
            let answer = answer.await;
            if self.is_turn(turn) {
                self.finish(answer);
            }
            if self.lands() {
                self.reload();
            }
        });
    }

    /// An answer is here; says whether the server is to be asked once more.
    fn lands(self) -> bool {
        let mut again = false;
        self.flight.try_update_value(|flight| {
            flight.count -= 1;
            again = flight.again && flight.count == 0;
            flight.again &= !again;
        });
        again
    }

    fn next_turn(self) -> u32 {
        self.flight
            .update_value(|flight| flight.turn = flight.turn.wrapping_add(1));
        self.flight.with_value(|flight| flight.turn)
    }

    fn is_turn(self, turn: u32) -> bool {
        let flight = self.flight.try_get_value();
        flight.is_some_and(|flight| flight.turn == turn)
    }

    fn finish(self, answer: Result<T, Problem>) {
        let shows = self
            .state
            .with_untracked(|state| matches!(state, Load::Ready(_)));
        match answer {
            Ok(value) => {
                self.lag.set(None);
                let merge = self.source.with_value(|source| source.merge);
                self.state.update(|state| {
                    *state = match std::mem::replace(state, Load::Loading) {
                        Load::Ready(old) => Load::Ready(merge(old, value)),
                        Load::Loading | Load::Failed(_) => Load::Ready(value),
                    };
                });
            }
            Err(problem) if shows && problem.is_passing() => self.lag.set(Some(problem)),
            Err(problem) => self.state.set(Load::Failed(problem)),
        }
        self.looks.update(|looks| *looks = looks.wrapping_add(1));
    }
}

#[cfg(test)]
mod tests {
    use domain::problem::{Problem as Answer, ProblemCode};

    use super::*;

    fn remote() -> (Owner, Remote<u8>) {
        let owner = Owner::new();
        owner.set();
        let never: Fetch<u8> = Rc::new(|| Box::pin(std::future::pending()));
        (owner, Remote::blank(never, |_, new| new))
    }

    fn refused(code: ProblemCode) -> Problem {
        Problem::Answered(Box::new(Answer::new(code, 403)))
    }

    #[test]
    fn what_is_shown_stays_while_a_problem_may_pass() {
        let (_owner, remote) = remote();
        remote.finish(Ok(1));
        remote.finish(Err(Problem::Unreachable));
        assert_eq!(remote.value(), Some(1));
        assert_eq!(remote.lag().get(), Some(Problem::Unreachable));
        remote.finish(Ok(2));
        assert_eq!(remote.value(), Some(2));
        assert_eq!(remote.lag().get(), None);
    }

    #[test]
    fn an_answer_can_be_put_together_with_what_is_shown() {
        let owner = Owner::new();
        owner.set();
        let never: Fetch<u8> = Rc::new(|| Box::pin(std::future::pending()));
        let remote = Remote::blank(never, |old, new| old + new);
        remote.finish(Ok(1));
        remote.finish(Ok(2));
        assert_eq!(remote.value(), Some(3));
    }

    #[test]
    fn what_may_no_longer_be_seen_is_gone_from_the_page() {
        let (_owner, remote) = remote();
        remote.finish(Ok(1));
        let lost = refused(ProblemCode::NoGithubAccess);
        remote.finish(Err(lost.clone()));
        assert_eq!(remote.value(), None);
        assert_eq!(remote.problem(), Some(lost));
    }

    #[test]
    fn an_answer_that_was_overtaken_is_too_late() {
        let (_owner, remote) = remote();
        let turn = remote.next_turn();
        remote.put(7);
        assert!(!remote.is_turn(turn));
        assert_eq!(remote.value(), Some(7));
    }

    #[test]
    fn every_look_counts_good_or_bad() {
        let (_owner, remote) = remote();
        remote.finish(Ok(1));
        remote.finish(Err(Problem::Garbled));
        assert_eq!(remote.looks().get(), 2);
    }

    #[test]
    fn nothing_changes_that_is_not_there() {
        let (_owner, remote) = remote();
        remote.change(|value| *value += 1);
        assert_eq!(remote.value(), None);
        remote.put(1);
        remote.change(|value| *value += 1);
        assert_eq!(remote.value(), Some(2));
    }
}
