//! One thing that a person asked the server to do: running, refused or done.
//!
//! It runs once at a time: a second press while it runs does nothing.

use std::{future::Future, pin::Pin};

use domain::problem::ProblemCode;
use leptos::{prelude::*, task::spawn_local};

use crate::problem::Problem;

type End = Box<dyn FnOnce()>;
type Work = Pin<Box<dyn Future<Output = Result<End, Problem>>>>;

/// How a change that a person asked for stands.
#[derive(Clone, Copy)]
pub(crate) struct Submission {
    busy: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
}

impl Submission {
    /// Nothing was asked for yet.
    pub(crate) fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
        }
    }

    /// Whether the server is being asked.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why the server did not do it.
    pub(crate) fn problem(self) -> Signal<Option<Problem>> {
        self.problem.into()
    }

    /// The same, save for those problems that a field of the form says.
    pub(crate) fn problem_besides(self, said: &'static [ProblemCode]) -> Signal<Option<Problem>> {
        Signal::derive(move || {
            let problem = self.problem.get()?;
            let elsewhere = said.iter().any(|code| problem.is(*code));
            (!elsewhere).then_some(problem)
        })
    }

    /// Forgets what went wrong.
    pub(crate) fn clear(self) {
        self.problem.set(None);
    }

    /// Asks the server, and calls `done` with its answer where it is a good one.
    pub(crate) fn run<T: 'static>(
        self,
        work: impl Future<Output = Result<T, Problem>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.start(Box::pin(async move {
            let answer = work.await?;
            let end: End = Box::new(move || done(answer));
            Ok(end)
        }));
    }

    /// The part that is the same for every answer, compiled once.
    fn start(self, work: Work) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let outcome = work.await;
            self.busy.set(false);
            match outcome {
                Ok(end) => end(),
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }
}
