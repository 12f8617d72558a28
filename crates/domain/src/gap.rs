//! How the gap between what is wanted and what is seen on GitHub is closed, one step at a time.
//!
//! Nothing is done here. No step ever lowers or removes a right that was there before us (law 2).

use crate::access::{Grant, Permission};

/// An invitation as seen on GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// GitHub's number of it.
    pub id: i64,
    /// Whether it can no longer be accepted.
    pub expired: bool,
}

/// What is seen on GitHub at one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The highest right from all sources.
    pub permission: Permission,
    /// The account's invitation, where there is one.
    pub invitation: Option<Invitation>,
}

/// What we know of our own part in an access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// How far we came with giving.
    pub grant: Grant,
    /// The right that was seen before we first asked.
    pub before: Permission,
    /// The most that we may have given.
    pub given: Permission,
    /// Whether we invited so short a time ago that one who has no invitation now has declined it.
    pub just_invited: bool,
}

/// What to do next on GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing to do; remember this, and look no further.
    Settled(Grant),
    /// Delete this expired invitation, then look again.
    DropExpired(i64),
    /// Remember that we ask, then give the account this right: as an invitation, or at once where
    /// it is in already with another one.
    Ask(Permission),
    /// Remember this grant, then accept the invitation with the account's own token.
    Accept(Grant, i64),
    /// The invitation was declined or withdrawn: it is not sent again at once.
    Declined,
    /// Delete the invitation that we made, then look again.
    Withdraw(i64),
    /// Bring the right back to what was there before us.
    Remove,
}

/// The step that closes the gap between the right that is wanted and what is seen.
pub fn next_step(wanted: Permission, known: Known, seen: Seen) -> Step {
    if wanted == Permission::None {
        away(known, seen)
    } else if known.grant.is_ours() {
        fit(wanted, known, seen)
    } else {
        towards(wanted, known, seen)
    }
}

/// Something of ours is there: it is made as large as is wanted, and no larger.
fn fit(wanted: Permission, known: Known, seen: Seen) -> Step {
    let enough = seen.permission >= wanted;
    // What was there before us covers it by now: ours is not needed.
    if enough && known.before >= wanted {
        return match away(known, seen) {
            Step::Settled(_) => Step::Settled(Grant::PreExisting),
            step => step,
        };
    }
    // More than we gave was given by somebody else, and is not ours to lower.
    let too_much = seen.permission > wanted && seen.permission <= known.given;
    if too_much {
        Step::Ask(wanted)
    } else {
        towards(wanted, known, seen)
    }
}

fn towards(wanted: Permission, known: Known, seen: Seen) -> Step {
    let (ours, theirs) = (known.grant.is_ours(), Grant::PreExisting);
    if seen.permission >= wanted {
        return Step::Settled(if ours { Grant::Active } else { theirs });
    }
    match seen.invitation {
        Some(open) if open.expired => Step::DropExpired(open.id),
        Some(open) => Step::Accept(if ours { Grant::Invited } else { theirs }, open.id),
        None if was_declined(known, seen) => Step::Declined,
        None => Step::Ask(wanted),
    }
}

/// An invitation that is gone was declined, unless the account can do more now than before it: then
/// it was accepted, and no longer gives all that is wanted.
fn was_declined(known: Known, seen: Seen) -> bool {
    known.grant == Grant::Invited && known.just_invited && seen.permission <= known.before
}

fn away(known: Known, seen: Seen) -> Step {
    if !known.grant.is_ours() {
        return Step::Settled(Grant::Nothing);
    }
    match seen.invitation {
        Some(open) => Step::Withdraw(open.id),
        None if seen.permission > known.before => Step::Remove,
        None => Step::Settled(Grant::Nothing),
    }
}

#[cfg(test)]
#[path = "gap_tests.rs"]
mod tests;
