//! The pages of Tasksource, started in the browser.
//!
//! No page lives here: this file only says which rooms there are.
#![expect(
    unreachable_pub,
    reason = "the component macro writes `pub` into its output, whatever the function says"
)]

mod api;
mod app;
mod browser;
mod components;
mod follow;
mod input;
mod language;
mod live;
mod pages;
mod parts;
mod problem;
mod remote;
mod session;
mod submission;
mod text;
mod theme;
mod toast;
mod words;

fn main() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    language::settle();
    leptos::mount::mount_to_body(app::App);
    browser::remove("frame");
}
