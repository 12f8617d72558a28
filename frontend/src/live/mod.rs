//! What changes elsewhere, heard while it happens: one stream for each tab, for all of its pages.
//!
//! What is heard holds kinds and ids only; whoever it concerns asks the server again. When the
//! stream is cut it is opened again, from the last number that was heard.

mod frames;
mod listening;

use std::{cell::RefCell, rc::Rc};

use domain::event::Event;
use leptos::prelude::*;

use crate::{
    api::Api,
    remote::Remote,
    session::{Session, Who},
};

/// What is asked of an event: whether it concerns a part of a page.
type Concerns = Box<dyn Fn(&Event) -> bool>;

/// A part of a page that hears of events.
struct Hearer {
    id: u32,
    concerns: Concerns,
    deed: Box<dyn Fn()>,
}

/// All that hear in this tab.
#[derive(Default)]
struct Hearers {
    last: u32,
    all: Vec<Rc<Hearer>>,
}

/// The stream of this tab.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    hearers: StoredValue<RefCell<Hearers>, LocalStorage>,
    connected: RwSignal<bool>,
}

/// The stream of this tab, from any page.
pub(crate) fn use_live() -> Live {
    expect_context::<Live>()
}

impl Live {
    /// Listens for as long as the tab is open and somebody is signed in.
    pub(crate) fn new(api: Api, session: Session) -> Self {
        let live = Self {
            hearers: StoredValue::new_local(RefCell::default()),
            connected: RwSignal::new(false),
        };
        let who = crate::follow::follow(move || match session.who().get() {
            Who::Known(me) => Some(me.id),
            Who::Unknown | Who::Nobody | Who::Unclear(_) => None,
        });
        listening::begin(live, api, who);
        live
    }

    /// Whether what changes is heard at the moment, so that there is no need to ask.
    pub(crate) fn connected(self) -> Signal<bool> {
        self.connected.into()
    }

    /// Does something whenever an event concerns this part of the page, for as long as it is open.
    pub(crate) fn hear(
        self,
        concerns: impl Fn(&Event) -> bool + 'static,
        deed: impl Fn() + 'static,
    ) {
        let id = self.put(Box::new(concerns), Box::new(deed));
        on_cleanup(move || self.drop(id));
    }

    fn put(self, concerns: Concerns, deed: Box<dyn Fn()>) -> u32 {
        self.hearers.with_value(|hearers| {
            let mut hearers = hearers.borrow_mut();
            hearers.last += 1;
            let id = hearers.last;
            let hearer = Hearer { id, concerns, deed };
            hearers.all.push(Rc::new(hearer));
            id
        })
    }

    fn drop(self, id: u32) {
        self.hearers.with_value(|hearers| {
            hearers.borrow_mut().all.retain(|hearer| hearer.id != id);
        });
    }

    /// Tells each part of the page once, however many of these events concern it.
    fn tell(self, events: &[Event]) {
        self.tell_those(|hearer| events.iter().any(|event| (hearer.concerns)(event)));
    }

    /// Nobody knows what was missed: all parts of the page ask again.
    fn tell_all(self) {
        self.tell_those(|_| true);
    }

    fn tell_those(self, concerned: impl Fn(&Hearer) -> bool) {
        // What is done may open or close parts of the page: nothing is borrowed meanwhile.
        let all = self
            .hearers
            .with_value(|hearers| hearers.borrow().all.clone());
        for hearer in all.iter().filter(|hearer| concerned(hearer)) {
            (hearer.deed)();
        }
    }
}

/// Keeps a value as it is on the server: asks for it again when an event concerns it.
pub(crate) fn keep_live<T>(remote: Remote<T>, concerns: impl Fn(&Event) -> bool + 'static)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    use_live().hear(concerns, move || remote.refresh());
}

#[cfg(test)]
mod tests {
    use domain::event::EventKind;

    use super::*;

    #[test]
    fn each_part_is_told_once_of_what_concerns_it_and_not_when_it_is_gone() {
        let owner = Owner::new();
        owner.set();
        let live = Live {
            hearers: StoredValue::new_local(RefCell::default()),
            connected: RwSignal::new(false),
        };
        let told = StoredValue::new((0, 0));
        let tasks = |event: &Event| event.kind == EventKind::TaskChanged;
        let first = live.put(
            Box::new(tasks),
            Box::new(move || told.update_value(|told| told.0 += 1)),
        );
        live.put(
            Box::new(|event| event.kind == EventKind::MembersChanged),
            Box::new(move || told.update_value(|told| told.1 += 1)),
        );
        let event = Event::new(EventKind::TaskChanged);
        live.tell(&[event, event]);
        assert_eq!(told.get_value(), (1, 0));
        live.tell_all();
        assert_eq!(told.get_value(), (2, 1));
        live.drop(first);
        live.tell(&[event]);
        assert_eq!(told.get_value(), (2, 1));
    }
}
