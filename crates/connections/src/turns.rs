//! One at a time per user: who refreshes, and who waits for it.
//!
//! Nothing is kept for a user whom nobody is busy with.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use domain::ids::UserId;
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

/// The turns that are being waited for.
#[derive(Default)]
pub(crate) struct Turns {
    of: Mutex<HashMap<UserId, Weak<Turn<()>>>>,
}

impl Turns {
    /// Waits until nobody else is busy with this user.
    pub(crate) async fn take(&self, user: UserId) -> OwnedMutexGuard<()> {
        self.turn(user).lock_owned().await
    }

    fn turn(&self, user: UserId) -> Arc<Turn<()>> {
        let mut turns = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = turns.get(&user).and_then(Weak::upgrade).unwrap_or_default();
        turns.insert(user, Arc::downgrade(&turn));
        turn
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn turns_of_one_user_exclude_each_other_and_leave_nothing_behind() {
        let turns = Turns::default();
        let user = UserId(Uuid::from_u128(1));
        let first = turns.take(user).await;
        assert!(turns.turn(user).try_lock().is_err());
        drop(first);
        for number in 0..1000 {
            drop(turns.take(UserId(Uuid::from_u128(number))).await);
        }
        assert!(turns.of.lock().unwrap().len() <= 1);
    }
}
