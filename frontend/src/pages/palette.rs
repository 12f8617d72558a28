//! The command palette: everything one can go to or do, by a few letters and the keyboard alone.
//!
//! What can be done is listed in `commands`; nothing is decided here.

use std::time::Duration;

use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use web_sys::HtmlElement;

use super::commands::{Command, Commands, Deed};
use crate::{
    browser,
    components::Dialog,
    follow::{follow, whenever},
    text, theme,
};

const PAUSE_IN_TYPING: Duration = Duration::from_millis(120);

/// The palette, while `open`.
#[component]
pub(super) fn Palette(open: RwSignal<bool>, help: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title=text::commands::palette()>
            <Choosing open help/>
        </Dialog>
    }
}

/// The field and the list under it: a combobox, as screen readers know it.
#[component]
fn Choosing(open: RwSignal<bool>, help: RwSignal<bool>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let settled = browser::settled(typed.into(), PAUSE_IN_TYPING);
    let commands = Commands::new(settled);
    let offered = follow(move || commands.fitting(&typed.get()));
    let at = RwSignal::new(0_usize);
    let node = NodeRef::<html::Input>::new();
    whenever(move || {
        // Also what arrives late must not leave the mark beyond the end.
        let last = offered.with(Vec::len).saturating_sub(1);
        at.update(|at| *at = (*at).min(last));
    });
    whenever(move || {
        if let Some(node) = node.get() {
            // Focusing fails only for what is not on the page.
            let _ = node.focus();
        }
    });
    let navigate = use_navigate();
    let run = Callback::new(move |place: usize| {
        let Some(command) = offered.with_untracked(|all| all.get(place).cloned()) else {
            return;
        };
        // The dialog gives the focus back as it closes, before anything else takes it.
        open.set(false);
        match command.deed {
            Deed::Go(path) => navigate(&path, NavigateOptions::default()),
            Deed::ShowShortcuts => help.set(true),
            Deed::SwitchTheme => theme::toggle(),
        }
    });
    let press = move |event: ev::KeyboardEvent| {
        let last = offered.with_untracked(Vec::len).saturating_sub(1);
        let here = at.get_untracked();
        let there = match event.key().as_str() {
            "ArrowDown" => {
                if here == last {
                    0
                } else {
                    here + 1
                }
            }
            "ArrowUp" => here.checked_sub(1).unwrap_or(last),
            "Home" if event.ctrl_key() => 0,
            "End" if event.ctrl_key() => last,
            "Enter" => {
                event.prevent_default();
                return run.run(here);
            }
            _ => return,
        };
        event.prevent_default();
        at.set(there);
        reveal(there);
    };
    let described = move || match offered.with(Vec::len) {
        0 if commands.searching().get() => text::commands::searching().to_owned(),
        found => text::commands::found(i64::try_from(found).unwrap_or_default()),
    };
    view! {
        <input
            class="input w-full"
            type="text"
            node_ref=node
            role="combobox"
            aria-label=text::commands::field()
            aria-expanded="true"
            aria-controls="palette-list"
            aria-autocomplete="list"
            aria-activedescendant=move || (!offered.with(Vec::is_empty)).then(|| option_id(at.get()))
            placeholder=text::commands::example()
            autocomplete="off"
            spellcheck="false"
            prop:value=move || typed.get()
            on:input:target=move |event| {
                at.set(0);
                typed.set(event.target().value());
            }
            on:keydown=press
        />
        <ul class="-mx-2 max-h-80 overflow-y-auto" id="palette-list" role="listbox" aria-label=text::commands::choices()>
            {move || {
                let option = |(place, command): (usize, Command)| view! { <Choice place command at run/> };
                offered.get().into_iter().enumerate().map(option).collect_view()
            }}
        </ul>
        <p class="text-sm text-muted" role="status">{described}</p>
    }
}

/// One choice; the mark moves by keys and by the mouse.
#[component]
fn Choice(
    place: usize,
    command: Command,
    at: RwSignal<usize>,
    run: Callback<usize>,
) -> impl IntoView {
    let here = move || at.get() == place;
    view! {
        <li
            class="flex cursor-pointer items-center gap-3 rounded-field px-3 py-2"
            class:marked=here
            id=option_id(place)
            role="option"
            aria-selected=move || here().to_string()
            on:mousemove=move |_| at.set(place)
            // Keeps the focus in the field.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| run.run(place)
        >
            <span class="min-w-0 grow truncate">{command.words}</span>
            <span class="shrink-0 text-sm text-muted">{command.kind}</span>
        </li>
    }
}

fn option_id(place: usize) -> String {
    format!("palette-{place}")
}

/// Scrolls the marked choice into sight.
fn reveal(place: usize) {
    if let Some(option) = document().get_element_by_id(&option_id(place)) {
        browser::bring_into_sight(&option);
    }
}

/// Whether somebody is typing there, so that letters are no shortcuts.
pub(super) fn is_typing(element: &HtmlElement) -> bool {
    let field = matches!(&*element.tag_name(), "INPUT" | "TEXTAREA" | "SELECT");
    field || element.is_content_editable()
}
