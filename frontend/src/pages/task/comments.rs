//! What people say about the task.
//!
//! The HTML was made and sanitized by the server; nothing else is ever put on the page as HTML.

use domain::{
    event::EventKind,
    mention,
    names::CommentText,
    project::Action,
    wire::{comments::Comment, me::Person, projects::Member},
};
use leptos::{ev, prelude::*};

use super::handle::TaskHandle;
use crate::{
    api::{Api, use_api},
    components::{
        Area, Avatar, Glyph, Icon, ProblemNotice, Shown, Submit, When, lines_skeleton, show,
    },
    follow::follow,
    input::Input,
    live::keep_live,
    pages::project::use_project,
    remote::Remote,
    session::use_session,
    submission::Submission,
    text::{comments, common},
};

/// What everything here needs.
#[derive(Clone, Copy)]
struct Talk {
    api: Api,
    handle: TaskHandle,
    comments: Remote<Vec<Comment>>,
    members: Remote<Vec<Member>>,
}

/// What was said, and a place to say something.
#[component]
pub(super) fn CommentsPart(handle: TaskHandle) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let number = handle.part(|task| task.number);
    let talk = Talk {
        api,
        handle,
        comments: Remote::new(move || api.comments(key.get_value(), number.get())),
        members: Remote::new(move || api.members(key.get_value())),
    };
    keep_live(talk.comments, move |event| {
        event.kind == EventKind::ActivityAdded && event.task == Some(handle.now().id)
    });
    view! {
        <section class="panel" aria-label=comments::title()>
            <h2 class="font-semibold">{comments::title()}</h2>
            {show(talk.comments, lines_skeleton, move |list| view! { <List talk list/> })}
            <Shown when=current.may(Action::Work)>
                <Say talk/>
            </Shown>
        </section>
    }
}

#[component]
fn List(talk: Talk, list: Signal<Vec<Comment>>) -> impl IntoView {
    let none = follow(move || list.with(Vec::is_empty));
    view! {
        <Shown when=none>
            <p class="text-sm text-muted">{comments::none_yet()}</p>
        </Shown>
        <ol class="flex flex-col gap-4" class:hidden=none>
            <For each=move || list.get() key=|comment| (comment.id, comment.version) let:comment>
                <One talk comment/>
            </For>
        </ol>
    }
}

/// One comment; its author may change it and take it back.
#[component]
fn One(talk: Talk, comment: Comment) -> impl IntoView {
    let me = use_session().me();
    let author = comment.author.as_ref().map(|author| author.id);
    let own = follow(move || me.get().is_some_and(|me| Some(me.id) == author));
    let name = comment.author.as_ref();
    let name = name.map_or(comments::deleted_account().to_owned(), |author| {
        author.name.to_string()
    });
    let edited = comment
        .edited_at
        .map(|at| view! { <span>{comments::changed()} " " <When at/></span> });
    let html = comment.text_html.clone();
    let editing = RwSignal::new(false);
    let at = comment.created_at;
    let comment = StoredValue::new(comment);
    let shown = move || view! { <div class="markdown" inner_html=html.clone()></div> };
    view! {
        <li class="flex gap-3">
            <Avatar name=name.clone()/>
            <div class="flex min-w-0 grow flex-col gap-1">
                <div class="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                    <span class="font-medium text-base-content">{name.clone()}</span>
                    <When at/>
                    {edited}
                    <Shown when=own>
                        <Own talk comment editing/>
                    </Shown>
                </div>
                <Shown when=editing fallback=shown>
                    <Change talk comment editing/>
                </Shown>
            </div>
        </li>
    }
}

/// What the author of a comment may do with it.
#[component]
fn Own(talk: Talk, comment: StoredValue<Comment>, editing: RwSignal<bool>) -> impl IntoView {
    let submission = Submission::new();
    let delete = move |_| {
        let (id, task) = (comment.with_value(|it| it.id), talk.handle.now());
        let call = talk.api.delete_comment(task.project, task.number, id);
        submission.run(call, move |()| {
            talk.comments.change(|all| all.retain(|one| one.id != id));
        });
    };
    view! {
        <button type="button" class="btn btn-ghost btn-xs btn-square" aria-label=comments::edit_comment() on:click=move |_| editing.set(true)>
            <Icon glyph=Glyph::Pen/>
        </button>
        <button type="button" class="btn btn-ghost btn-xs btn-square" aria-label=comments::delete_comment() disabled=submission.busy() on:click=delete>
            <Icon glyph=Glyph::Cross/>
        </button>
        <ProblemNotice problem=submission.problem()/>
    }
}

