//! Picking the branch that tasks start from and return to.

use std::time::Duration;

use domain::{
    names::BranchName,
    problem::ProblemCode,
    wire::{
        github::{Branch, Branches},
        projects::{EditRepository, Repository},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    api::use_api,
    browser,
    components::{Help, Mark, ProblemNotice, Shown, Submit, lines_skeleton, show_or},
    follow::{follow, whenever},
    pages::project::use_project,
    problem::Problem,
    remote::Remote,
    submission::Submission,
    text::picker,
};

const PAUSE_IN_TYPING: Duration = Duration::from_millis(250);

/// The branch that is chosen before anybody chose: the one there was, else the default one.
fn preselected(branches: &[Branch], before: Option<&BranchName>) -> Option<BranchName> {
    let known = |name: &&BranchName| branches.iter().any(|branch| branch.name == **name);
    let default = branches.iter().find(|branch| branch.default);
    before
        .filter(known)
        .or(default.map(|branch| &branch.name))
        .cloned()
}

/// The picker; `on_picked` is called once the server has it.
#[component]
pub(super) fn PickBranch(repository: Repository, on_picked: Callback<Repository>) -> impl IntoView {
    let api = use_api();
    let github_id = repository.github_id;
    let url = repository.html_url.clone();
    let typed = RwSignal::new(String::new());
    let asked = browser::settled(typed.into(), PAUSE_IN_TYPING);
    let branches = Remote::keeping(move || api.github_branches(github_id, asked.get(), 1));
    let more = Submission::new();
    let show_more = Callback::new(move |page: u32| {
        let call = api.github_branches(github_id, String::new(), page);
        more.run(call, move |further| {
            branches.change(|known| {
                known.items.extend(further.items);
                known.next = further.next;
                known.truncated = further.truncated;
            });
        });
    });
    let chosen = RwSignal::new(None::<BranchName>);
    let before = repository.development_branch.clone();
    whenever(move || {
        let Some(found) = branches.value() else {
            return;
        };
        if chosen.get_untracked().is_none() {
            chosen.set(preselected(&found.items, before.as_ref()));
        }
    });
    let failed = move |problem| failed(problem, branches, &url);
    view! {
        <Form repository chosen on_picked>
            <label class="text-sm font-medium" for="branch-name">{picker::development_branch()}</label>
            <p class="text-sm text-muted">{picker::branch_about()}</p>
            <input
                class="input w-full"
                id="branch-name"
                type="search"
                placeholder=picker::branch_typed()
                autocomplete="off"
                prop:value=move || typed.get()
                on:input:target=move |event| typed.set(event.target().value())
            />
            {show_or(branches, lines_skeleton, failed.clone(), move |found| view! { <Offered found chosen show_more more/> })}
        </Form>
    }
}

/// An empty repository is explained; all else is a problem like any other.
fn failed(problem: Problem, branches: Remote<Branches>, url: &str) -> AnyView {
    let empty = problem.is(ProblemCode::RepositoryEmpty);
    let retry = Callback::new(move |()| branches.retry());
    let url = url.to_owned();
    view! {
        <ProblemNotice problem=Signal::stored(Some(problem)) retry/>
        {empty.then(|| view! {
            <p class="text-sm">
                {picker::no_first_commit()} " "
                <Help url text=picker::open_on_github()/>
            </p>
            <div><button type="button" class="btn btn-sm" on:click=move |_| branches.retry()>{picker::look_again()}</button></div>
        })}
    }
    .into_any()
}

/// What is chosen becomes the development branch when the form is sent.
#[component]
fn Form(
    repository: Repository,
    chosen: RwSignal<Option<BranchName>>,
    on_picked: Callback<Repository>,
    children: Children,
) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let submission = Submission::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(branch) = chosen.get_untracked() else {
            return;
        };
        let edit = EditRepository {
            development_branch: Some(branch),
            take_over: false,
        };
        let repository = repository.clone();
        let call = async move {
            api.edit_repository(key.get_value(), &repository, edit)
                .await
        };
        submission.run(call, move |repository| on_picked.run(repository));
    };
    let busy = Signal::derive(move || submission.busy().get() || chosen.get().is_none());
    view! {
        <form class="flex flex-col gap-3" novalidate on:submit=submit>
            {children()}
            <ProblemNotice problem=submission.problem()/>
            <div><Submit label=picker::use_branch() busy/></div>
        </form>
    }
}

/// The branches that were found, one to be chosen.
#[component]
fn Offered(
    found: Signal<Branches>,
    chosen: RwSignal<Option<BranchName>>,
    show_more: Callback<u32>,
    more: Submission,
) -> impl IntoView {
    let none = follow(move || found.with(|found| found.items.is_empty()));
    let next = follow(move || found.with(|found| found.next));
    let truncated = follow(move || found.with(|found| found.truncated && found.next.is_none()));
    let button = move |page| {
        view! {
            <div class="flex flex-wrap items-center gap-3">
                <button type="button" class="btn btn-sm" disabled=more.busy() on:click=move |_| show_more.run(page)>
                    {picker::more_branches()}
                </button>
                <p class="text-sm text-muted">{picker::or_type()}</p>
            </div>
        }
    };
    view! {
        <Shown when=none>
            <p class="text-sm text-muted">{picker::none_begins()}</p>
        </Shown>
        <fieldset class="max-h-80 divide-y divide-base-300 overflow-y-auto rounded-box border border-base-300" class:hidden=move || none.get()>
            <legend class="sr-only">{picker::branches()}</legend>
            <For each=move || found.get().items key=|branch| branch.name.clone() let:branch>
                <Row branch chosen/>
            </For>
        </fieldset>
        <ProblemNotice problem=more.problem()/>
        {move || next.get().map(button)}
        <Shown when=truncated>
            <p class="text-sm text-muted">{picker::more_than_these()}</p>
        </Shown>
    }
}

#[component]
fn Row(branch: Branch, chosen: RwSignal<Option<BranchName>>) -> impl IntoView {
    let name = branch.name.clone();
    let picked = branch.name.clone();
    let here = move || chosen.with(|chosen| chosen.as_ref() == Some(&name));
    view! {
        <label class="flex cursor-pointer items-center gap-3 px-3 py-2.5 hover:bg-base-200">
            <input
                class="radio radio-sm radio-primary"
                type="radio"
                name="branch"
                prop:checked=here
                on:change=move |_| chosen.set(Some(picked.clone()))
            />
            <span class="min-w-0 grow font-mono text-sm wrap-anywhere">{branch.name.to_string()}</span>
            {branch.default.then(|| view! { <Mark text=picker::default_branch()/> })}
            {branch.protected.then(|| view! { <Mark text=picker::protected_branch()/> })}
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(name: &str, default: bool) -> Branch {
        Branch {
            name: name.parse().unwrap(),
            default,
            protected: false,
        }
    }

    #[test]
    fn the_default_branch_is_preselected_unless_another_was_chosen_before() {
        let branches = [branch("main", true), branch("develop", false)];
        let develop: BranchName = "develop".parse().unwrap();
        let gone: BranchName = "gone".parse().unwrap();
        let main = Some("main".parse().unwrap());
        assert_eq!(preselected(&branches, None), main);
        assert_eq!(
            preselected(&branches, Some(&develop)),
            Some(develop.clone())
        );
        assert_eq!(preselected(&branches, Some(&gone)), main);
        assert_eq!(preselected(&[], None), None);
    }
}
