//! What is around every page: the bar on top, the banner of the practice GitHub, and news.

use leptos::{prelude::*, task::spawn_local};

use super::notifications::Bell;
use crate::{
    api::use_api,
    browser,
    components::{Avatar, Glyph, Help, Icon, Menu, Shown},
    follow::follow,
    pages::shortcuts::Shortcuts,
    remote::Remote,
    session::{Who, use_session},
    text::{common, shell, sign_in},
    theme,
    toast::use_toaster,
};

/// The frame around every page.
#[component]
pub(crate) fn Shell(children: Children) -> impl IntoView {
    let palette = RwSignal::new(false);
    view! {
        <a class="btn btn-primary sr-only z-20 focus:not-sr-only focus:fixed focus:top-2 focus:left-2" href="#main">
            {shell::skip()}
        </a>
        <PracticeBanner/>
        <TopBar palette/>
        <main id="main" tabindex="-1" class="outline-none">{children()}</main>
        <News/>
        <Shortcuts palette/>
    }
}

/// Nobody should take the practice GitHub for the real one.
#[component]
fn PracticeBanner() -> impl IntoView {
    let api = use_api();
    let service = Remote::new(move || api.service());
    move || {
        let service = service.value().filter(|service| service.practice)?;
        Some(view! {
            <aside class="border-b border-base-300 bg-warning/15 px-4 py-1.5 text-center text-sm" aria-label=shell::practice()>
                {shell::practice_about()} " "
                <Help url=service.github_url text=shell::open_practice()/>
            </aside>
        })
    }
}

/// The bar on top of every page.
#[component]
fn TopBar(palette: RwSignal<bool>) -> impl IntoView {
    let me = use_session().me();
    let known = follow(move || me.get().is_some());
    view! {
        <header class="sticky top-0 z-10 border-b border-base-300 bg-base-100">
            <div class="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 sm:gap-4">
                <a class="flex items-center gap-2 font-semibold" href="/projects">
                    <img src="/icon.svg" alt="" width="24" height="24"/>
                    <span class="sr-only sm:not-sr-only">"Tasksource"</span>
                </a>
                <nav class="grow" aria-label=shell::main_navigation()>
                    <a class="btn btn-ghost btn-sm" href="/projects">{shell::projects()}</a>
                </nav>
                <Shown when=known>
                    <button
                        type="button"
                        class="btn btn-ghost btn-sm gap-2"
                        aria-keyshortcuts="Control+K Meta+K"
                        on:click=move |_| palette.set(true)
                    >
                        <Icon glyph=Glyph::Search/>
                        <span class="sr-only sm:not-sr-only">{shell::go_to()}</span>
                        <kbd class="kbd kbd-sm hidden sm:inline-flex" aria-hidden="true">{shell::go_to_keys()}</kbd>
                    </button>
                </Shown>
                <button
                    type="button"
                    class="btn btn-ghost btn-sm btn-square"
                    aria-label=shell::switch_theme()
                    on:click=|_| theme::toggle()
                >
                    <Icon glyph=Glyph::Theme/>
                </button>
                <Told/>
                <Account/>
            </div>
        </header>
    }
}

/// The bell, for whoever is signed in.
#[component]
fn Told() -> impl IntoView {
    let me = use_session().me();
    let known = follow(move || me.get().is_some());
    view! {
        <Shown when=known>
            <Bell/>
        </Shown>
    }
}

/// Who is signed in, with the menu of what is theirs.
#[component]
fn Account() -> impl IntoView {
    let me = use_session().me();
    let known = follow(move || me.get().is_some());
    let who = use_session().who();
    let nobody = follow(move || who.get() == Who::Nobody);
    let name = Signal::derive(move || me.get().map(|me| me.name.to_string()).unwrap_or_default());
    let button = move || {
        view! {
            <Avatar name/>
            <span class="sr-only sm:not-sr-only sm:max-w-40 sm:truncate">{name}</span>
            <Icon glyph=Glyph::Down/>
        }
    };
    view! {
        <Shown when=nobody>
            <a class="btn btn-sm" href="/login">{sign_in::sign_in()}</a>
        </Shown>
        <Shown when=known>
            <Menu label=shell::account_of() button=button>
                <li><a href="/profile/settings">{shell::profile_settings()}</a></li>
                <li><a href="/help/github">{shell::guide()}</a></li>
                <li><SignOut/></li>
            </Menu>
        </Shown>
    }
}

/// Ends the session at the server, then forgets all that this tab knows.
#[component]
fn SignOut() -> impl IntoView {
    let api = use_api();
    let toaster = use_toaster();
    let sign_out = move |_| {
        spawn_local(async move {
            match api.logout().await {
                // Starting afresh leaves nothing of this user in the tab's memory.
                Ok(()) => browser::go_to("/login"),
                Err(problem) => toaster.say(problem.words()),
            }
        });
    };
    view! { <button type="button" on:click=sign_out>{shell::sign_out()}</button> }
}

/// Short news, read out by screen readers.
#[component]
fn News() -> impl IntoView {
    let toaster = use_toaster();
    let shown = move || {
        let news = toaster.news().get()?;
        let undo = news.undo.map(|_| {
            view! {
                <button type="button" class="btn btn-sm" on:click=move |_| toaster.undo()>{common::undo()}</button>
            }
        });
        Some(view! {
            <div class="alert border-base-300 bg-neutral text-neutral-content shadow-lg">
                <span class="wrap-anywhere whitespace-normal">{news.words}</span>
                {undo}
            </div>
        })
    };
    view! {
        <div class="toast toast-center z-30" role="status" aria-live="polite">
            {shown}
        </div>
    }
}
