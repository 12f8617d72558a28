//! The states of everything that comes from the server: loading, problem, data.
//!
//! The fourth, empty, is a kind of data, and each page has its own words for it.

use leptos::prelude::*;

use super::notice::ProblemNotice;
use crate::{
    problem::Problem,
    remote::{Phase, Remote},
    text::components,
};

/// Shows a value of the server: a skeleton, then the value or the problem.
pub(crate) fn show<T, V>(
    remote: Remote<T>,
    skeleton: fn() -> AnyView,
    ready: impl Fn(Signal<T>) -> V + Send + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let failed = move |problem| {
        let retry = Callback::new(move |()| remote.retry());
        view! { <ProblemNotice problem=Signal::stored(Some(problem)) retry/> }.into_any()
    };
    show_or(remote, skeleton, failed, ready)
}

/// Like [`show`], where the page has its own words for problems.
pub(crate) fn show_or<T, V>(
    remote: Remote<T>,
    skeleton: fn() -> AnyView,
    failed: impl Fn(Problem) -> AnyView + Send + 'static,
    ready: impl Fn(Signal<T>) -> V + Send + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let states = States {
        phase: remote.phase(),
        problem: Signal::derive(move || remote.problem()),
        lag: remote.lag(),
        reload: Callback::new(move |()| remote.reload()),
    };
    let ready = move || ready(remote.ready()).into_any();
    states.view(skeleton, Box::new(failed), Box::new(ready))
}

/// All that [`show_or`] needs to know of a value that does not depend on what it is.
struct States {
    phase: Signal<Phase>,
    problem: Signal<Option<Problem>>,
    lag: Signal<Option<Problem>>,
    reload: Callback<()>,
}

impl States {
    fn view(
        self,
        skeleton: fn() -> AnyView,
        failed: Box<dyn Fn(Problem) -> AnyView + Send>,
        ready: Box<dyn Fn() -> AnyView + Send>,
    ) -> AnyView {
        let shown = move || match self.phase.get() {
            Phase::Loading => skeleton(),
            Phase::Failed => self.problem.get().map(&failed).into_any(),
            Phase::Ready => view! {
                <ProblemNotice problem=self.lag retry=self.reload/>
                {ready()}
            }
            .into_any(),
        };
        shown.into_any()
    }
}

/// Some lines that are still to come.
pub(crate) fn lines_skeleton() -> AnyView {
    view! {
        <div class="flex flex-col gap-3" role="status" aria-label=components::loading()>
            <div class="skeleton h-5 w-2/3"></div>
            <div class="skeleton h-5 w-full"></div>
            <div class="skeleton h-5 w-1/2"></div>
        </div>
    }
    .into_any()
}

/// A page that is still to come.
pub(crate) fn page_skeleton() -> AnyView {
    view! {
        <div class="page" role="status" aria-label=components::loading()>
            <div class="skeleton h-8 w-64 max-w-full"></div>
            <div class="skeleton h-40 w-full"></div>
            <div class="skeleton h-24 w-full"></div>
        </div>
    }
    .into_any()
}
