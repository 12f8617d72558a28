//! Closing the gap, as claims: a small world in which the steps are carried out.

use proptest::prelude::*;

use super::*;

/// GitHub as far as one account and one repository go.
#[derive(Clone, Copy, Debug)]
struct World {
    /// What the account has through a team or an organization.
    elsewhere: Permission,
    /// What was given to the account itself.
    own: Permission,
    invitation: Option<(Invitation, Permission)>,
    /// Whether the account has to accept an invitation before it is in.
    invites: bool,
}

/// What is remembered between looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Memory {
    known: Known,
    had_own: bool,
}

const NOTHING: Memory = Memory {
    known: Known {
        grant: Grant::Nothing,
        before: Permission::None,
        given: Permission::None,
        just_invited: false,
    },
    had_own: false,
};

impl World {
    fn seen(&self) -> Seen {
        Seen {
            permission: self.elsewhere.max(self.own),
            invitation: self.invitation.map(|(open, _)| open),
        }
    }

    /// Carries steps out until settled; gives how many there were.
    fn settle(&mut self, wanted: Permission, memory: &mut Memory) -> u8 {
        let mut last = None;
        for steps in 0..12 {
            let step = next_step(wanted, memory.known, self.seen());
            // What was asked for and shows no effect is covered by another source.
            if let Step::Settled(_) | Step::Declined = step {
                memory.settle(step, self.seen());
                return steps;
            } else if last == Some(step) {
                memory.known.given = memory.known.given.min(wanted);
                memory.known.grant = Grant::Active;
                return steps;
            }
            self.take(step, memory);
            last = Some(step);
        }
        panic!("no end after twelve steps: {self:?} {memory:?}");
    }

    fn take(&mut self, step: Step, memory: &mut Memory) {
        match step {
            Step::Settled(_) | Step::Declined => {}
            Step::DropExpired(_) | Step::Withdraw(_) => self.invitation = None,
            Step::Ask(right) => {
                memory.ask(right, self);
                if self.invites && self.own == Permission::None {
                    self.invitation = Some((open(2), right));
                } else {
                    self.own = right;
                }
            }
            Step::Accept(grant, _) => {
                memory.known.grant = grant;
                self.own = self.invitation.take().map_or(self.own, |(_, right)| right);
            }
            Step::Remove => {
                let before = memory.known.before;
                self.own = if memory.had_own {
                    before
                } else {
                    Permission::None
                };
            }
        }
    }
}

impl Memory {
    fn ask(&mut self, right: Permission, world: &World) {
        if !self.known.grant.is_ours() {
            self.known.before = world.seen().permission;
            self.had_own = world.own > Permission::None;
            self.known.given = Permission::None;
        }
        self.known.grant = Grant::Asked;
        self.known.given = self.known.given.max(right);
    }

    fn settle(&mut self, step: Step, seen: Seen) {
        if let Step::Settled(grant) = step {
            self.known.grant = grant;
            self.known.given = self.known.given.min(seen.permission);
        }
    }
}

fn open(id: i64) -> Invitation {
    let expired = false;
    Invitation { id, expired }
}

fn rights() -> impl Strategy<Value = Permission> {
    use Permission as P;
    prop::sample::select(vec![P::Triage, P::Write, P::Maintain])
}

fn permission() -> impl Strategy<Value = Permission> {
    use Permission as P;
    prop::sample::select(vec![
        P::None,
        P::Read,
        P::Triage,
        P::Write,
        P::Maintain,
        P::Admin,
    ])
}

fn world() -> impl Strategy<Value = World> {
    (permission(), permission(), any::<bool>()).prop_map(|(elsewhere, own, outside)| World {
        elsewhere: if outside { Permission::None } else { elsewhere },
        own,
        invitation: None,
        invites: outside,
    })
}

fn known(grant: Grant) -> Known {
    Known {
        grant,
        ..NOTHING.known
    }
}

fn seen(permission: Permission, invitation: Option<Invitation>) -> Seen {
    Seen {
        permission,
        invitation,
    }
}

