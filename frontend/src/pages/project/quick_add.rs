//! Making a task right in its column: a title, and Enter.

use domain::{
    names::Title,
    priority::Priority,
    task::{OpenStatus, Status},
    wire::tasks::{CreateTask, TaskSummary},
};
use leptos::{ev, prelude::*};

use super::{board::Board, moving::Spot};
use crate::{
    components::{Field, Glyph, Icon, ProblemNotice, Shown},
    input::Input,
    submission::Submission,
    text,
    words::{open_status, status_label},
};

/// A button, and behind it a line to write into.
#[component]
pub(super) fn QuickAdd(board: Board, status: Status) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = move || {
        view! {
            <button
                type="button"
                class="btn btn-ghost btn-sm mx-2 mb-2 justify-start"
                aria-label=text::board::add_to(&status_label(status))
                on:click=move |_| open.set(true)
            >
                <Icon glyph=Glyph::Plus/>
                {text::common::add()}
            </button>
        }
    };
    view! {
        <Shown when=open fallback=button>
            <Line board status open/>
        </Shown>
    }
}

/// The line; it stays for the next one.
#[component]
fn Line(board: Board, status: Status, open: RwSignal<bool>) -> impl IntoView {
    let title = Input::<Title>::new("");
    let submission = Submission::new();
    let id = format!("add-{}", status.as_str());
    crate::browser::focus_soon(id.clone());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(status) = open_status(status.as_str()) else {
            return;
        };
        let Some(written) = title.read() else { return };
        let call = board
            .api
            .create_task(board.key.get_value(), titled(written, status));
        submission.run(call, move |task| {
            title.reset();
            let spot = Spot {
                status: task.status,
                at: 0,
            };
            board.settle(TaskSummary::from(task), spot);
        });
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            open.set(false);
        }
    };
    view! {
        <form class="mx-2 mb-2 flex flex-col gap-2" novalidate on:submit=submit on:keydown=escape>
            <Field label=text::tasks::title() id field=title.state()/>
            <ProblemNotice problem=submission.problem()/>
            <div class="flex gap-2">
                <button type="submit" class="btn btn-primary btn-sm" disabled=submission.busy()>{text::common::add()}</button>
                <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| open.set(false)>{text::common::close()}</button>
            </div>
        </form>
    }
}

fn titled(title: Title, status: OpenStatus) -> CreateTask {
    CreateTask {
        title,
        text: "".parse().expect("a text may be empty"),
        repository: None,
        assignee: None,
        status: Some(status),
        priority: Priority::None,
        due: None,
        labels: Vec::new(),
    }
}
