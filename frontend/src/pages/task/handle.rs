//! The task that is open, as the parts of its page share it.

use std::future::Future;

use domain::wire::tasks::Task;
use leptos::prelude::*;

use crate::{follow::follow, problem::Problem, remote::Remote, submission::Submission};

/// The open task: to read, to replace by what a call answered, to ask for again.
#[derive(Clone, Copy)]
pub(super) struct TaskHandle {
    remote: Remote<Task>,
    task: Signal<Task>,
}

impl TaskHandle {
    /// The task, once it is there.
    pub(super) fn new(remote: Remote<Task>, task: Signal<Task>) -> Self {
        Self { remote, task }
    }

    /// A part of the task, which changes only when that part does.
    pub(super) fn part<T>(self, part: impl Fn(&Task) -> T + Send + Sync + 'static) -> Signal<T>
    where
        T: PartialEq + Clone + Send + Sync + 'static,
    {
        follow(move || self.task.with(&part))
    }

    /// The task as it is now, for a call that is about to be made.
    pub(super) fn now(self) -> Task {
        self.task.get_untracked()
    }

    /// Takes over what a call answered.
    pub(super) fn put(self, task: Task) {
        self.remote.put(task);
    }

    /// Takes over what a late answer said, if this task is still on the page.
    pub(super) fn put_if_shown(self, task: Task) {
        if self.remote.is_shown() && self.task.with_untracked(|shown| shown.id == task.id) {
            self.remote.put(task);
        }
    }

    /// Shows a change before the server has agreed to it, and takes it back where it does not.
    pub(super) fn try_out(
        self,
        submission: Submission,
        change: impl FnOnce(&mut Task),
        call: impl Future<Output = Result<Task, Problem>> + 'static,
        done: impl FnOnce(Task) + 'static,
    ) {
        let before = self.now();
        let mut tried = before.clone();
        change(&mut tried);
        self.put(tried);
        let work = async move {
            let answer = call.await;
            if answer.is_err() {
                self.put(before);
            }
            answer
        };
        submission.run(work, move |task| {
            self.put(task.clone());
            done(task);
        });
    }

    /// Asks for it again.
    pub(super) fn reload(self) {
        self.remote.reload();
    }

    /// Grows whenever the server was asked.
    pub(super) fn looks(self) -> Signal<u32> {
        self.remote.looks()
    }
}
