//! The task that is open, as the parts of its page share it.

use domain::wire::tasks::Task;
use leptos::prelude::*;

use crate::{follow::follow, remote::Remote};

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

    /// Asks for it again.
    pub(super) fn reload(self) {
        self.remote.reload();
    }

    /// Grows whenever the server was asked.
    pub(super) fn looks(self) -> Signal<u32> {
        self.remote.looks()
    }
}