#[test]
fn an_invitation_made_by_somebody_else_is_used_and_left_alone() {
    let invited = seen(Permission::None, Some(open(7)));
    let step = next_step(Permission::Write, known(Grant::Nothing), invited);
    assert_eq!(step, Step::Accept(Grant::PreExisting, 7));
}

#[test]
fn an_invitation_that_was_declined_is_not_sent_again_at_once() {
    let nothing = seen(Permission::None, None);
    let declined = Known {
        just_invited: true,
        ..known(Grant::Invited)
    };
    assert_eq!(
        next_step(Permission::Write, declined, nothing),
        Step::Declined
    );
    let accepted = seen(Permission::Write, None);
    let more = Step::Ask(Permission::Maintain);
    assert_eq!(next_step(Permission::Maintain, declined, accepted), more);
    let long_ago = known(Grant::Invited);
    let again = Step::Ask(Permission::Write);
    assert_eq!(next_step(Permission::Write, long_ago, nothing), again);
    assert_eq!(
        next_step(Permission::None, declined, nothing),
        Step::Settled(Grant::Nothing)
    );
}

#[test]
fn what_somebody_else_raised_is_not_lowered_to_a_smaller_size() {
    let given = Known {
        given: Permission::Write,
        ..known(Grant::Active)
    };
    let raised = seen(Permission::Maintain, None);
    let settled = Step::Settled(Grant::Active);
    assert_eq!(next_step(Permission::Triage, given, raised), settled);
    let ours = seen(Permission::Write, None);
    assert_eq!(
        next_step(Permission::Triage, given, ours),
        Step::Ask(Permission::Triage)
    );
}

proptest! {
    #[test]
    fn giving_always_ends_with_the_right_that_is_wanted(mut world in world(), right in rights()) {
        let before = world.seen().permission;
        world.settle(right, &mut { NOTHING });
        prop_assert_eq!(world.seen().permission, before.max(right), "no more and no less");
    }

    #[test]
    fn law_2_whatever_was_given_in_between_what_was_there_comes_back(
        mut world in world(), sizes in prop::collection::vec(rights(), 1..5),
    ) {
        let (before, own) = (world.seen().permission, world.own);
        let mut memory = NOTHING;
        for right in sizes {
            world.settle(right, &mut memory);
            prop_assert_eq!(world.seen().permission, before.max(right));
        }
        world.settle(Permission::None, &mut memory);
        prop_assert_eq!(world.seen().permission, before);
        prop_assert_eq!(memory.known.grant, Grant::Nothing);
        if own == Permission::None {
            prop_assert_eq!(world.own, Permission::None, "nothing of ours is left behind");
        }
    }

    #[test]
    fn law_2_somebody_elses_invitation_is_not_ours_to_take(
        expired: bool, asked in rights(), right in rights(),
    ) {
        let invitation = Some((Invitation { id: 1, expired }, asked));
        let (elsewhere, own) = (Permission::None, Permission::None);
        let mut world = World { elsewhere, own, invitation, invites: true };
        let mut memory = NOTHING;
        world.settle(right, &mut memory);
        world.settle(Permission::None, &mut memory);
        let theirs = if expired { Permission::None } else { asked };
        prop_assert_eq!(world.seen().permission, theirs);
    }

    #[test]
    fn law_7_settling_twice_does_nothing_the_second_time(mut world in world(), right in rights()) {
        let mut memory = NOTHING;
        for wanted in [right, Permission::None] {
            world.settle(wanted, &mut memory);
            let settled = memory;
            prop_assert_eq!(world.settle(wanted, &mut memory), 0);
            prop_assert_eq!(memory, settled);
        }
    }

    #[test]
    fn what_was_cut_off_after_asking_is_taken_back(mut world in world(), right in rights()) {
        let (before, own) = (world.seen().permission, world.own);
        prop_assume!(before < right);
        let mut memory = NOTHING;
        world.take(Step::Ask(right), &mut memory);
        world.settle(Permission::None, &mut memory);
        prop_assert_eq!(world.seen().permission, before);
        prop_assert_eq!(world.invitation, None);
        prop_assert!(own > Permission::None || world.own == Permission::None);
    }
}
