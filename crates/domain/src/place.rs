//! The order of tasks on a board, as one number each: smaller is further up.
//!
//! Nothing is known here of columns: the whole project shares one order, so that a task that
//! changes its status keeps its place among the others.

use serde::{Deserialize, Serialize};

/// A task's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(pub i64);

impl Place {
    /// How far apart neighbours are put: between two of them 24 more find room one after another.
    pub const STEP: i64 = 1 << 24;

    /// A place between two others, either of which may be missing; `None` where there is no room,
    /// so that the others have to be spread first.
    pub fn between(above: Option<Self>, below: Option<Self>) -> Option<Self> {
        match (above, below) {
            (None, None) => Some(Self(0)),
            (None, Some(below)) => below.0.checked_sub(Self::STEP).map(Self),
            (Some(above), None) => above.0.checked_add(Self::STEP).map(Self),
            (Some(above), Some(below)) => {
                let gap = below.0.checked_sub(above.0)?;
                (gap > 1).then(|| Self(above.0 + gap / 2))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn neighbours_without_room_have_to_be_spread() {
        assert_eq!(Place::between(Some(Place(4)), Some(Place(5))), None);
        assert_eq!(Place::between(Some(Place(5)), Some(Place(5))), None);
        assert_eq!(Place::between(Some(Place(i64::MAX)), None), None);
        assert_eq!(Place::between(None, None), Some(Place(0)));
    }

    #[test]
    fn two_neighbours_take_in_many_at_the_same_place() {
        let (above, mut below) = (Place(0), Place(Place::STEP));
        for _ in 0..24 {
            below = Place::between(Some(above), Some(below)).unwrap();
        }
        assert_eq!(below, Place(1));
    }

    proptest! {
        #[test]
        fn a_place_is_where_it_was_asked_for(above: i64, below: i64) {
            if let Some(place) = Place::between(Some(Place(above)), Some(Place(below))) {
                prop_assert!(above < place.0 && place.0 < below);
            }
            if let Some(place) = Place::between(Some(Place(above)), None) {
                prop_assert!(above < place.0);
            }
        }
    }
}
