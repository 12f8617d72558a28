//! What else a task says of itself: priority, due day, labels.

use domain::{
    label::Colour,
    names::LabelName,
    priority::Priority,
    project::Action,
    wire::{
        labels::{Label, WriteLabel},
        tasks::EditTask,
    },
};
use leptos::{ev, prelude::*};

use super::handle::TaskHandle;
use crate::{
    api::{Api, use_api},
    components::{Choice, Choices, Field, ProblemNotice, Shown, label_marks},
    follow::follow,
    input::Input,
    pages::project::use_project,
    remote::Remote,
    submission::Submission,
    text,
    words::{label_class, priority_label},
};

/// Priority, due day and labels.
#[component]
pub(super) fn Details(handle: TaskHandle, submission: Submission) -> impl IntoView {
    view! {
        <PriorityChoice handle submission/>
        <DueDay handle submission/>
        <Labels handle submission/>
    }
}

/// Changes what is written on the task.
fn edit(api: Api, handle: TaskHandle, submission: Submission, edit: EditTask) {
    let task = handle.now();
    let call = async move { api.edit_task(&task, task.version, edit).await };
    submission.run(call, move |task| handle.put(task));
}

#[component]
fn PriorityChoice(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let may = use_project().may(Action::Work);
    let priority = handle.part(|task| task.priority);
    let api = use_api();
    let choose = Callback::new(move |value: String| {
        let chosen = Priority::ALL.into_iter().find(|it| it.as_str() == value);
        let change = EditTask {
            priority: chosen,
            ..EditTask::default()
        };
        edit(api, handle, submission, change);
    });
    let offered = Priority::ALL.map(|it| (it.as_str().to_owned(), priority_label(it).to_owned()));
    let options: Choices = offered.to_vec();
    let chosen = Signal::derive(move || priority.get().as_str().to_owned());
    let disabled = Signal::derive(move || !may.get() || submission.busy().get());
    let label = text::task::priority();
    view! { <Choice label id="priority" options chosen on_choose=choose disabled/> }
}

#[component]
fn DueDay(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let may = use_project().may(Action::Work);
    let due = handle.part(|task| task.due);
    let api = use_api();
    let choose = move |value: String| {
        let change = EditTask {
            due: Some(value.parse().ok()),
            ..EditTask::default()
        };
        edit(api, handle, submission, change);
    };
    let shown = move || due.get().map(|day| day.to_string()).unwrap_or_default();
    view! {
        <div class="flex flex-col gap-1.5">
            <label class="text-sm font-medium" for="due">{text::task::due_day()}</label>
            <input
                class="input w-full"
                id="due"
                type="date"
                disabled=move || !may.get() || submission.busy().get()
                prop:value=shown
                on:change:target=move |event| choose(event.target().value())
            />
        </div>
    }
}

/// The labels, and a list of all to tick.
#[component]
fn Labels(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let all = Remote::new(move || api.labels(key.get_value()));
    let known = follow(move || all.value().unwrap_or_default());
    let names = handle.part(|task| task.labels.clone());
    let none = follow(move || names.with(Vec::is_empty));
    view! {
        <div class="flex flex-col gap-1.5">
            <p class="text-sm font-medium">{text::task::labels()}</p>
            <div class="flex flex-wrap gap-1.5">
                <Shown when=none><span class="text-sm text-muted">{text::task::labels_none()}</span></Shown>
                {move || names.with(|names| known.with(|known| label_marks(names, known)))}
            </div>
            <Shown when=current.may(Action::Work)>
                <details class="rounded-field border border-base-300 px-3 py-2 text-sm">
                    <summary class="cursor-pointer">{text::task::choose_labels()}</summary>
                    <Ticks handle submission known/>
                    <NewLabel handle submission all/>
                </details>
            </Shown>
        </div>
    }
}

/// All labels of the project; those of the task are ticked.
#[component]
fn Ticks(handle: TaskHandle, submission: Submission, known: Signal<Vec<Label>>) -> impl IntoView {
    let names = handle.part(|task| task.labels.clone());
    let api = use_api();
    let tick = move |label: Label| {
        let (name, other) = (label.name.clone(), label.name.clone());
        let ticked = move || names.with(|names| names.contains(&name));
        let change = move |on: bool| {
            let change = EditTask {
                labels: Some(with(names.get_untracked(), &other, on)),
                ..EditTask::default()
            };
            edit(api, handle, submission, change);
        };
        view! {
            <label class="flex items-center gap-2 py-1">
                <input type="checkbox" class="checkbox checkbox-xs" disabled=submission.busy() prop:checked=ticked on:change:target=move |event| change(event.target().checked())/>
                <span class=format!("size-2 shrink-0 rounded-full {}", label_class(label.colour)) aria-hidden="true"></span>
                <span class="min-w-0 wrap-anywhere">{label.name.to_string()}</span>
            </label>
        }
    };
    view! {
        <div class="flex flex-col pt-2" role="group" aria-label=text::task::all_labels()>
            {move || known.get().into_iter().map(tick).collect_view()}
        </div>
    }
}

/// The names with this one, or without it.
fn with(mut names: Vec<LabelName>, name: &LabelName, on: bool) -> Vec<LabelName> {
    names.retain(|other| other != name);
    if on {
        names.push(name.clone());
    }
    names
}

/// Makes a label and gives it to the task.
#[component]
fn NewLabel(handle: TaskHandle, submission: Submission, all: Remote<Vec<Label>>) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let name = Input::<LabelName>::new("");
    let making = Submission::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(written) = name.read() else { return };
        let colour = next_colour(all.value().map_or(0, |all| all.len()));
        let new = WriteLabel {
            name: written,
            colour,
        };
        making.run(api.create_label(key.get_value(), new), move |label| {
            name.reset();
            let names = with(handle.now().labels, &label.name, true);
            all.change(|all| all.push(label));
            let change = EditTask {
                labels: Some(names),
                ..EditTask::default()
            };
            edit(api, handle, submission, change);
        });
    };
    view! {
        <form class="flex flex-col gap-2 pt-2" novalidate on:submit=submit>
            <Field label=text::task::new_label() id="new-label" field=name.state()/>
            <ProblemNotice problem=making.problem()/>
            <button type="submit" class="btn btn-sm self-start" disabled=making.busy()>{text::task::create_label()}</button>
        </form>
    }
}

/// Another colour for each label, around and around.
fn next_colour(labels: usize) -> Colour {
    Colour::ALL[(labels + 1) % Colour::ALL.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticking_twice_gives_a_label_once() {
        let bug: LabelName = "bug".parse().unwrap();
        let once = with(Vec::new(), &bug, true);
        assert_eq!(with(once.clone(), &bug, true), once);
        assert!(with(once, &bug, false).is_empty());
    }

    #[test]
    fn neighbours_have_different_colours() {
        assert_ne!(next_colour(0), next_colour(1));
        assert_eq!(next_colour(0), next_colour(Colour::ALL.len()));
    }
}
