//! The few things that are asked of the browser itself: clock, address, clipboard, storage, locks.
//!
//! No call to the server is made here, and no page is built.

use std::{future::Future, time::Duration};

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;

use crate::{follow::whenever, language};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{
    Blob, BlobPropertyBag, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, Url,
};

/// Now, in seconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the browser's clock is far below the bound of i64"
)]
pub(crate) fn now() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

/// An instant as people write it where the browser is.
pub(crate) fn local_time(at: &domain::Timestamp) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(&at.to_rfc3339()));
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Setting a field of a plain object cannot fail; were it to, the default form is shown.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_string(&language::locale(), &options).into()
}

/// The day that it is where the browser is.
pub(crate) fn today() -> domain::Date {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    let day = domain::Date::from_ymd_opt(year, now.get_month() + 1, now.get_date());
    day.unwrap_or_default()
}

/// A day as people write it where the browser is, without the year.
pub(crate) fn local_day(day: domain::Date) -> String {
    // At noon in UTC nearly everybody has the same day.
    let date = js_sys::Date::new(&JsValue::from_str(&format!("{day}T12:00:00Z")));
    let options = js_sys::Object::new();
    for (name, value) in [("month", "short"), ("day", "numeric")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_date_string(&language::locale(), &options)
        .into()
}

/// The languages that the browser asks for, most wanted first.
pub(crate) fn languages() -> Vec<String> {
    let tags = window().navigator().languages();
    tags.iter().filter_map(|tag| tag.as_string()).collect()
}

/// The path and query of the page that is open, to come back to.
pub(crate) fn here() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    path + &location.search().unwrap_or_default()
}

/// Leaves the app for an address, or starts it afresh.
pub(crate) fn go_to(url: &str) {
    if let Err(error) = window().location().assign(url) {
        leptos::logging::error!("cannot open {url}: {error:?}");
    }
}

/// A text made safe to be a part of an address.
pub(crate) fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Puts the focus on the element of this id once the page has been drawn.
pub(crate) fn focus_soon(id: String) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // It fails for elements that cannot have it, which keep none.
            let _ = element.focus();
        }
    });
}

/// Puts the keyboard to the first wrong field of the form that this field is in, once the page has
/// been drawn.
pub(crate) fn focus_wrong_soon(id: String) {
    request_animation_frame(move || {
        let field = document().get_element_by_id(&id);
        let form = field.and_then(|it| it.closest("form").ok().flatten());
        let wrong = form.and_then(|it| it.query_selector("[aria-invalid=true]").ok().flatten());
        if let Some(wrong) = wrong.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            // It fails for elements that cannot have it, which keep none.
            let _ = wrong.focus();
        }
    });
}

/// Takes the element of this id off the page.
pub(crate) fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Scrolls the element of this id into sight once the page has been drawn.
pub(crate) fn show_soon(id: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(id) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Whether nobody can see the page at the moment.
pub(crate) fn is_hidden() -> bool {
    document().hidden()
}

/// Scrolls no further than it takes to see that element.
pub(crate) fn bring_into_sight(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Puts a text on the clipboard; says whether the browser allowed it.
pub(crate) async fn copy(text: &str) -> bool {
    let promise = window().navigator().clipboard().write_text(text);
    JsFuture::from(promise).await.is_ok()
}

/// Gives the person a file to keep.
pub(crate) fn save(name: &str, kind: &str, text: &str) {
    if let Err(error) = offer(name, kind, text) {
        leptos::logging::error!("cannot save {name}: {error:?}");
    }
}

fn offer(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.unchecked_into::<HtmlElement>().click();
    Url::revoke_object_url(&url)
}

/// A value that this browser remembers.
pub(crate) fn remembered(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Lets this browser remember a value; it may refuse, then it is forgotten with the page.
pub(crate) fn remember(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(name, value);
    }
}

/// Whether this browser could have remembered a value, and did not.
pub(crate) fn never_knew(name: &str) -> bool {
    let storage = window().local_storage();
    matches!(storage, Ok(Some(storage)) if storage.get_item(name) == Ok(None))
}

/// Forgets a value.
pub(crate) fn forget(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(name);
    }
}

/// A value that follows another one once that has stood still for a while.
pub(crate) fn settled<T>(value: Signal<T>, pause: Duration) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let settled = RwSignal::new(value.get_untracked());
    whenever(move || {
        let next = value.get();
        if settled.with_untracked(|old| *old == next) {
            return;
        }
        if let Ok(timer) = set_timeout_with_handle(move || settled.set(next), pause) {
            on_cleanup(move || timer.clear());
        }
    });
    settled.into()
}

/// Runs work that no other tab of this app may do at the same time.
///
/// The browser gives locks to secure contexts only; nowhere else would the refresh cookie exist.
pub(crate) async fn alone<F>(name: &str, work: F)
where
    F: Future<Output = ()> + 'static,
{
    let navigator: JsValue = window().navigator().into();
    let Ok(locks) = Reflect::get(&navigator, &"locks".into()) else {
        return work.await;
    };
    let request = Reflect::get(&locks, &"request".into());
    let Some(request) = request.ok().and_then(|it| it.dyn_into::<Function>().ok()) else {
        return work.await;
    };
    let held = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    if let Ok(promise) = request.call2(&locks, &name.into(), &held) {
        let _ = JsFuture::from(promise.unchecked_into::<Promise>()).await;
    }
}
