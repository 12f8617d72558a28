//! What a person must know: remarks, warnings, and problems with the way out.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::{
    problem::{Problem, WayOut},
    text::{common, components},
};

/// What all notices look like, save for their colour.
const FRAME: &str = "alert alert-soft flex items-start text-base-content";

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Good to know.
    Info,
    /// Something to mend.
    Warning,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "alert-info",
            Self::Warning => "alert-warning",
        }
    }
}

/// A remark with whatever helps beside it.
#[component]
pub(crate) fn Notice(tone: Tone, children: Children) -> impl IntoView {
    view! {
        <div class=format!("{FRAME} {}", tone.class()) role="status">
            <span class="mt-0.5" class:hidden=tone == Tone::Info>
                <Icon glyph=Glyph::Warning/>
            </span>
            <div class="flex min-w-0 grow flex-col items-start gap-2 text-left">{children()}</div>
        </div>
    }
}

/// A problem in words, with the way out where this page has it.
///
/// Problems that name a field are said at the field, so here they are only summed up.
#[component]
pub(crate) fn ProblemNotice(
    /// The problem, if any.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Asks again, for what may pass or was changed by somebody else.
    #[prop(optional, into)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    move || {
        let problem = problem.get()?;
        let words = problem.words();
        Some(view! {
            <div class=format!("{FRAME} alert-error") role="alert">
                <span class="mt-0.5"><Icon glyph=Glyph::Warning/></span>
                <div class="flex min-w-0 grow flex-col items-start gap-2 text-left">
                    <p>{words}</p>
                    <Out problem retry/>
                </div>
            </div>
        })
    }
}

/// A page of which nothing but the problem can be shown.
#[component]
pub(crate) fn ProblemPage(
    /// The problem.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Asks again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="page">
            <h1 class="sr-only">{components::page_not_loaded()}</h1>
            <ProblemNotice problem retry/>
        </div>
    }
}

/// The way out of a problem, where this page has one.
#[component]
fn Out(problem: Problem, retry: Option<Callback<()>>) -> impl IntoView {
    let again = move |words: &'static str| {
        retry.map(|retry| {
            view! {
                <button type="button" class="btn btn-sm" on:click=move |_| retry.run(())>
                    <Icon glyph=Glyph::Refresh/>
                    {words}
                </button>
            }
            .into_any()
        })
    };
    match problem.way_out() {
        WayOut::TryAgain => again(common::try_again()),
        WayOut::Reload => again(components::load_current()),
        WayOut::Connect => Some(
            view! { <a class="link" href="/profile/settings">{components::connect_in_profile()}</a> }
                .into_any(),
        ),
        WayOut::Visit(url) => {
            Some(view! { <Help url text=components::mend_on_github()/> }.into_any())
        }
        WayOut::Nothing => None,
    }
}

/// A link to a page elsewhere.
#[component]
pub(crate) fn Help(#[prop(into)] url: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <a class="link" href=url target="_blank" rel="noopener noreferrer">
            {text}
            <span class="ml-1 inline-block align-[-0.15em]"><Icon glyph=Glyph::External/></span>
        </a>
    }
}
