//! The app as a whole: what every page can reach, and which address shows which page.
//!
//! No page lives here.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    api::Api,
    browser,
    live::Live,
    pages::{
        GithubCallback, Guarded, Guide, Home, Login, NewProject, NotFound, NotificationsPage,
        ProjectFrame, ProjectTasks, Projects, Register, Shell,
    },
    parts::{self, ProfileSettings, ProjectBoard, ProjectSettings, TaskPage},
    session::{self, Session},
    toast::Toaster,
};

/// Tasksource in the browser.
#[component]
pub(crate) fn App() -> impl IntoView {
    let session = Session::new();
    let api = Api::new(session);
    provide_context(session);
    provide_context(api);
    provide_context(Toaster::new());
    provide_context(Live::new(api, session));
    spawn_local(api.resume());
    if session::may_resume() {
        parts::foresee(&browser::here());
    }
    view! {
        <Router>
            <Shell>
                <Pages/>
            </Shell>
        </Router>
    }
}

/// Which address shows which page; all but signing in stand behind the guard.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/login") view=Login/>
            <Route path=path!("/register") view=Register/>
            <Route path=path!("/help/github") view=Guide/>
            <ParentRoute path=path!("") view=Guarded>
                <Route path=path!("/") view=Home/>
                <Route path=path!("/projects") view=Projects/>
                <Route path=path!("/projects/new") view=NewProject/>
                <ParentRoute path=path!("/projects/:key") view=ProjectFrame>
                    <Route path=path!("") view=ProjectTasks/>
                    <Route path=path!("board") view=ProjectBoard/>
                    <Route path=path!("settings") view=ProjectSettings/>
                    <Route path=path!("tasks/:number") view=TaskPage/>
                </ParentRoute>
                <Route path=path!("/notifications") view=NotificationsPage/>
                <Route path=path!("/profile/settings") view=ProfileSettings/>
                <Route path=path!("/github/callback") view=GithubCallback/>
            </ParentRoute>
        </Routes>
    }
}
