//! Who is in the project, and as what.

use domain::{
    event::EventKind,
    names::Email,
    problem::ProblemCode,
    project::{Action, Role},
    wire::projects::{AddMember, ChangeMember, Member},
};
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    api::use_api,
    components::{
        Avatar, Choice, Choices, Confirm, Field, Panel, ProblemNotice, Shown, Submit,
        lines_skeleton, show,
    },
    follow::whenever,
    input::Input,
    live::keep_live,
    pages::project::{CurrentProject, use_project},
    remote::Remote,
    submission::Submission,
    text::{self, common},
    words::role_label,
};

/// What is wrong with an address, said where it was typed.
static SAID_AT_EMAIL: [ProblemCode; 2] = [ProblemCode::NoSuchUser, ProblemCode::AlreadyMember];

type Members = Remote<Vec<Member>>;

/// The tab *Members*.
#[component]
pub(super) fn MembersTab() -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let members = Members::new(move || api.members(key.get_value()));
    keep_live(members, current.concerns([EventKind::MembersChanged]));
    let may = current.may(Action::Manage);
    view! {
        <Shown when=may>
            <AddForm members/>
        </Shown>
        <Panel title=text::members::title() about=text::members::about()>
            {show(members, lines_skeleton, move |list| view! { <List members list/> })}
        </Panel>
    }
}

/// The roles that a member with `role` may give.
fn grantable(role: Role) -> Choices {
    let roles = Role::ALL
        .into_iter()
        .filter(|other| role.may_appoint(*other));
    roles
        .map(|role| (role.as_str().to_owned(), role_label(role).to_owned()))
        .collect()
}

fn role_named(name: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.as_str() == name)
}

/// Adds somebody who has an account.
#[component]
fn AddForm(members: Members) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let my_role = current.role();
    let email = Input::<Email>::new("");
    let role = RwSignal::new(Role::Developer);
    let submission = Submission::new();
    heed(submission, email);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(address) = email.read() else { return };
        let member = AddMember {
            email: address,
            role: role.get_untracked(),
        };
        submission.run(api.add_member(key.get_value(), member), move |_| {
            email.reset();
            members.reload();
        });
    };
    let choose =
        Callback::new(move |name: String| role.set(role_named(&name).unwrap_or(Role::Viewer)));
    let options = Signal::derive(move || grantable(my_role.get()));
    let chosen = Signal::derive(move || role.get().as_str().to_owned());
    view! {
        <Panel title=text::members::add_somebody() about=text::members::add_about()>
            <form class="flex flex-col gap-3" novalidate on:submit=submit>
                <div class="grid gap-3 sm:grid-cols-[minmax(0,1fr)_12rem]">
                    <Field label=text::members::email() id="member-email" field=email.state() kind="email"/>
                    <Choice label=text::members::role() id="member-role" options chosen on_choose=choose/>
                </div>
                <ProblemNotice problem=submission.problem_besides(&SAID_AT_EMAIL)/>
                <div><Submit label=text::members::add_member() busy=submission.busy()/></div>
            </form>
        </Panel>
    }
}

/// Shows what the server has against an address where it was typed.
fn heed(submission: Submission, email: Input<Email>) {
    whenever(move || {
        let Some(problem) = submission.problem().get() else {
            return;
        };
        email.heed(&problem, "email");
        for code in SAID_AT_EMAIL {
            if problem.is(code) {
                email.refuse(&problem.words());
            }
        }
    });
}

#[component]
fn List(members: Members, list: Signal<Vec<Member>>) -> impl IntoView {
    view! {
        <ul class="flex flex-col divide-y divide-base-300">
            <For each=move || list.get() key=|member| (member.person.id, member.role) let:member>
                <Row members member/>
            </For>
        </ul>
    }
}

/// One member, with what may be changed about them.
#[component]
fn Row(members: Members, member: Member) -> impl IntoView {
    let name = member.person.name.to_string();
    let login = member.person.github_login.clone();
    let github = match login {
        Some(login) => text::members::github(&login),
        None => text::members::no_github().to_owned(),
    };
    let email = member.email.as_ref().map(ToString::to_string);
    let access = {
        let (key, person) = (use_project().key(), member.person.id);
        format!("/projects/{key}/settings?tab=access&person={person}")
    };
    let label = text::members::access_of(&name);
    view! {
        <li class="flex flex-wrap items-center gap-3 py-3">
            <Avatar name=name.clone()/>
            <div class="flex min-w-0 grow basis-48 flex-col">
                <span class="font-medium wrap-anywhere">{name}</span>
                <span class="text-sm wrap-anywhere text-muted">{email.map(|email| email + " · ")} {github}</span>
            </div>
            <a class="link text-sm" href=access aria-label=label>{text::members::access()}</a>
            <Steer members member/>
        </li>
    }
}

/// Whether the user may change or remove a member with this role.
fn may_steer(current: CurrentProject, role: Role) -> Signal<bool> {
    let mine = current.role();
    Signal::derive(move || mine.get().may_appoint(role))
}

/// Role and removal, for those who may.
#[component]
fn Steer(members: Members, member: Member) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let role = member.role;
    let may = may_steer(current, role);
    let mine = current.role();
    let (user, name) = (member.person.id, member.person.name.to_string());
    let submission = Submission::new();
    let choose = Callback::new(move |name: String| {
        let Some(role) = role_named(&name) else {
            return;
        };
        let call = api.change_member(key.get_value(), user, ChangeMember { role });
        submission.run(call, move |()| {
            members.reload();
            current.reload();
        });
    });
    let options = Signal::derive(move || grantable(mine.get()));
    let id = format!("role-{user}");
    let label = text::members::role_of(&name);
    let fixed = move || view! { <span class="text-sm text-muted">{role_label(role)}</span> };
    view! {
        <Shown when=may fallback=fixed>
            <div class="w-36">
                <Choice
                    label=label.clone()
                    id=id.clone()
                    bare=true
                    options
                    chosen=role.as_str().to_owned()
                    on_choose=choose
                    disabled=submission.busy()
                />
            </div>
            <Remove members user name=name.clone()/>
        </Shown>
        <div class="w-full empty:hidden"><ProblemNotice problem=submission.problem()/></div>
    }
}

/// Ends a membership, once it was said what that takes back.
#[component]
fn Remove(members: Members, user: domain::ids::UserId, name: String) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let submission = Submission::new();
    let asked = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        submission.run(api.remove_member(key.get_value(), user), move |()| {
            asked.set(false);
            members.reload();
        });
    });
    let title = text::members::remove_title(&name);
    view! {
        <button type="button" class="btn btn-ghost btn-sm" aria-label=text::members::remove_member(&name) on:click=move |_| asked.set(true)>
            {common::remove()}
        </button>
        <Confirm open=asked title yes=text::members::yes_remove() submission on_yes=remove>
            <p>{text::members::remove_about()}</p>
        </Confirm>
    }
}
