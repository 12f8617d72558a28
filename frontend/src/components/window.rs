//! Long lists of which only what can be seen is on the page.
//!
//! All rows are equally high, so that where one is follows from its number alone.

use std::ops::Range;

use leptos::{ev, html, prelude::*};

use crate::follow::{follow, whenever};

/// Rows beyond the edges, so that a little scrolling shows them at once.
const SPARE: usize = 8;

/// Which rows can be seen: `above` is how much of the list lies above the edge.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "both are at least 0, and far below the bound"
)]
pub(crate) fn seen(above: f64, height: f64, row: f64, count: usize) -> Range<usize> {
    let first = (above / row).max(0.0) as usize;
    let last = ((above + height) / row).max(0.0).ceil() as usize;
    // In steps, so that not every line that is scrolled draws anew.
    let start = first.saturating_sub(SPARE) / SPARE * SPARE;
    start.min(count)..(last + SPARE).next_multiple_of(SPARE).min(count)
}

/// The rows of a list that can be seen while the whole page scrolls.
pub(crate) fn seen_on_page(
    node: NodeRef<html::Ul>,
    row: f64,
    count: Signal<usize>,
) -> Signal<Range<usize>> {
    let place = RwSignal::new((0.0, 800.0));
    let look = move || {
        let Some(list) = node.get_untracked() else {
            return;
        };
        let height = window().inner_height().ok().and_then(|it| it.as_f64());
        place.set((
            -list.get_bounding_client_rect().top(),
            height.unwrap_or(800.0),
        ));
    };
    let scrolled = window_event_listener(ev::scroll, move |_| look());
    let resized = window_event_listener(ev::resize, move |_| look());
    on_cleanup(move || {
        scrolled.remove();
        resized.remove();
    });
    whenever(move || {
        if node.get().is_some() {
            look();
        }
    });
    ranged(place, row, count)
}

/// The rows of a list that can be seen while the list itself scrolls; call the second part then.
pub(crate) fn seen_in_box(
    node: NodeRef<html::Div>,
    row: f64,
    count: Signal<usize>,
) -> (Signal<Range<usize>>, Callback<()>) {
    let place = RwSignal::new((0.0, 800.0));
    let look = Callback::new(move |()| {
        let Some(list) = node.get_untracked() else {
            return;
        };
        let (above, height) = (list.scroll_top(), list.client_height());
        place.set((f64::from(above), f64::from(height)));
    });
    whenever(move || {
        if node.get().is_some() {
            look.run(());
        }
    });
    (ranged(place, row, count), look)
}

fn ranged(place: RwSignal<(f64, f64)>, row: f64, count: Signal<usize>) -> Signal<Range<usize>> {
    follow(move || {
        let (above, height) = place.get();
        seen(above, height, row, count.get())
    })
}

/// A length as a style wants it: so many rows.
#[expect(clippy::cast_precision_loss, reason = "no list has so many rows")]
pub(crate) fn rows(count: usize, row: f64) -> String {
    format!("{}px", count as f64 * row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_there_with_some_to_spare_and_no_more() {
        assert_eq!(seen(0.0, 500.0, 50.0, 5_000), 0..24);
        assert_eq!(seen(-200.0, 500.0, 50.0, 5_000), 0..16);
        assert_eq!(seen(5_000.0, 500.0, 50.0, 5_000), 88..120);
        assert_eq!(seen(5_000.0, 500.0, 50.0, 100), 88..100);
        assert_eq!(seen(90_000.0, 500.0, 50.0, 10), 10..10);
        assert_eq!(seen(0.0, 500.0, 50.0, 0), 0..0);
    }

    #[test]
    fn a_little_scrolling_draws_nothing_anew() {
        assert_eq!(
            seen(5_000.0, 500.0, 50.0, 5_000),
            seen(5_030.0, 500.0, 50.0, 5_000)
        );
    }
}
