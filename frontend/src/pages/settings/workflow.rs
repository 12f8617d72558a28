//! The tab *Workflow*: how tasks live on GitHub, from the right that they give to how they end.

use domain::{
    project::Action,
    wire::{options::ProjectOptions, projects::Member},
};
use leptos::prelude::*;

use super::workflow_form::WorkflowForm;
use crate::{
    api::use_api,
    components::{Panel, Shown, lines_skeleton, show},
    pages::project::use_project,
    remote::Remote,
    text::{settings, workflow},
    words::right_label,
};

/// What the project chooses, and whom it can ask for a review.
pub(super) type Workflow = (ProjectOptions, Vec<Member>);

/// The tab *Workflow*.
#[component]
pub(super) fn WorkflowTab() -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let may = current.may(Action::Manage);
    let workflow = Remote::<Workflow>::new(move || async move {
        let options = api.options(key.get_value()).await?;
        Ok((options, api.members(key.get_value()).await?))
    });
    show(workflow, lines_skeleton, move |chosen| {
        view! {
            <Shown when=may fallback=move || view! { <Said chosen/> }>
                <WorkflowForm chosen/>
            </Shown>
        }
    })
}

/// The choices, for those who may only read them.
#[component]
fn Said(chosen: Signal<Workflow>) -> impl IntoView {
    let lines = move || {
        let (options, _) = chosen.get();
        let lines = sentences(&options).into_iter();
        lines.map(|line| view! { <li>{line}</li> }).collect_view()
    };
    view! {
        <Panel title=workflow::how_tasks_live()>
            <ul class="flex list-disc flex-col gap-1 pl-5">{lines}</ul>
            <p class="text-sm text-muted">{settings::managers_change()}</p>
        </Panel>
    }
}

fn sentences(options: &ProjectOptions) -> Vec<String> {
    let right = right_label(options.right);
    let end = if options.closing.until_merged {
        workflow::ends_when_merged()
    } else {
        workflow::ends_when_open()
    };
    let follows = [
        (options.follows.branch, workflow::branch_moves()),
        (options.follows.pull_request, workflow::pull_request_moves()),
        (options.follows.merge, workflow::merge_closes()),
    ];
    let followed = follows.into_iter().filter(|(is, _)| *is);
    [workflow::gives_right(&right), end.to_owned()]
        .into_iter()
        .chain(followed.map(|(_, words)| words.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::{
        options::{Follows, Right},
        wire::options::Closing,
    };

    use super::*;

    #[test]
    fn whoever_may_only_read_reads_all_that_is_chosen() {
        let follows = Follows {
            branch: true,
            pull_request: false,
            merge: true,
        };
        let options = ProjectOptions {
            right: Right::Maintain,
            closing: Closing {
                title: "{key}".parse().unwrap(),
                text: "".parse().unwrap(),
                backlink: true,
                draft: false,
                until_merged: true,
                reviewers: Vec::new(),
                reviewer_logins: Vec::new(),
            },
            follows,
            version: 1,
        };
        let said = sentences(&options).join(" ");
        for part in ["Maintain", "merged or closed", "in progress", "as done"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("in review"), "{said}");
    }
}
