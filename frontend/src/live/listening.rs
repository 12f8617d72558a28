//! Opening the stream, reading it, and opening it again with growing waits.
//!
//! A tab that nobody sees lets its stream go after a while: browsers allow few connections at once,
//! and what was missed is caught up with.

use std::time::Duration;

use domain::{event::Event, ids::UserId};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader as Reader;

use super::{
    Live,
    frames::{Frame, Frames},
};
use crate::{api::Api, browser, follow::whenever, problem::Problem};

/// How long the server may say nothing: it says something every fifteen seconds.
const SILENCE: Duration = Duration::from_secs(40);

/// How long a tab that nobody sees keeps its stream.
const UNSEEN: Duration = Duration::from_mins(1);

/// The wait before the stream is opened again after it lasted, and the longest where it does not.
const WAIT: Duration = Duration::from_millis(50);
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// From how many seconds on a stream lasted: one ends with every token, or with its server.
const LASTING: i64 = 2;

/// How long after it was opened a page may have missed something before its first stream: those
/// begin a little earlier than they are asked for.
const LATE: i64 = 10;

/// What the tab knows of its stream.
#[derive(Clone, Copy)]
struct Listening {
    live: Live,
    api: Api,
    who: Signal<Option<UserId>>,
    /// The last number that was heard.
    last: StoredValue<Option<i64>>,
    opened_at: i64,
    reader: StoredValue<Option<Reader>, LocalStorage>,
    /// What ends the present wait.
    wake: StoredValue<Option<Function>, LocalStorage>,
}

/// Listens from now on.
pub(super) fn begin(live: Live, api: Api, who: Signal<Option<UserId>>) {
    let listening = Listening {
        live,
        api,
        who,
        last: StoredValue::new(None),
        opened_at: browser::now(),
        reader: StoredValue::new_local(None),
        wake: StoredValue::new_local(None),
    };
    whenever(move || {
        who.track();
        // Another user's numbers are the same, but what was missed is not.
        listening.last.set_value(None);
        listening.cut();
        listening.wake_up();
    });
    window_event_listener(ev::Custom::new("visibilitychange"), move |_: ev::Event| {
        listening.look_whether_seen();
    });
    // What comes through without a network is heard, but what it is about cannot be asked for.
    window_event_listener(ev::offline, move |_| listening.cut());
    window_event_listener(ev::online, move |_| listening.wake_up());
    spawn_local(listening.keep_listening());
}

impl Listening {
    async fn keep_listening(self) {
        let mut wait = WAIT;
        loop {
            if self.who.get_untracked().is_none() || browser::is_hidden() {
                self.pause(LONGEST_WAIT).await;
                continue;
            }
            let begun = browser::now();
            let heard = self.listen().await;
            self.live.connected.set(false);
            let lasted = heard == Ok(true) && browser::now() - begun > LASTING;
            wait = if lasted {
                WAIT
            } else {
                (wait * 2).min(LONGEST_WAIT)
            };
            self.pause(wait).await;
        }
    }

    /// Hears until the stream ends; says whether it was one at all.
    async fn listen(self) -> Result<bool, Problem> {
        let response = self.api.events(self.last.get_value()).await?;
        let Some(body) = response.body() else {
            return Ok(false);
        };
        let reader: Reader = body.get_reader().unchecked_into();
        self.reader.set_value(Some(reader.clone()));
        let mut frames = Frames::default();
        let mut ready = false;
        while let Some(text) = self.read(&reader).await {
            ready |= self.take(frames.take(&text));
        }
        self.reader.set_value(None);
        Ok(ready)
    }

    /// The next piece of text; nothing at the end, or when nothing came for too long.
    async fn read(self, reader: &Reader) -> Option<String> {
        let silence = set_timeout_with_handle(move || self.cut(), SILENCE).ok();
        let piece = JsFuture::from(reader.read()).await.ok();
        if let Some(timer) = silence {
            timer.clear();
        }
        let value = Reflect::get(&piece?, &"value".into()).ok()?;
        let bytes: Uint8Array = value.dyn_into().ok()?;
        // Nothing but ids and words of ours: no letter is cut in two.
        Some(String::from_utf8_lossy(&bytes.to_vec()).into_owned())
    }

    /// Tells the pages what came; says whether the stream is caught up.
    fn take(self, frames: Vec<Frame>) -> bool {
        let mut events = Vec::new();
        let mut caught_up = None;
        for frame in frames {
            match frame.name.as_str() {
                // One of a kind that is not known here concerns no page that is.
                "change" => events.extend(serde_json::from_str::<Event>(&frame.data)),
                "ready" => {
                    let first = self.last.get_value().is_none();
                    let late = browser::now() - self.opened_at > LATE;
                    caught_up = Some(!(first && late));
                }
                "reset" => caught_up = Some(false),
                _ => {}
            }
            if let Some(number) = frame.number {
                self.last.set_value(Some(number));
            }
        }
        if caught_up.is_some() {
            self.live.connected.set(true);
        }
        if caught_up == Some(false) {
            self.live.tell_all();
        } else {
            self.live.tell(&events);
        }
        caught_up.is_some()
    }

    /// Lets the stream go after a while where nobody sees the tab, and comes back when somebody
    /// does.
    fn look_whether_seen(self) {
        if browser::is_hidden() {
            let rest = move || {
                if browser::is_hidden() {
                    self.cut();
                }
            };
            set_timeout(rest, UNSEEN);
        } else {
            self.wake_up();
        }
    }

    /// Ends the stream that is open.
    fn cut(self) {
        if let Some(reader) = self.reader.get_value() {
            let _ = reader.cancel();
        }
    }

    /// Ends the wait that goes on.
    fn wake_up(self) {
        if let Some(wake) = self.wake.get_value() {
            let _ = wake.call0(&JsValue::UNDEFINED);
        }
    }

    /// Waits so long, or until it is woken.
    async fn pause(self, time: Duration) {
        let mut done = None;
        let promise = Promise::new(&mut |resolve, _| done = Some(resolve));
        self.wake.set_value(done);
        let timer = set_timeout_with_handle(move || self.wake_up(), time).ok();
        let _ = JsFuture::from(promise).await;
        if let Some(timer) = timer {
            timer.clear();
        }
    }
}
