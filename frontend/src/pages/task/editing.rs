//! Title and text, changed where they stand.
//!
//! A change names the version that was on the page when it was begun, so that what somebody else
//! wrote meanwhile is never overwritten unseen. The HTML of a text was made and sanitized by the
//! server; nothing else is ever put on the page as HTML.

use std::str::FromStr;

use domain::{
    names::{Text, Title},
    project::Action,
    wire::tasks::{EditTask, Task},
};
use leptos::{ev::SubmitEvent, prelude::*};

use super::handle::TaskHandle;
use crate::{
    api::{Api, use_api},
    components::{Area, Field, Glyph, Icon, Notice, ProblemNotice, Shown, Submit, Tone},
    follow::follow,
    input::Input,
    pages::project::use_project,
    submission::Submission,
    text::{self, common},
    words::Mistake,
};

/// A field of the task while it is being changed.
struct Editor<T: 'static> {
    handle: TaskHandle,
    api: Api,
    input: Input<T>,
    /// The version that the change is based on, while there is one.
    base: RwSignal<Option<i64>>,
    /// What somebody else wrote meanwhile.
    theirs: RwSignal<Option<String>>,
    submission: Submission,
    read: fn(&Task) -> String,
    write: fn(T) -> EditTask,
}

impl<T> Clone for Editor<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Editor<T> {}

impl<T> Editor<T>
where
    T: FromStr<Err: Mistake> + 'static,
{
    fn new(handle: TaskHandle, read: fn(&Task) -> String, write: fn(T) -> EditTask) -> Self {
        Self {
            handle,
            api: use_api(),
            input: Input::new(""),
            base: RwSignal::new(None),
            theirs: RwSignal::new(None),
            submission: Submission::new(),
            read,
            write,
        }
    }

    fn is_open(self) -> bool {
        self.base.get().is_some()
    }

    fn open(self) {
        let task = self.handle.now();
        self.input.set((self.read)(&task));
        self.theirs.set(None);
        self.submission.clear();
        self.base.set(Some(task.version));
    }

    fn close(self) {
        self.base.set(None);
    }

    fn save(self) {
        let (Some(value), Some(base)) = (self.input.read(), self.base.get_untracked()) else {
            return;
        };
        let task = self.handle.now();
        let edit = (self.write)(value);
        let call = async move { self.api.edit_task(&task, base, edit).await };
        self.submission.run(call, move |task| {
            self.handle.put(task);
            self.close();
        });
    }

    /// Loads what somebody else wrote, and keeps what was typed here beside it.
    fn compare(self) {
        let task = self.handle.now();
        let call = self.api.task(task.project, task.number);
        self.submission.run(call, move |task| {
            self.theirs.set(Some((self.read)(&task)));
            self.base.set(Some(task.version));
            self.handle.put(task);
        });
    }
}

/// The title, which can be changed in place.
#[component]
pub(super) fn TitlePart(handle: TaskHandle) -> impl IntoView {
    let editor = Editor::<Title>::new(
        handle,
        |task| task.title.to_string(),
        |title| EditTask {
            title: Some(title),
            ..EditTask::default()
        },
    );
    let title = handle.part(|task| task.title.to_string());
    let may = use_project().may(Action::Work);
    let shown = move || {
        view! {
            <div class="flex items-start gap-2">
                <h1 class="min-w-0 text-2xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
                <Shown when=may>
                    <EditButton label=text::task::edit_title() editor/>
                </Shown>
            </div>
        }
    };
    view! {
        <Shown when=Signal::derive(move || editor.is_open()) fallback=shown>
            <h1 class="sr-only">{title}</h1>
            <Form editor>
                <Field label=text::task::title() id="title" field=editor.input.state() first=true/>
            </Form>
        </Shown>
    }
}

/// The text, which can be changed in place.
#[component]
pub(super) fn TextPart(handle: TaskHandle) -> impl IntoView {
    let editor = Editor::<Text>::new(
        handle,
        |task| task.text.to_string(),
        |text| EditTask {
            text: Some(text),
            ..EditTask::default()
        },
    );
    let shown = move || view! { <Reading handle editor/> };
    view! {
        <section class="panel" aria-label=text::task::written()>
            <Shown when=Signal::derive(move || editor.is_open()) fallback=shown>
                <Form editor>
                    <Area
                        label=text::task::written()
                        id="text"
                        field=editor.input.state()
                        rows=10
                        hint=text::task::markdown()
                    />
                </Form>
            </Shown>
        </section>
    }
}

/// The text while nobody changes it.
#[component]
fn Reading(handle: TaskHandle, editor: Editor<Text>) -> impl IntoView {
    let html = handle.part(|task| task.text_html.clone());
    let empty = follow(move || html.with(|html| html.trim().is_empty()));
    let may = use_project().may(Action::Work);
    let nothing = || view! { <p class="text-muted">{text::task::nothing_written()}</p> };
    view! {
        <div class="flex items-start justify-between gap-2">
            <div class="min-w-0 grow">
                <Shown when=Signal::derive(move || !empty.get()) fallback=nothing>
                    <div class="markdown" inner_html=html></div>
                </Shown>
            </div>
            <Shown when=may>
                <EditButton label=text::task::edit_written() editor/>
            </Shown>
        </div>
    }
}

/// Begins a change.
#[component]
fn EditButton<T>(label: &'static str, editor: Editor<T>) -> impl IntoView
where
    T: FromStr<Err: Mistake> + 'static,
{
    view! {
        <button type="button" class="btn btn-ghost btn-sm btn-square" aria-label=label on:click=move |_| editor.open()>
            <Icon glyph=Glyph::Pen/>
        </button>
    }
}

/// A change under way: saved, given up, or held against somebody else's.
#[component]
fn Form<T>(editor: Editor<T>, children: Children) -> impl IntoView
where
    T: FromStr<Err: Mistake> + 'static,
{
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        editor.save();
    };
    let compare = Callback::new(move |()| editor.compare());
    view! {
        <form class="flex flex-col gap-3" novalidate on:submit=submit>
            {children()}
            {move || editor.theirs.get().map(|theirs| view! { <Theirs theirs/> })}
            <ProblemNotice problem=editor.submission.problem() retry=compare/>
            <div class="flex gap-2">
                <Submit label=common::save() busy=editor.submission.busy() class="btn-sm"/>
                <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| editor.close()>
                    {common::cancel()}
                </button>
            </div>
        </form>
    }
}

/// What somebody else wrote meanwhile, to be seen before it is replaced.
#[component]
fn Theirs(theirs: String) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning>
            <p>{text::task::changed_meanwhile()}</p>
            <blockquote class="w-full border-l-2 border-base-300 pl-3 wrap-anywhere whitespace-pre-wrap">{theirs}</blockquote>
            <p>{text::task::saving_replaces()}</p>
        </Notice>
    }
}
