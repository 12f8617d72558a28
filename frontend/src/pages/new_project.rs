//! Making a project.

use domain::{
    names::{ProjectKey, ProjectName, Text},
    problem::ProblemCode,
    wire::projects::CreateProject,
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::use_api,
    components::{Area, Field, ProblemNotice, Submit, Title},
    follow::whenever,
    input::Input,
    submission::Submission,
    text::{common, projects},
    words::suggest_key,
};

#[derive(Clone, Copy)]
struct Form {
    name: Input<ProjectName>,
    key: Input<ProjectKey>,
    description: Input<Text>,
}

impl Form {
    fn new() -> Self {
        Self {
            name: Input::new(""),
            key: Input::new(""),
            description: Input::new(""),
        }
    }

    fn read(self) -> Option<CreateProject> {
        let (name, key, description) = (self.name.read(), self.key.read(), self.description.read());
        Some(CreateProject {
            name: name?,
            key: key?,
            description: description?,
        })
    }

    /// The key follows the name until somebody writes another one.
    fn suggest_keys(self) {
        Effect::new(move |before: Option<String>| {
            let suggested = suggest_key(&self.name.text());
            let own = untrack(|| self.key.text());
            if own.is_empty() || Some(own) == before {
                self.key.set(suggested.clone());
            }
            suggested
        });
    }

    fn heed(self, submission: Submission) {
        whenever(move || {
            let Some(problem) = submission.problem().get() else {
                return;
            };
            self.name.heed(&problem, "name");
            self.key.heed(&problem, "key");
            self.description.heed(&problem, "description");
            if problem.is(ProblemCode::KeyTaken) {
                self.key.refuse(&problem.words());
            }
        });
    }
}

/// The page `/projects/new`.
#[component]
pub(crate) fn NewProject() -> impl IntoView {
    let api = use_api();
    let navigate = use_navigate();
    let form = Form::new();
    let submission = Submission::new();
    form.suggest_keys();
    form.heed(submission);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(project) = form.read() else { return };
        let navigate = navigate.clone();
        submission.run(api.create_project(project), move |project| {
            navigate(
                &format!("/projects/{}", project.key),
                NavigateOptions::default(),
            );
        });
    };
    view! {
        <Title text=projects::new_project()/>
        <div class="page max-w-2xl!">
            <h1 class="text-2xl font-semibold tracking-tight">{projects::new_project()}</h1>
            <form class="panel" novalidate on:submit=submit>
                <Field label=common::name() id="name" field=form.name.state() first=true/>
                <Field
                    label=projects::key()
                    id="key"
                    field=form.key.state()
                    hint=projects::key_hint()
                />
                <Area label=projects::description() id="description" field=form.description.state() hint=projects::description_hint()/>
                <ProblemNotice problem=submission.problem_besides(&[ProblemCode::KeyTaken])/>
                <div class="flex gap-2">
                    <Submit label=projects::create() busy=submission.busy()/>
                    <a class="btn btn-ghost" href="/projects">{common::cancel()}</a>
                </div>
            </form>
        </div>
    }
}
