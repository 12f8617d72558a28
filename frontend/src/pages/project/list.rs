//! Tasks in lines, of which only those are on the page that can be seen.

use domain::{
    access::AccessState,
    wire::{labels::Label, page::Page, tasks::TaskSummary},
};
use leptos::{html, prelude::*};

use super::{
    filter::Vocabulary,
    frame::use_project,
    further::{self, Reach},
};
use crate::{
    api::{TaskQuery, use_api},
    components::{
        AccessBadge, Avatar, ProblemNotice, Shown, StatusBadge, When, due_mark, label_marks,
        priority_mark, pull_request_badge, rows, seen_on_page,
    },
    follow::follow,
    remote::Remote,
    submission::Submission,
    text,
};

/// How high a line is, as the style below has it.
const LINE: f64 = 60.0;

/// The next part is asked for when so few lines are left below.
const AHEAD: usize = 60;

/// The tasks, with what comes next loaded before it is reached.
#[component]
pub(super) fn TaskList(
    tasks: Remote<Page<TaskSummary>>,
    page: Signal<Page<TaskSummary>>,
    query: Signal<TaskQuery>,
    reach: StoredValue<Reach<usize>>,
    vocabulary: Vocabulary,
) -> impl IntoView {
    let node = NodeRef::<html::Ul>::new();
    let total = follow(move || page.with(|page| page.items.len()));
    let seen = seen_on_page(node, LINE, total);
    let more = go_on(tasks, page, query, reach, seen);
    let labels = vocabulary.labels();
    let shown = follow(move || {
        let seen = seen.get();
        page.with(|page| {
            let numbered = page.items.iter().enumerate();
            let within = numbered.skip(seen.start).take(seen.len());
            within
                .map(|(at, task)| (at, task.clone()))
                .collect::<Vec<_>>()
        })
    });
    let whole = follow(move || page.with(|page| page.next.is_none()));
    // Of how many the whole list is, nobody knows before its end.
    let size = follow(move || {
        if whole.get() {
            total.get().to_string()
        } else {
            "-1".to_owned()
        }
    });
    let said = move || {
        let total = i64::try_from(total.get()).unwrap_or_default();
        if whole.get() {
            text::tasks::count(total)
        } else {
            text::tasks::count_so_far(total)
        }
    };
    view! {
        <p class="text-sm text-muted" role="status">{said}</p>
        <ul
            node_ref=node
            class="relative overflow-hidden rounded-box border border-base-300 bg-base-100"
            style:height=move || rows(total.get(), LINE)
        >
            <For each=move || shown.get() key=|(at, task)| (*at, task.id, task.version, task.access, task.pull_request) let((at, task))>
                {line(at, task, size, labels)}
            </For>
        </ul>
        <ProblemNotice problem=more.problem() retry=Callback::new(move |()| more.clear())/>
        <Shown when=more.busy()>
            <div class="skeleton h-14 w-full" role="status" aria-label=text::tasks::loading_more()></div>
        </Shown>
    }
}

/// Loads the next part when the end comes near.
fn go_on(
    tasks: Remote<Page<TaskSummary>>,
    page: Signal<Page<TaskSummary>>,
    query: Signal<TaskQuery>,
    reach: StoredValue<Reach<usize>>,
    seen: Signal<std::ops::Range<usize>>,
) -> Submission {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let next = follow(move || {
        let near = page.with(|page| seen.get().end + AHEAD > page.items.len());
        page.with(|page| page.next.clone()).filter(|_| near)
    });
    let ask = move |query, next| api.tasks(key.get_value(), query, Some(next));
    further::go_on(query, next, ask, move |query, after, part| {
        tasks.change(|page| {
            further::join(page, after, part);
            reach.update_value(|reach| reach.note(query, |far| *far = page.items.len()));
        });
    })
}

/// One task as a line that leads to its page.
fn line(at: usize, task: TaskSummary, size: Signal<String>, labels: Signal<Vec<Label>>) -> AnyView {
    let key = use_project().key();
    let number = task.number;
    let open = task.status.is_open();
    let assignee = task.assignee.map(|person| {
        let name = person.name.to_string();
        view! {
            <span class="inline-flex items-center gap-1.5">
                <Avatar name=name.clone()/>
                <span class="hidden max-w-32 truncate sm:inline">{name}</span>
            </span>
        }
    });
    let access = matters(task.access).then(|| view! { <AccessBadge state=task.access/> });
    let names = task.labels;
    let labels = move || labels.with(|labels| label_marks(&names, labels));
    view! {
        <li
            class="absolute inset-x-0 h-[60px] border-b border-base-300 text-sm"
            style:top=rows(at, LINE)
            aria-posinset=(at + 1).to_string()
            aria-setsize=size
        >
            <a
                class="flex h-full flex-col justify-center gap-0.5 px-4 hover:bg-base-200 sm:flex-row sm:items-center sm:justify-start sm:gap-4"
                href=format!("/projects/{key}/tasks/{number}")
            >
                <span class="flex min-w-0 items-center gap-3 sm:grow">
                    <span class="w-16 shrink-0 font-mono text-muted">{format!("{key}-{number}")}</span>
                    {priority_mark(task.priority)}
                    <span class="min-w-0 truncate text-base font-medium">{task.title.to_string()}</span>
                    <span class="hidden shrink-0 gap-1 xl:flex">{labels}</span>
                </span>
                <span class="flex shrink-0 items-center gap-3 text-muted">
                    <StatusBadge status=task.status/>
                    <span class="hidden lg:contents">{access} {pull_request_badge(task.pull_request)}</span>
                    {due_mark(task.due, open)}
                    {assignee}
                    <span class="hidden sm:inline"><When at=task.updated_at/></span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// Whether access is worth a word on a line or a card.
pub(super) fn matters(access: AccessState) -> bool {
    !matches!(access, AccessState::NotAsked | AccessState::Ended)
}
