//! Small marks of a task: priority, due day, labels, pull request.

use domain::{
    Date, names::LabelName, priority::Priority, pull_request::PullRequestState, wire::labels::Label,
};
use leptos::prelude::*;

use super::badge::Mark;
use crate::{
    browser,
    text::board_words,
    words::{due_tone, label_class, priority_label, pull_request_mark},
};

/// Four bars, of which as many are filled as the task matters; nothing where nobody said.
pub(crate) fn priority_mark(priority: Priority) -> Option<AnyView> {
    if priority == Priority::None {
        return None;
    }
    let said = board_words::priority(&priority_label(priority));
    let title = said.clone();
    let colour = if priority == Priority::Urgent {
        "text-error-strong"
    } else {
        "text-muted"
    };
    let bars = (1..=4).map(|bar| {
        let (x, height) = (bar * 5 - 3, 3 + bar * 3);
        let opacity = if i64::from(bar) <= priority.number() { "1" } else { "0.25" };
        view! { <rect x=x.to_string() y=(18 - height).to_string() width="3" height=height.to_string() rx="1" opacity=opacity/> }
    });
    Some(
        view! {
            <span class=format!("inline-flex shrink-0 items-center {colour}") title=title>
                <svg class="size-4" viewBox="0 0 22 20" fill="currentColor" aria-hidden="true">{bars.collect_view()}</svg>
                <span class="sr-only">{said}</span>
            </span>
        }
        .into_any(),
    )
}

/// The day by which a task should be done.
pub(crate) fn due_mark(due: Option<Date>, open: bool) -> Option<AnyView> {
    let due = due?;
    let (words, class) = due_tone(due, browser::today(), open);
    let day = browser::local_day(due);
    Some(
        view! {
            <time class=format!("shrink-0 whitespace-nowrap {class}") datetime=due.to_string() title=format!("{words} {due}")>
                <span class="sr-only">{words} " "</span>
                {day}
            </time>
        }
        .into_any(),
    )
}

/// How far a pull request has come, where there is something to say.
pub(crate) fn pull_request_badge(state: PullRequestState) -> Option<AnyView> {
    pull_request_mark(state).map(|text| view! { <Mark text/> }.into_any())
}

/// Labels of a task, coloured as the project has them.
pub(crate) fn label_marks(names: &[LabelName], labels: &[Label]) -> AnyView {
    let mark = |name: &LabelName| {
        let label = labels.iter().find(|label| label.name == *name);
        let colour = label.map(|label| label.colour).unwrap_or_default();
        view! {
            <span class="inline-flex max-w-32 items-center gap-1.5 rounded-full border border-base-300 px-2 text-xs leading-5">
                <span class=format!("size-2 shrink-0 rounded-full {}", label_class(colour)) aria-hidden="true"></span>
                <span class="truncate">{name.to_string()}</span>
            </span>
        }
    };
    names.iter().map(mark).collect_view().into_any()
}