/// Says a comment in other words.
#[component]
fn Change(talk: Talk, comment: StoredValue<Comment>, editing: RwSignal<bool>) -> impl IntoView {
    let text = comment.with_value(|comment| comment.text.to_string());
    let input = Input::<CommentText>::new(text);
    let submission = Submission::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(text) = input.read() else { return };
        let task = talk.handle.now();
        let call = talk
            .api
            .edit_comment(task.project, task.number, comment.get_value(), text);
        submission.run(call, move |said| {
            talk.comments.change(|all| {
                if let Some(one) = all.iter_mut().find(|one| one.id == said.id) {
                    *one = said;
                }
            });
        });
    };
    view! {
        <form class="flex flex-col gap-2" novalidate on:submit=submit>
            <Area label=comments::comment() id="comment-change" field=input.state() rows=4/>
            <Mentioning talk input/>
            <ProblemNotice problem=submission.problem()/>
            <div class="flex gap-2">
                <Submit label=comments::save_comment() busy=submission.busy() class="btn-sm"/>
                <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| editing.set(false)>{common::cancel()}</button>
            </div>
        </form>
    }
}

/// A place to say something.
#[component]
fn Say(talk: Talk) -> impl IntoView {
    let input = Input::<CommentText>::new("");
    let submission = Submission::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(text) = input.read() else { return };
        let task = talk.handle.now();
        let call = talk.api.create_comment(task.project, task.number, text);
        submission.run(call, move |said| {
            input.reset();
            talk.comments.change(|all| all.push(said));
        });
    };
    view! {
        <form class="flex flex-col gap-2" novalidate on:submit=submit>
            <Area label=comments::say_something() id="comment" field=input.state() rows=3 hint=comments::say_hint()/>
            <Mentioning talk input/>
            <ProblemNotice problem=submission.problem()/>
            <div>
                <Submit label=comments::send() busy=submission.busy() class="btn-sm"/>
            </div>
        </form>
    }
}

/// Who may be meant by the mention that is being typed; pressing one writes the name.
#[component]
fn Mentioning(talk: Talk, input: Input<CommentText>) -> impl IntoView {
    let people = follow(move || {
        let members = talk.members.value().unwrap_or_default().into_iter();
        members.map(|member| member.person).collect::<Vec<Person>>()
    });
    let meant = follow(move || {
        let text = input.text();
        people.with(|people| meant(&text, people))
    });
    let none = follow(move || meant.with(Vec::is_empty));
    let button = move |name: String| {
        let label = name.clone();
        let write = move |_| {
            let text = input.text();
            let kept = text.rfind('@').map_or(text.as_str(), |at| &text[..at]);
            input.set(format!("{kept}@{name} "));
            crate::browser::focus_soon("comment".to_owned());
        };
        view! { <button type="button" class="btn btn-xs" on:click=write>{label}</button> }
    };
    view! {
        <div class="flex flex-wrap gap-1" class:hidden=none role="group" aria-label=comments::mention()>
            {move || meant.get().into_iter().map(button).collect_view()}
        </div>
    }
}

/// The names that begin with what stands behind the last `@`, while it is no whole name yet.
fn meant(text: &str, people: &[Person]) -> Vec<String> {
    let Some(at) = text.rfind('@') else {
        return Vec::new();
    };
    let typed = text[at + 1..].to_lowercase();
    let done = mention::mentions(text, people);
    if done.iter().any(|mention| mention.start == at) || typed.contains('\n') {
        return Vec::new();
    }
    let names = people.iter().map(|person| person.name.to_string());
    names
        .filter(|name| name.to_lowercase().starts_with(&typed))
        .take(6)
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn those_are_offered_whose_name_is_being_typed() {
        let person = |name: &str| {
            let value = json!({ "id": uuid::Uuid::nil(), "name": name, "github_login": null });
            serde_json::from_value::<Person>(value).unwrap()
        };
        let people = [person("Ann Lee"), person("Andy"), person("Zoë")];
        assert_eq!(meant("hello @an", &people), ["Ann Lee", "Andy"]);
        assert_eq!(meant("hello @", &people).len(), 3);
        assert!(
            meant("hello @Andy, ", &people).is_empty(),
            "it is a whole name"
        );
        assert!(meant("hello", &people).is_empty());
        assert!(meant("a@b.example\nmore", &people).is_empty());
    }
}
