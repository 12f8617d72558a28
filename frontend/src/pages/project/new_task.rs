//! Making a task.

use domain::{
    ids::{RepositoryId, UserId},
    names::{Text, Title},
    priority::Priority,
    project::Action,
    wire::{
        projects::{Member, Repository},
        tasks::CreateTask,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{query_signal, use_navigate},
};

use super::frame::use_project;
use crate::{
    api::use_api,
    components::{
        Area, Choice, Choices, Dialog, Field, Glyph, Icon, ProblemNotice, Shown, Submit,
        lines_skeleton, show,
    },
    follow::whenever,
    input::Input,
    remote::Remote,
    submission::Submission,
    text::tasks,
};

/// The button *New task* with its form.
#[component]
pub(super) fn NewTask() -> impl IntoView {
    let open = RwSignal::new(false);
    // A shortcut or the palette asks for it by the address, from whichever page.
    let (asked, set_asked) = query_signal::<String>("new");
    whenever(move || {
        if asked.get().is_some() {
            open.set(true);
            set_asked.set(None);
        }
    });
    view! {
        <button type="button" class="btn btn-primary" on:click=move |_| open.set(true)>
            <Icon glyph=Glyph::Plus/>
            {tasks::new_task()}
        </button>
        <Dialog open title=tasks::new_task()>
            <Prepared/>
        </Dialog>
    }
}

/// What the form offers: whom to assign, and where to work.
type Offer = (Vec<Member>, Vec<Repository>);

/// The form, once it is known what there is to choose from.
#[component]
fn Prepared() -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let offer = Remote::new(move || async move {
        let members = api.members(key.get_value()).await?;
        let repositories = api.repositories(key.get_value()).await?;
        Ok::<Offer, _>((members, repositories))
    });
    show(
        offer,
        lines_skeleton,
        |offer| view! { <Form offer=offer.get_untracked()/> },
    )
}

/// What was written and chosen so far.
#[derive(Clone, Copy)]
struct Draft {
    title: Input<Title>,
    text: Input<Text>,
    repository: RwSignal<Option<RepositoryId>>,
    assignee: RwSignal<Option<UserId>>,
}

impl Draft {
    fn read(self) -> Option<CreateTask> {
        let (title, text) = (self.title.read(), self.text.read());
        Some(CreateTask {
            title: title?,
            text: text?,
            repository: self.repository.get_untracked(),
            assignee: self.assignee.get_untracked(),
            status: None,
            priority: Priority::None,
            due: None,
            labels: Vec::new(),
        })
    }

    fn heed(self, submission: Submission) {
        whenever(move || {
            if let Some(problem) = submission.problem().get() {
                self.title.heed(&problem, "title");
                self.text.heed(&problem, "text");
            }
        });
    }
}

#[component]
fn Form(offer: Offer) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let navigate = use_navigate();
    let submission = Submission::new();
    let (members, repositories) = offer;
    let draft = Draft {
        title: Input::new(""),
        text: Input::new(""),
        repository: RwSignal::new(repositories.first().map(|first| first.id)),
        assignee: RwSignal::new(None),
    };
    draft.heed(submission);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(task) = draft.read() else { return };
        let navigate = navigate.clone();
        submission.run(api.create_task(key.get_value(), task), move |task| {
            let page = format!("/projects/{}/tasks/{}", task.project, task.number);
            navigate(&page, NavigateOptions::default());
        });
    };
    view! {
        <form class="flex flex-col gap-4" novalidate on:submit=submit>
            <Field label=tasks::title() id="task-title" field=draft.title.state() first=true/>
            <Area label=tasks::text() id="task-text" field=draft.text.state() rows=5 hint=tasks::text_hint()/>
            <Repositories repositories chosen=draft.repository/>
            <Assignee members chosen=draft.assignee/>
            <ProblemNotice problem=submission.problem()/>
            <div class="modal-action mt-0">
                <Submit label=tasks::create() busy=submission.busy()/>
            </div>
        </form>
    }
}

/// Where to work; said, not asked, where there is only one repository.
#[component]
fn Repositories(
    repositories: Vec<Repository>,
    chosen: RwSignal<Option<RepositoryId>>,
) -> impl IntoView {
    if repositories.len() < 2 {
        return repositories.into_iter().next().map(|only| {
            let name = format!("{}/{}", only.owner, only.name);
            view! { <p class="text-sm text-muted">{tasks::only_repository(&name)}</p> }.into_any()
        });
    }
    let choice = |repository: Repository| {
        (
            repository.id.to_string(),
            format!("{}/{}", repository.owner, repository.name),
        )
    };
    let options: Choices = repositories.into_iter().map(choice).collect();
    let choose = Callback::new(move |value: String| chosen.set(value.parse().ok()));
    let now = Signal::derive(move || chosen.get().map(|id| id.to_string()).unwrap_or_default());
    Some(
        view! { <Choice label=tasks::repository() id="task-repository" options chosen=now on_choose=choose/> }
            .into_any(),
    )
}

/// Whom to assign at once, for those who may.
#[component]
fn Assignee(members: Vec<Member>, chosen: RwSignal<Option<UserId>>) -> impl IntoView {
    let may = use_project().may(Action::Direct);
    let mut options: Choices = vec![(String::new(), tasks::nobody_yet().to_owned())];
    let able = members
        .into_iter()
        .filter(|member| member.role.may(Action::Work));
    options
        .extend(able.map(|member| (member.person.id.to_string(), member.person.name.to_string())));
    let options = StoredValue::new(options);
    let choose = Callback::new(move |value: String| chosen.set(value.parse().ok()));
    let now = Signal::derive(move || chosen.get().map(|id| id.to_string()).unwrap_or_default());
    view! {
        <Shown when=may>
            <Choice label=tasks::assignee() id="task-assignee" options=options.get_value() chosen=now on_choose=choose/>
        </Shown>
    }
}
