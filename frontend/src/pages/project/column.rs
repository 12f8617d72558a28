//! One column of the board: its cards, of which only those that can be seen are on the page.

use std::ops::Range;

use domain::{
    project::Action,
    task::Status,
    wire::{board::Column, labels::Label, tasks::TaskSummary},
};
use leptos::{ev, html, prelude::*};

use super::{board::Board, card::card, further, moving::Spot, quick_add::QuickAdd};
use crate::{
    components::{ProblemNotice, Shown, StatusBadge, rows, seen_in_box},
    follow::{follow, whenever},
    submission::Submission,
    text,
};

/// How high a card is with the space below it, as its style has it.
pub(super) const CARD: f64 = 128.0;

/// The next part is asked for when so few cards are left below.
const AHEAD: usize = 15;

/// A column; `None` for a moment, when it is filtered away.
#[component]
pub(super) fn ColumnView(
    board: Board,
    status: Status,
    column: Signal<Option<Column>>,
    labels: Signal<Vec<Label>>,
) -> impl IntoView {
    let total = follow(move || column.with(|column| column.as_ref().map_or(0, |it| it.total)));
    let may_add = Signal::derive(move || status.is_open() && board.may(Action::Work));
    let heading = format!("column-{}", status.as_str());
    let labelled = heading.clone();
    view! {
        <section class="flex h-[calc(100dvh-17rem)] min-h-96 snap-start flex-col rounded-box border border-base-300 bg-base-200" aria-labelledby=labelled>
            <h2 class="flex items-center gap-2 px-3 py-2.5 font-medium" id=heading>
                <StatusBadge status/>
                <span class="text-sm text-muted">{total}</span>
            </h2>
            <Shown when=may_add>
                <QuickAdd board status/>
            </Shown>
            <Cards board status column labels/>
        </section>
    }
}

/// The cards, and where one that is held would be put down.
#[component]
fn Cards(
    board: Board,
    status: Status,
    column: Signal<Option<Column>>,
    labels: Signal<Vec<Label>>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let count =
        follow(move || column.with(|column| column.as_ref().map_or(0, |it| it.tasks.items.len())));
    let (seen, look) = seen_in_box(node, CARD, count);
    let more = go_on(board, status, column, seen);
    // A card that is held stays on the page, however far from it the column is scrolled: without it
    // the keyboard would be nowhere, and a drag would never end.
    let held = follow(move || Some(board.held.get()?.number));
    let shown = follow(move || {
        let (seen, held) = (seen.get(), held.get());
        column.with(|column| {
            let tasks = column.iter().flat_map(|column| &column.tasks.items);
            let here = |at, task: &TaskSummary| seen.contains(&at) || held == Some(task.number);
            let numbered = tasks.enumerate();
            numbered
                .filter(|(at, task)| here(*at, task))
                .map(|(at, task)| (at, task.clone()))
                .collect::<Vec<_>>()
        })
    });
    let over = move |event: ev::DragEvent| {
        let Some(held) = board.held.get_untracked() else {
            return;
        };
        event.prevent_default();
        let Some(list) = node.get_untracked() else {
            return;
        };
        let y = f64::from(event.client_y()) - list.get_bounding_client_rect().top();
        let at = slot(y + f64::from(list.scroll_top()), count.get_untracked());
        let own = held.from.status == status && at > held.from.at;
        let spot = Spot {
            status,
            at: at - usize::from(own),
        };
        if spot != held.over {
            board.held.update(|held| {
                if let Some(held) = held {
                    held.over = spot;
                }
            });
        }
    };
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        board.put_down();
    };
    let empty = Signal::derive(move || count.get() == 0);
    view! {
        <div
            class="relative grow overflow-y-auto overscroll-contain px-2"
            node_ref=node
            role="group"
            aria-label=text::board::cards()
            tabindex="-1"
            on:scroll=move |_| look.run(())
            on:dragover=over
            on:drop=drop
        >
            <Shown when=empty>
                <p class="px-2 py-6 text-center text-sm text-muted">{text::board::no_task()}</p>
            </Shown>
            <ul class="relative" style:height=move || rows(count.get(), CARD)>
                <For each=move || shown.get() key=|(at, task)| (*at, of(task)) let((at, task))>
                    {card(board, at, task, labels)}
                </For>
                <Marker board status/>
            </ul>
            <ProblemNotice problem=more.problem() retry=Callback::new(move |()| more.clear())/>
            <Shown when=more.busy()>
                <div class="skeleton mb-2 h-[120px]" role="status" aria-label=text::tasks::loading_more()></div>
            </Shown>
        </div>
    }
}

/// What of a task makes its card another one.
fn of(task: &TaskSummary) -> impl Eq + std::hash::Hash + use<> {
    (
        task.id,
        task.version,
        task.status,
        task.access,
        task.pull_request,
    )
}

/// Between which cards a height is: how many are above it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is at least 0, and far below the bound"
)]
fn slot(height: f64, count: usize) -> usize {
    ((height / CARD).round().max(0.0) as usize).min(count)
}

/// A line where the held card would be put down.
#[component]
fn Marker(board: Board, status: Status) -> impl IntoView {
    let at = follow(move || {
        let held = board.held.get().filter(|held| held.over.status == status)?;
        // Cards below the held one are shown one further down than they will be.
        let own = held.from.status == status && held.over.at > held.from.at;
        (held.over != held.from).then_some(held.over.at + usize::from(own))
    });
    whenever(move || {
        let by_key = board.held.get().is_some_and(|held| held.by_key);
        if at.get().is_some() && by_key {
            crate::browser::show_soon("board-marker");
        }
    });
    move || {
        at.get().map(|at| {
            view! {
                <li
                    class="absolute inset-x-0 z-10 -mt-1.5 h-1 rounded-full bg-primary"
                    style:top=rows(at, CARD)
                    id="board-marker"
                    aria-hidden="true"
                ></li>
            }
        })
    }
}

/// Loads the next cards when the end comes near.
fn go_on(
    board: Board,
    status: Status,
    column: Signal<Option<Column>>,
    seen: Signal<Range<usize>>,
) -> Submission {
    let next = follow(move || {
        column.with(|column| {
            let tasks = &column.as_ref()?.tasks;
            let near = seen.get().end + AHEAD > tasks.items.len();
            tasks.next.clone().filter(|_| near)
        })
    });
    let ask = move |query, next| board.api.column(board.key.get_value(), query, status, next);
    further::go_on(board.query, next, ask, move |query, after, part| {
        board.extend(status, query, after, part);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_goes_where_the_nearer_edge_is() {
        assert_eq!(slot(-20.0, 3), 0);
        assert_eq!(slot(CARD * 0.4, 3), 0);
        assert_eq!(slot(CARD * 0.6, 3), 1);
        assert_eq!(slot(CARD * 9.0, 3), 3);
    }
}
