//! The columns of the board, beside each other.

use domain::{
    task::Status,
    wire::{board::Column, labels::Label},
};
use leptos::prelude::*;

use super::{board::Board, column::ColumnView};
use crate::follow::follow;

/// The columns; what they hold changes, which they are hardly ever does.
#[component]
pub(super) fn Columns(
    board: Board,
    columns: Signal<Vec<Column>>,
    labels: Signal<Vec<Label>>,
) -> impl IntoView {
    let statuses = follow(move || {
        columns.with(|columns| {
            columns
                .iter()
                .map(|column| column.status)
                .collect::<Vec<_>>()
        })
    });
    let part = move |status: Status| {
        let column = follow(move || {
            columns.with(|columns| {
                columns
                    .iter()
                    .find(|column| column.status == status)
                    .cloned()
            })
        });
        view! { <ColumnView board status column labels/> }
    };
    view! {
        <div class="-mx-4 grid snap-x scroll-px-4 auto-cols-[minmax(14.5rem,1fr)] grid-flow-col gap-3 overflow-x-auto px-4 pb-2">
            {move || statuses.get().into_iter().map(part).collect_view()}
        </div>
    }
}
