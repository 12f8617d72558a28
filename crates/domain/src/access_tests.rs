//! The law of access, as claims: a small world in which the steps are carried out.

use proptest::prelude::*;

use super::*;

/// GitHub as far as one account and one repository go.
#[derive(Clone, Copy, Debug)]
struct World {
    /// What the account has by other means: team, organization, by hand.
    elsewhere: Permission,
    given: Permission,
    invitation: Option<Invitation>,
    invites: bool,
}

impl World {
    fn seen(&self) -> Seen {
        Seen {
            permission: self.elsewhere.max(self.given),
            invitation: self.invitation,
        }
    }

    /// Carries steps out until settled; gives the grant and the number of steps.
    fn settle(&mut self, wanted: bool, mut grant: Grant, before: &mut Permission) -> (Grant, u8) {
        for steps in 0..10 {
            match next_step(wanted, grant, *before, self.seen()) {
                Step::Settled(settled) => return (settled, steps),
                Step::DropExpired(_) | Step::Withdraw(_) => self.invitation = None,
                Step::Ask => {
                    *before = self.seen().permission;
                    grant = Grant::Asked;
                    if self.invites {
                        self.invitation = Some(Invitation {
                            id: 2,
                            expired: false,
                        });
                    } else {
                        self.given = Permission::Write;
                    }
                }
                Step::Accept(remembered, _) => {
                    grant = remembered;
                    self.invitation = None;
                    self.given = Permission::Write;
                }
                Step::Remove => self.given = Permission::None,
            }
        }
        panic!("no end after ten steps: {self:?}");
    }
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
    let invitation =
        prop::option::of(any::<bool>().prop_map(|expired| Invitation { id: 1, expired }));
    (permission(), invitation, any::<bool>()).prop_map(|(elsewhere, invitation, invites)| World {
        elsewhere,
        given: Permission::None,
        invitation: invitation.filter(|_| elsewhere < Permission::Write),
        invites,
    })
}

#[test]
fn law_1_an_open_task_wants_access_and_a_closed_settled_one_does_not() {
    for status in Status::ALL {
        let settled = Claim {
            status,
            pull_request: PullRequestState::Linked,
        };
        assert_eq!(settled.wants_access(), status.is_open());
    }
    let awaited = PullRequestState::Awaited;
    assert!(
        Claim {
            status: Status::Done,
            pull_request: awaited
        }
        .wants_access()
    );
    assert!(
        !Claim {
            status: Status::Canceled,
            pull_request: awaited
        }
        .wants_access()
    );
}

#[test]
fn law_1_one_task_that_wants_access_is_enough() {
    let closed = Claim {
        status: Status::Done,
        pull_request: PullRequestState::Linked,
    };
    let open = Claim {
        status: Status::Todo,
        pull_request: PullRequestState::NotAsked,
    };
    assert!(wanted([closed, open]));
    assert!(!wanted([closed]));
    assert!(!wanted([]));
}

#[test]
fn an_invitation_made_by_somebody_else_is_used_and_left_alone() {
    let seen = Seen {
        permission: Permission::None,
        invitation: Some(Invitation {
            id: 7,
            expired: false,
        }),
    };
    let step = next_step(true, Grant::Nothing, Permission::None, seen);
    assert_eq!(step, Step::Accept(Grant::PreExisting, 7));
}

proptest! {
    #[test]
    fn giving_always_ends_with_the_right_to_push(mut world in world()) {
        let mut before = world.seen().permission;
        world.settle(true, Grant::Nothing, &mut before);
        prop_assert!(world.seen().permission >= Permission::Write);
    }

    #[test]
    fn law_2_giving_and_taking_leaves_what_was_there(mut world in world()) {
        let elsewhere = world.elsewhere;
        let foreign = world.invitation.is_some_and(|invitation| !invitation.expired);
        let mut before = world.seen().permission;
        let (grant, _) = world.settle(true, Grant::Nothing, &mut before);
        let (grant, _) = world.settle(false, grant, &mut before);
        prop_assert_eq!(grant, Grant::Nothing);
        if foreign {
            prop_assert!(world.seen().permission >= Permission::Write, "not ours to take");
        } else {
            prop_assert_eq!(world.seen().permission, elsewhere);
        }
    }

    #[test]
    fn law_7_settling_twice_does_nothing_the_second_time(mut world in world(), wanted: bool) {
        let mut before = world.seen().permission;
        let (grant, _) = world.settle(wanted, Grant::Nothing, &mut before);
        let (again, steps) = world.settle(wanted, grant, &mut before);
        prop_assert_eq!((again, steps), (grant, 0));
    }

    #[test]
    fn what_was_cut_off_after_asking_is_taken_back(mut world in world()) {
        world.invitation = None;
        prop_assume!(world.elsewhere < Permission::Write);
        let mut before = world.seen().permission;
        if world.invites {
            world.invitation = Some(Invitation { id: 2, expired: false });
        } else {
            world.given = Permission::Write;
        }
        world.settle(false, Grant::Asked, &mut before);
        prop_assert_eq!(world.seen().permission, world.elsewhere);
        prop_assert_eq!(world.invitation, None);
    }
}
