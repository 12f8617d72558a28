//! What a person types into a field, checked as they type by the very type that the server reads.
//!
//! How a field looks is `components::field`'s business.

use std::{marker::PhantomData, str::FromStr};

use leptos::prelude::*;

use crate::{
    problem::Problem,
    words::{Mistake, sentence},
};

/// The text of one field, on its way to becoming a `T`.
pub(crate) struct Input<T> {
    text: RwSignal<String>,
    touched: RwSignal<bool>,
    refused: RwSignal<Option<String>>,
    returned: RwSignal<u32>,
    becomes: PhantomData<fn() -> T>,
}

impl<T> Clone for Input<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Input<T> {}

impl<T> Input<T>
where
    T: FromStr<Err: Mistake> + 'static,
{
    /// A field with this text in it.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: RwSignal::new(text.into()),
            touched: RwSignal::new(false),
            refused: RwSignal::new(None),
            returned: RwSignal::new(0),
            becomes: PhantomData,
        }
    }

    /// The text as typed.
    pub(crate) fn text(self) -> String {
        self.text.get()
    }

    /// Puts another text in.
    pub(crate) fn set(self, text: impl Into<String>) {
        self.text.set(text.into());
        self.refused.set(None);
    }

    /// Empties the field, as if nobody had been there.
    pub(crate) fn reset(self) {
        self.set("");
        self.touched.set(false);
    }

    /// What was typed, where it is good; from now on the field says what is wrong with it.
    pub(crate) fn read(self) -> Option<T> {
        self.touched.set(true);
        self.refused.set(None);
        let read = self.text.get_untracked().parse().ok();
        if read.is_none() {
            self.give_back();
        }
        read
    }

    /// Shows what the server has against this field, by its name in the call.
    pub(crate) fn heed(self, problem: &Problem, name: &str) {
        if let Some(message) = problem.field(name) {
            self.refuse(&message);
        }
    }

    /// Shows why the text was not taken.
    pub(crate) fn refuse(self, message: &str) {
        self.refused.set(Some(sentence(message)));
        self.give_back();
    }

    fn give_back(self) {
        self.returned.update(|count| *count = count.wrapping_add(1));
    }

    /// The field for the eye.
    pub(crate) fn state(self) -> FieldState {
        let error = Signal::derive(move || {
            let wrong = move || self.text.with(|text| text.parse::<T>().err());
            self.refused.get().or_else(|| {
                self.touched
                    .get()
                    .then(wrong)
                    .flatten()
                    .map(|wrong| wrong.words())
            })
        });
        FieldState {
            text: self.text,
            touched: self.touched,
            refused: self.refused,
            returned: self.returned.into(),
            error,
        }
    }
}

/// A field as it is shown, whatever it becomes.
#[derive(Clone, Copy)]
pub(crate) struct FieldState {
    text: RwSignal<String>,
    touched: RwSignal<bool>,
    refused: RwSignal<Option<String>>,
    /// Grows whenever the form comes back to the person because of this field.
    pub(crate) returned: Signal<u32>,
    /// What is wrong with it, where that is to be said.
    pub(crate) error: Signal<Option<String>>,
}

impl FieldState {
    /// The text as typed.
    pub(crate) fn text(self) -> String {
        self.text.get()
    }

    /// Takes over what was typed.
    pub(crate) fn typed(self, text: String) {
        self.refused.set(None);
        self.text.set(text);
    }

    /// The person went on to another field: what is wrong may be said now.
    pub(crate) fn left(self) {
        if self.text.with_untracked(|text| !text.is_empty()) {
            self.touched.set(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::names::ProjectKey;

    use super::*;

    #[test]
    fn a_field_is_silent_until_somebody_wanted_to_send_it() {
        let owner = Owner::new();
        owner.set();
        let key = Input::<ProjectKey>::new("w");
        assert_eq!(key.state().error.get(), None);
        assert!(key.read().is_none());
        assert!(key.state().error.get().is_some());
        key.set("WEB");
        assert_eq!(key.state().error.get(), None);
    }

    #[test]
    fn what_the_server_refused_is_said_until_the_text_changes() {
        let owner = Owner::new();
        owner.set();
        let key = Input::<ProjectKey>::new("WEB");
        key.refuse("this key is taken");
        assert_eq!(
            key.state().error.get().as_deref(),
            Some("This key is taken.")
        );
        key.state().typed("WEB2".to_owned());
        assert_eq!(key.state().error.get(), None);
    }
}
