//! How the task stands: status, assignee, repository. Each is changed by choosing another.

use domain::{
    event::EventKind,
    ids::{RepositoryId, UserId},
    project::Action,
    wire::{
        projects::{Member, Repository},
        tasks::{EditTask, Task},
    },
};
use leptos::prelude::*;

use super::{details::Details, handle::TaskHandle, undo::Undo};
use crate::{
    api::use_api,
    components::{Choice, Choices, Help, Panel, ProblemNotice, Shown, When},
    live::keep_live,
    pages::project::use_project,
    remote::Remote,
    submission::Submission,
    text::{self, common},
    words::{open_status, status_label},
};

/// Status, assignee and repository of the task.
#[component]
pub(super) fn Properties(handle: TaskHandle) -> impl IntoView {
    let submission = Submission::new();
    let reload = Callback::new(move |()| {
        submission.clear();
        handle.reload();
    });
    let created = handle.part(|task| (task.created_by.name.to_string(), task.created_at));
    view! {
        <Panel title=text::task::properties()>
            <StatusChoice handle submission/>
            <AssigneeChoice handle submission/>
            <RepositoryPart handle submission/>
            <Details handle submission/>
            <ProblemNotice problem=submission.problem() retry=reload/>
            <p class="text-sm text-muted">
                {move || {
                    let (name, at) = created.get();
                    view! { {text::task::created_by()} " " {name} " " <When at/> }
                }}
            </p>
        </Panel>
    }
}

/// The status among the open ones.
#[component]
fn StatusChoice(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let api = use_api();
    let may = use_project().may(Action::Work);
    let status = handle.part(|task| task.status);
    // Closing has consequences on GitHub, so it has buttons of its own.
    let options = Signal::derive(move || {
        let status = status.get();
        let open = [
            domain::task::Status::Todo,
            domain::task::Status::InProgress,
            domain::task::Status::InReview,
        ];
        let offered = if status.is_open() {
            open.to_vec()
        } else {
            vec![status]
        };
        let choice = |status: domain::task::Status| {
            (status.as_str().to_owned(), status_label(status).to_owned())
        };
        offered.into_iter().map(choice).collect::<Choices>()
    });
    let choose = Callback::new(move |value: String| {
        let Some(status) = open_status(&value) else {
            return;
        };
        let edit = EditTask {
            status: Some(status),
            ..EditTask::default()
        };
        let task = handle.now();
        let call = async move { api.edit_task(&task, task.version, edit).await };
        submission.run(call, move |task| handle.put(task));
    });
    let chosen = Signal::derive(move || status.get().as_str().to_owned());
    let disabled =
        Signal::derive(move || !may.get() || !status.get().is_open() || submission.busy().get());
    let label = text::task::status();
    view! { <Choice label id="status" options chosen on_choose=choose disabled/> }
}

/// Those whose role lets them work, with what GitHub knows of them.
fn assignable(members: Option<Vec<Member>>) -> Choices {
    let able = members.unwrap_or_default().into_iter();
    let able = able.filter(|member| member.role.may(Action::Work));
    able.map(|member| {
        let person = member.person;
        let words = match person.github_login {
            Some(login) => format!("{} ({login})", person.name),
            None => text::task::without_account(&person.name),
        };
        (person.id.to_string(), words)
    })
    .collect()
}

/// Whose work it is: the one choice that gives and takes access.
#[component]
fn AssigneeChoice(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let members = Remote::new(move || api.members(key.get_value()));
    keep_live(members, current.concerns([EventKind::MembersChanged]));
    let may = current.may(Action::Direct);
    let open = handle.part(|task| task.status.is_open());
    let assignee = handle.part(|task| task.assignee.clone());
    let options = Signal::derive(move || {
        let mut options = assignable(members.value());
        options.insert(0, (String::new(), common::nobody().to_owned()));
        if let Some(person) = assignee.get() {
            let id = person.id.to_string();
            if !options.iter().any(|(value, _)| *value == id) {
                options.push((id, person.name.to_string()));
            }
        }
        options
    });
    let undo = Undo::of(handle);
    let choose = Callback::new(move |value: String| {
        let task = handle.now();
        let before = task.assignee.as_ref().map(|person| person.id);
        let after = value.parse::<UserId>().ok();
        let known = members.value().unwrap_or_default().into_iter();
        let person = known
            .map(|member| member.person)
            .find(|person| Some(person.id) == after);
        let call = async move { api.assign_task(&task, after).await };
        let change = move |task: &mut Task| task.assignee = person;
        handle.try_out(submission, change, call, move |task| {
            undo.offer_giving_back(before, task);
        });
    });
    let chosen = Signal::derive(move || {
        assignee
            .get()
            .map(|person| person.id.to_string())
            .unwrap_or_default()
    });
    let disabled = Signal::derive(move || !may.get() || !open.get() || submission.busy().get());
    let label = text::task::assignee();
    view! { <Choice label id="assignee" options chosen on_choose=choose disabled/> }
}

/// The repository: a link, or a choice while nothing hangs on it yet.
#[component]
fn RepositoryPart(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let may = use_project().may(Action::Direct);
    let movable = handle.part(|task| task.branch.is_none() && task.status.is_open());
    let repository = handle.part(|task| task.repository.clone());
    let link = move || {
        repository.get().map(|repository| {
            view! { <p class="wrap-anywhere"><Help url=repository.html_url text=repository.full_name/></p> }
        })
    };
    let fixed = move || {
        view! {
            <div class="flex flex-col gap-1.5">
                <p class="text-sm font-medium">{text::task::repository()}</p>
                {move || match link() {
                    Some(link) => link.into_any(),
                    None => view! { <p class="text-muted">{text::task::repository_none()}</p> }.into_any(),
                }}
            </div>
        }
    };
    view! {
        <Shown when=Signal::derive(move || may.get() && movable.get()) fallback=fixed>
            <RepositoryChoice handle submission/>
        </Shown>
    }
}

/// The repositories to choose from, and none.
fn linked(repositories: Option<Vec<Repository>>) -> Choices {
    let mut choices = vec![(String::new(), text::task::repository_none().to_owned())];
    choices.extend(
        repositories
            .unwrap_or_default()
            .into_iter()
            .map(|repository| {
                (
                    repository.id.to_string(),
                    format!("{}/{}", repository.owner, repository.name),
                )
            }),
    );
    choices
}

/// Where the work happens; access moves with it.
#[component]
fn RepositoryChoice(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let repositories = Remote::new(move || api.repositories(key.get_value()));
    let changes = use_project().concerns([EventKind::RepositoriesChanged]);
    keep_live(repositories, changes);
    let options = Signal::derive(move || linked(repositories.value()));
    let repository = handle.part(|task| task.repository.as_ref().map(|repository| repository.id));
    let choose = Callback::new(move |value: String| {
        let repository = value.parse::<RepositoryId>().ok();
        let edit = EditTask {
            repository: Some(repository),
            ..EditTask::default()
        };
        let task = handle.now();
        let call = async move { api.edit_task(&task, task.version, edit).await };
        submission.run(call, move |task| handle.put(task));
    });
    let chosen = Signal::derive(move || {
        repository
            .get()
            .map(|id| id.to_string())
            .unwrap_or_default()
    });
    let disabled = submission.busy();
    let label = text::task::repository();
    view! { <Choice label id="repository" options chosen on_choose=choose disabled/> }
}
