//! A card of the board: what a task is in a few words, and the handle that moves it.

use domain::{
    ids::TaskNumber,
    project::Action,
    wire::{labels::Label, tasks::TaskSummary},
};
use leptos::{ev, html, prelude::*};

use super::{
    board::Board,
    column::CARD,
    list::matters,
    moving::{self, Way},
};
use crate::{
    components::{
        AccessBadge, Avatar, Glyph, Icon, Shown, due_mark, label_marks, priority_mark,
        pull_request_badge, rows,
    },
    follow::{follow, whenever},
    text,
};

/// One task as a card, `at` so many from the top.
pub(super) fn card(
    board: Board,
    at: usize,
    task: TaskSummary,
    labels: Signal<Vec<Label>>,
) -> AnyView {
    let number = task.number;
    let held = follow(move || board.held.get().is_some_and(|held| held.number == number));
    let page = board
        .key
        .with_value(|key| format!("/projects/{key}/tasks/{number}"));
    let may = Signal::derive(move || board.may(Action::Work));
    let start = move |event: ev::DragEvent| {
        if let Some(data) = event.data_transfer() {
            data.set_effect_allowed("move");
            // Firefox drags nothing that carries nothing.
            let _ = data.set_data("text/plain", &board.name(number));
        }
        board.hold(number, false);
    };
    let end = move |_| {
        if board.held.get_untracked().is_some_and(|held| !held.by_key) {
            board.release();
        }
    };
    let title = task.title.to_string();
    view! {
        <li
            class="group absolute inset-x-0 flex h-[120px] flex-col gap-1 rounded-box border border-base-300 bg-base-100 px-3 py-2 text-sm shadow-xs"
            class:opacity-50=held
            class:cursor-grab=may
            style:top=rows(at, CARD)
            draggable=move || may.get().to_string()
            on:dragstart=start
            on:dragend=end
        >
            <div class="flex items-center gap-2 text-muted">
                <span class="font-mono text-xs">{board.name(number)}</span>
                {priority_mark(task.priority)}
                <span class="ml-auto text-xs">{due_mark(task.due, task.status.is_open())}</span>
                <Shown when=may>
                    <Handle board number/>
                </Shown>
            </div>
            <a class="grow font-medium wrap-anywhere hover:underline" href=page title=title.clone() draggable="false">
                <span class="line-clamp-2">{title.clone()}</span>
            </a>
            {bottom(task, labels)}
        </li>
    }
    .into_any()
}

/// The last line of a card.
fn bottom(task: TaskSummary, labels: Signal<Vec<Label>>) -> AnyView {
    let names = task.labels;
    let labels = move || labels.with(|labels| label_marks(&names, labels));
    let access = matters(task.access)
        .then(|| view! { <span class="contents [&>.badge]:badge-sm"><AccessBadge state=task.access/></span> });
    let assignee = task.assignee.map(|person| {
        let name = person.name.to_string();
        let title = name.clone();
        view! {
            <span class="ml-auto shrink-0" title=title>
                <Avatar name=name.clone()/>
                <span class="sr-only">{name}</span>
            </span>
        }
    });
    view! {
        <div class="flex min-h-6 items-center gap-1.5">
            <span class="flex min-w-0 gap-1.5 overflow-hidden [&>*]:shrink-0">
                {access} {pull_request_badge(task.pull_request)} {labels}
            </span>
            {assignee}
        </div>
    }
    .into_any()
}

/// Takes hold of the card with the keyboard, and puts it down.
#[component]
fn Handle(board: Board, number: TaskNumber) -> impl IntoView {
    let held = follow(move || {
        board
            .held
            .get()
            .is_some_and(|held| held.number == number && held.by_key)
    });
    let press = move |_| {
        if held.get_untracked() {
            board.put_down();
        } else {
            board.hold(number, true);
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        if held.get_untracked() && steer(board, &event.key()) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    // A card that is drawn anew loses the focus to nothing, not to something else.
    let leave = move |event: ev::FocusEvent| {
        if event.related_target().is_some() {
            board.note_focus(None);
        }
    };
    // At once: what is pressed a frame later would go nowhere.
    let node = NodeRef::<html::Button>::new();
    whenever(move || {
        if let Some(button) = node.get().filter(|_| board.has_focus(number)) {
            let _ = button.focus();
        }
    });
    view! {
        <button
            node_ref=node
            type="button"
            class="btn btn-ghost btn-xs btn-square -mr-1.5"
            id=format!("move-{number}")
            aria-label=text::board::move_card(&board.name(number))
            aria-pressed=move || held.get().to_string()
            on:click=press
            on:keydown=key
            on:focus=move |_| board.note_focus(Some(number))
            on:blur=leave
        >
            <Icon glyph=Glyph::Grip/>
        </button>
    }
}

/// What a key does to the held card; says whether it does anything.
fn steer(board: Board, key: &str) -> bool {
    let way = match key {
        "ArrowUp" => Way::Up,
        "ArrowDown" => Way::Down,
        "ArrowLeft" => Way::Left,
        "ArrowRight" => Way::Right,
        "Escape" => {
            board.let_be();
            return true;
        }
        _ => return false,
    };
    let Some(held) = board.held.get_untracked() else {
        return false;
    };
    let over = moving::step(&board.columns(), held.number, held.over, way);
    board.held.set(Some(super::board::Held { over, ..held }));
    board.tell(held.number, over, "");
    true
}
