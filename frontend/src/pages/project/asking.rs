//! What is asked before a card gets into a closed column or out of one: the same as on its page,
//! since the same follows on GitHub.

use domain::{
    ids::TaskNumber,
    task::{Outcome, Status},
    wire::tasks::{MoveTask, Task},
};
use leptos::prelude::*;

use super::{
    board::Board,
    moving::{self, Spot},
};
use crate::{
    components::{Confirm, lines_skeleton, show},
    follow::whenever,
    remote::Remote,
    submission::Submission,
    text,
    words::{cancel_consequences, close_consequences, reopen_consequences},
};

/// A card that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) number: TaskNumber,
    pub(super) to: Spot,
}

/// The question, while there is one.
#[component]
pub(super) fn Asking(board: Board) -> impl IntoView {
    move || {
        board
            .asked
            .get()
            .map(|asked| view! { <Question board asked/> })
    }
}

#[component]
fn Question(board: Board, asked: Asked) -> impl IntoView {
    let open = RwSignal::new(false);
    // The dialog has to be on the page before it opens.
    request_animation_frame(move || open.set(true));
    let opened = StoredValue::new(false);
    whenever(move || {
        if open.get() {
            opened.set_value(true);
        } else if opened.get_value() {
            board.asked.set(None);
        }
    });
    let submission = Submission::new();
    let name = board.name(asked.number);
    let task = Remote::new(move || board.api.task(board.key.get_value(), asked.number));
    let go = Callback::new(move |()| {
        let Some(task) = untrack(|| task.value()) else {
            return;
        };
        let work = carry_out(board, task, asked);
        submission.run(work, move |()| open.set(false));
    });
    let (title, yes) = match asked.to.status {
        Status::Done => (text::board::ask_done(&name), text::board::close_as_done()),
        Status::Canceled => (text::board::ask_cancel(&name), text::board::cancel_task()),
        _ => (text::board::ask_reopen(&name), text::board::reopen()),
    };
    view! {
        <Confirm open title yes=yes submission on_yes=go>
            {show(task, lines_skeleton, move |task| said(task, asked.to.status))}
        </Confirm>
    }
}

/// What will happen on GitHub.
fn said(task: Signal<Task>, to: Status) -> AnyView {
    let lines = move || {
        let said = task.with(|task| match to {
            Status::Done => close_consequences(task),
            Status::Canceled => cancel_consequences(task),
            _ => reopen_consequences(task),
        });
        let said = if said.is_empty() {
            vec![text::board::nothing_follows().to_owned()]
        } else {
            said
        };
        said.into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    view! { <ul class="flex list-disc flex-col gap-1 pl-5 text-sm">{lines}</ul> }.into_any()
}

/// Closes or reopens the task, then puts it where it was dropped.
async fn carry_out(board: Board, task: Task, asked: Asked) -> Result<(), crate::problem::Problem> {
    let Asked { number, to } = asked;
    let now = match to.status {
        Status::Done => board.api.close_task(&task, Outcome::Done).await?,
        Status::Canceled => board.api.close_task(&task, Outcome::Canceled).await?,
        _ => board.api.reopen_task(&task).await?,
    };
    let wanted = MoveTask {
        from: now.status,
        to: to.status,
        after: moving::above(&board.columns(), to, number),
    };
    let moved = board
        .api
        .move_task(board.key.get_value(), number, wanted)
        .await?;
    board.settle(moved, to);
    Ok(())
}
