//! Keys that work on every page, and the sheet that lists them.
//!
//! A single letter is a shortcut only where nobody types.

use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    commands::project_in,
    palette::{Palette, is_typing},
};
use crate::{components::Dialog, session::use_session, text, toast::use_toaster};

/// What each key does, for the sheet.
fn keys() -> [(String, &'static str); 8] {
    let g_then = |key: &str| text::commands::one_then_other(&"g", &key);
    [
        (
            text::commands::control_k().to_owned(),
            text::commands::go_or_do(),
        ),
        (g_then("p"), text::commands::go_to_projects()),
        (g_then("t"), text::commands::go_to_tasks()),
        (g_then("s"), text::commands::go_to_settings()),
        (g_then("u"), text::commands::go_to_profile()),
        ("c".to_owned(), text::commands::create_task()),
        ("z".to_owned(), text::commands::undo_last()),
        ("?".to_owned(), text::commands::show_shortcuts()),
    ]
}

/// Listens for the keys, and holds what they open.
#[component]
pub(super) fn Shortcuts(palette: RwSignal<bool>) -> impl IntoView {
    let help = RwSignal::new(false);
    let leading = StoredValue::new(false);
    let me = use_session().me();
    let toaster = use_toaster();
    let path = use_location().pathname;
    let navigate = use_navigate();
    let press = move |event: ev::KeyboardEvent| {
        if me.with_untracked(Option::is_none) {
            return;
        }
        let key = event.key();
        if (event.ctrl_key() || event.meta_key()) && key.eq_ignore_ascii_case("k") {
            event.prevent_default();
            help.set(false);
            return palette.update(|open| *open = !*open);
        }
        let after_g = leading.get_value();
        leading.set_value(false);
        if !is_free(&event) || palette.get_untracked() || help.get_untracked() {
            return;
        }
        let project = path.with_untracked(|path| project_in(path));
        let project = project.map(|key| format!("/projects/{key}"));
        let to = match (after_g, key.as_str()) {
            (true, "p") => Some("/projects".to_owned()),
            (true, "t") => project,
            (true, "s") => project.map(|home| home + "/settings"),
            (true, "u") => Some("/profile/settings".to_owned()),
            (false, "c") => project.map(|home| home + "?new=task"),
            (false, "g") => return leading.set_value(true),
            (false, "z") => return toaster.undo(),
            (false, "?") => return help.set(true),
            _ => None,
        };
        if let Some(to) = to {
            event.prevent_default();
            navigate(&to, NavigateOptions::default());
        }
    };
    let listening = window_event_listener(ev::keydown, press);
    on_cleanup(move || listening.remove());
    view! {
        <Palette open=palette help/>
        <Dialog open=help title=text::commands::shortcuts()>
            <dl class="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
                {keys().map(|(key, what)| view! {
                    <dt><kbd class="kbd kbd-sm">{key}</kbd></dt>
                    <dd>{what}</dd>
                }).collect_view()}
            </dl>
        </Dialog>
    }
}

/// Whether a key that was pressed is nobody else's: not typed, no part of a shortcut of the
/// browser, and not meant for an open dialog or menu.
fn is_free(event: &ev::KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return false;
    }
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let busy = target.as_ref().is_some_and(is_typing);
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    !busy && dialog.is_none()
}
