//! Values that follow others, and deeds that are done whenever something changes.
//!
//! Both box what they are given, so that the framework's machinery is compiled once for each type
//! and not once for each place. Nothing is decided here.
//!
//! What is drawn, or done, from a value and from what that value follows misses changes: the
//! framework brings the first up to date, and takes the second for unchanged then. So a list shows
//! one followed value, and whatever goes into it is read there.

use leptos::prelude::*;

/// A value that follows others, and tells only when it is another than before.
pub(crate) fn follow<T>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let value: Box<dyn Fn() -> T + Send + Sync> = Box::new(value);
    Memo::new(move |_| value()).into()
}

/// Does something now, and again whenever a signal that it read has changed.
pub(crate) fn whenever(deed: impl FnMut() + 'static) {
    let mut deed: Box<dyn FnMut()> = Box::new(deed);
    Effect::new(move |_| deed());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_follows_what_it_is_made_of() {
        let owner = Owner::new();
        owner.set();
        let (first, second) = (RwSignal::new(1), RwSignal::new(2));
        let sum = follow(move || first.get() + second.get());
        assert_eq!(sum.get(), 3);
        second.set(5);
        assert_eq!(sum.get(), 6);
    }
}
