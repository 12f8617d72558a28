//! Taking back what was just decided, before GitHub has seen anything of it.
//!
//! It works from whichever page one has gone to meanwhile: the offer is news, not a part of a page.

use std::{future::Future, pin::Pin};

use domain::{
    ids::UserId,
    task::{OpenStatus, Status},
    wire::tasks::{EditTask, Task},
};
use leptos::task::spawn_local;

use super::handle::TaskHandle;
use crate::{
    api::{Api, use_api},
    problem::Problem,
    text,
    toast::{Toaster, use_toaster},
};

type Work = Pin<Box<dyn Future<Output = Result<Task, Problem>>>>;

/// The way back from decisions about the open task.
#[derive(Clone, Copy)]
pub(super) struct Undo {
    handle: TaskHandle,
    api: Api,
    toaster: Toaster,
}

impl Undo {
    /// The way back for this task.
    pub(super) fn of(handle: TaskHandle) -> Self {
        Self {
            handle,
            api: use_api(),
            toaster: use_toaster(),
        }
    }

    /// Offers to open the task again, as it stood before it was closed.
    pub(super) fn offer_reopening(self, stood: Status, task: Task) {
        let done = text::task::is_open_again(&name(&task));
        let words = text::task::is_closed(&name(&task));
        self.toaster.offer_undo(words, move || {
            let task = task.clone();
            let api = self.api;
            let work = async move {
                let open = api.reopen_task(&task).await?;
                let status = open_status(stood).filter(|_| open.status != stood);
                if status.is_none() {
                    return Ok(open);
                }
                let edit = EditTask {
                    status,
                    ..EditTask::default()
                };
                api.edit_task(&open, open.version, edit).await
            };
            self.take_back(Box::pin(work), done.clone());
        });
    }

    /// Offers to give the task back to who had it.
    pub(super) fn offer_giving_back(self, before: Option<UserId>, task: Task) {
        let who = task.assignee.as_ref();
        let words = match who {
            Some(person) => text::task::is_somebodys(&name(&task), &person.name),
            None => text::task::is_nobodys(&name(&task)),
        };
        self.toaster.offer_undo(words, move || {
            let task = task.clone();
            let api = self.api;
            let work = async move { api.assign_task(&task, before).await };
            self.take_back(Box::pin(work), text::task::is_as_before().to_owned());
        });
    }

    fn take_back(self, work: Work, done: String) {
        spawn_local(async move {
            match work.await {
                Ok(task) => {
                    self.handle.put_if_shown(task);
                    self.toaster.say(done);
                }
                Err(problem) => {
                    self.toaster.say(text::task::not_undone(&problem.words()));
                }
            }
        });
    }
}

fn name(task: &Task) -> String {
    format!("{}-{}", task.project, task.number)
}

fn open_status(status: Status) -> Option<OpenStatus> {
    match status {
        Status::Todo => Some(OpenStatus::Todo),
        Status::InProgress => Some(OpenStatus::InProgress),
        Status::InReview => Some(OpenStatus::InReview),
        Status::Done | Status::Canceled => None,
    }
}
