//! Which tasks are shown and in which order, kept in the address so that it can be shared: the same
//! words for the list and for the board.

use std::time::Duration;

use domain::{
    event::EventKind,
    task::Status,
    wire::{
        labels::Label,
        projects::{Member, Repository},
    },
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{query_signal_with_options, use_location},
};

use super::frame::use_project;
use crate::{
    api::{TaskQuery, use_api},
    browser,
    components::{Choice, Choices, Shown},
    follow::follow,
    live::keep_live,
    remote::Remote,
    text::{common, filter},
    words::status_label,
};

const PAUSE_IN_TYPING: Duration = Duration::from_millis(200);

/// What a project's tasks are told apart by.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary {
    members: Remote<Vec<Member>>,
    repositories: Remote<Vec<Repository>>,
    labels: Remote<Vec<Label>>,
}

impl Vocabulary {
    /// Asks for it.
    pub(super) fn load() -> Self {
        let api = use_api();
        let current = use_project();
        let key = StoredValue::new(current.key());
        let words = Self {
            members: Remote::new(move || api.members(key.get_value())),
            repositories: Remote::new(move || api.repositories(key.get_value())),
            labels: Remote::new(move || api.labels(key.get_value())),
        };
        keep_live(words.members, current.concerns([EventKind::MembersChanged]));
        let relinked = current.concerns([EventKind::RepositoriesChanged]);
        keep_live(words.repositories, relinked);
        keep_live(words.labels, current.concerns([EventKind::ProjectChanged]));
        words
    }

    /// The labels with their colours, as far as they are known.
    pub(super) fn labels(self) -> Signal<Vec<Label>> {
        follow(move || self.labels.value().unwrap_or_default())
    }
}

/// One word of the address, and how to put another in its place.
fn word(name: &'static str) -> (Signal<String>, Callback<String>) {
    let options = NavigateOptions {
        replace: true,
        scroll: false,
        ..NavigateOptions::default()
    };
    let (value, set) = query_signal_with_options::<String>(name, options);
    let value = follow(move || value.get().unwrap_or_default());
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    (value, Callback::new(move |text| set.set(some(text))))
}

/// Which tasks are asked for, as the address says it.
pub(super) fn use_task_query() -> Signal<TaskQuery> {
    let text = browser::settled(word("q").0, PAUSE_IN_TYPING);
    let [status, assignee, label, repository, sort] =
        ["status", "assignee", "label", "repository", "sort"].map(|name| word(name).0);
    follow(move || TaskQuery {
        text: text.get(),
        status: status.get(),
        assignee: assignee.get(),
        label: label.get(),
        repository: repository.get(),
        sort: sort.get(),
    })
}

/// The way between list and board, which keeps what the address says.
#[component]
pub(super) fn Views() -> impl IntoView {
    let location = use_location();
    let key = use_project().key();
    let link = move |label: &'static str, path: String| {
        let here = path.clone();
        let current = move || (location.pathname.get() == here).then_some("page");
        let address = move || match location.search.get() {
            search if search.is_empty() => path.clone(),
            search => format!("{path}?{}", search.trim_start_matches('?')),
        };
        view! {
            <a class="btn btn-sm join-item aria-[current=page]:chosen" href=address aria-current=current>
                {label}
            </a>
        }
    };
    view! {
        <nav class="join" aria-label=filter::views()>
            {link(filter::list(), format!("/projects/{key}"))}
            {link(filter::board(), format!("/projects/{key}/board"))}
        </nav>
    }
}

/// What to find tasks by, and how to sort them.
#[component]
pub(super) fn Filter(vocabulary: Vocabulary, usual: &'static str) -> impl IntoView {
    let (text, set_text) = word("q");
    let query = use_task_query();
    let narrows = follow(move || query.with(TaskQuery::narrows));
    let several = follow(move || {
        vocabulary
            .repositories
            .value()
            .is_some_and(|all| all.len() > 1)
    });
    let labelled = follow(move || vocabulary.labels.value().is_some_and(|all| !all.is_empty()));
    let path = use_location().pathname;
    view! {
        <search class="flex flex-wrap items-center gap-2">
            <label class="sr-only" for="filter">{filter::find_by_text()}</label>
            <input
                class="input w-full sm:w-56"
                id="filter"
                type="search"
                placeholder=filter::find()
                prop:value=text
                on:input:target=move |event| set_text.run(event.target().value())
            />
            <By label=filter::status() name="status" options=Signal::stored(statuses())/>
            <By label=filter::assignee() name="assignee" options=follow(move || assignees(vocabulary.members.value()))/>
            <Shown when=labelled>
                <By label=filter::label() name="label" options=follow(move || labels(vocabulary.labels.value()))/>
            </Shown>
            <Shown when=several>
                <By label=filter::repository() name="repository" options=follow(move || repositories(vocabulary.repositories.value()))/>
            </Shown>
            <By label=filter::sort_by() name="sort" options=Signal::stored(sorts(usual))/>
            <Shown when=narrows>
                <a class="btn btn-ghost btn-sm" href=path>{filter::clear()}</a>
            </Shown>
        </search>
    }
}

/// A menu for one word of the address.
#[component]
fn By(label: &'static str, name: &'static str, options: Signal<Choices>) -> impl IntoView {
    let (chosen, on_choose) = word(name);
    view! {
        <div class="w-[calc(50%-0.25rem)] sm:w-40">
            <Choice label id=format!("filter-{name}") bare=true options chosen on_choose/>
        </div>
    }
}

/// What the status filter offers, as the server takes it: names with commas.
fn statuses() -> Choices {
    let open = Status::ALL.into_iter().filter(|status| status.is_open());
    let open: Vec<&str> = open.map(Status::as_str).collect();
    let mut choices = vec![
        (String::new(), filter::every_status().to_owned()),
        (open.join(","), filter::open().to_owned()),
    ];
    choices.extend(
        Status::ALL.map(|status| (status.as_str().to_owned(), status_label(status).to_owned())),
    );
    choices
}

fn assignees(members: Option<Vec<Member>>) -> Choices {
    let mut choices = vec![
        (String::new(), filter::everybody().to_owned()),
        ("none".to_owned(), common::nobody().to_owned()),
    ];
    let members = members.unwrap_or_default().into_iter();
    choices.extend(members.map(|it| (it.person.id.to_string(), it.person.name.to_string())));
    choices
}

fn labels(labels: Option<Vec<Label>>) -> Choices {
    let mut choices = vec![(String::new(), filter::every_label().to_owned())];
    let labels = labels.unwrap_or_default().into_iter();
    choices.extend(labels.map(|label| (label.name.to_string(), label.name.to_string())));
    choices
}

fn repositories(repositories: Option<Vec<Repository>>) -> Choices {
    let mut choices = vec![(String::new(), filter::every_repository().to_owned())];
    let all = repositories.unwrap_or_default().into_iter();
    choices.extend(all.map(|it| (it.id.to_string(), format!("{}/{}", it.owner, it.name))));
    choices
}

fn sorts(usual: &str) -> Choices {
    let choices = [
        ("", usual),
        ("priority", filter::priority()),
        ("due", filter::due_day()),
        ("changed", filter::last_changed()),
    ];
    let owned = |(value, words): (&str, &str)| (value.to_owned(), words.to_owned());
    choices.map(owned).to_vec()
}
