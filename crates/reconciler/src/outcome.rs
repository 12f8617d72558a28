//! From what went wrong to what happens next: wait, stop for a person, or give up.
//!
//! This is the only place where that is decided. Nothing here acts.

use std::time::Duration;

use chrono::TimeDelta;
use domain::{
    Timestamp,
    effect::{Attempt, Trouble},
};
use github::Wait;

use crate::failure::Failure;

/// The wait after the first failure; it doubles with each one.
const FIRST_WAIT: Duration = Duration::from_secs(10);
/// No wait of our own is longer.
const LONGEST_WAIT: Duration = Duration::from_hours(1);
/// Nor this one, where somebody is promised an end.
const LONGEST_PRESSING_WAIT: Duration = Duration::from_mins(5);
/// A pull request or a hook that failed this often, over an hour or so, is given up.
pub(crate) const BOUND: i64 = 10;

/// What a failure asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A person must mend this.
    Mend(Trouble),
    /// It passes; longer with each attempt.
    BackOff(Trouble),
    /// It passes, and GitHub said when.
    Wait(Wait, Trouble),
    /// It goes on when its turn has come.
    OutOfTurn(Timestamp),
}

/// How often an effect may fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// For ever: access that is to end must not stay because we lost heart (law 4).
    Endless,
    /// The same, and with short waits: somebody is promised an end within the hour.
    Pressing,
    /// [`BOUND`] times.
    Bounded,
}

/// What becomes of an effect whose attempt number `attempts` failed.
pub(crate) fn attempt(
    failure: &Failure,
    attempts: i64,
    patience: Patience,
    now: Timestamp,
) -> Attempt {
    let (at, trouble) = match judge(failure) {
        Verdict::Mend(trouble) => return Attempt::Blocked(trouble),
        Verdict::BackOff(trouble) => {
            let longest = match patience {
                Patience::Pressing => LONGEST_PRESSING_WAIT,
                Patience::Endless | Patience::Bounded => LONGEST_WAIT,
            };
            (now + back_off(attempts, longest, jitter()), trouble)
        }
        Verdict::Wait(wait, trouble) => (wait.end(now), trouble),
        Verdict::OutOfTurn(at) => return Attempt::OutOfTurn(at),
    };
    if patience == Patience::Bounded && attempts >= BOUND {
        Attempt::GaveUp(trouble)
    } else {
        Attempt::RetryAt(at, trouble)
    }
}

/// What a failure asks for.
pub(crate) fn judge(failure: &Failure) -> Verdict {
    match failure {
        Failure::Github(error) => judge_github(error),
        Failure::Connections(error) => judge_connections(error),
        Failure::Store(_) => Verdict::BackOff(Trouble::Internal),
        Failure::Mend(trouble) => Verdict::Mend(*trouble),
        Failure::NotYet(trouble) => Verdict::BackOff(*trouble),
        Failure::Limited(until) => Verdict::Wait(Wait::Until(*until), Trouble::RateLimited),
        Failure::OutOfTurn(at) => Verdict::OutOfTurn(*at),
    }
}

fn judge_github(error: &github::Error) -> Verdict {
    use github::Error;
    match error {
        Error::RateLimited { wait } => Verdict::Wait(*wait, Trouble::RateLimited),
        Error::Unavailable { .. } => Verdict::BackOff(Trouble::GithubUnavailable),
        // It does not fit at the moment; looking again shows what does.
        Error::Conflict | Error::Unexpected { .. } => Verdict::BackOff(Trouble::Refused),
        Error::Settings(_) => Verdict::BackOff(Trouble::Internal),
        Error::Unauthorized | Error::ScopeMissing { .. } | Error::OauthRejected { .. } => {
            Verdict::Mend(Trouble::StewardMustReconnect)
        }
        Error::SsoRequired { .. } => Verdict::Mend(Trouble::SsoRequired),
        Error::OrganizationRestrictsApp { .. } => Verdict::Mend(Trouble::OrganizationRestrictsApp),
        Error::NotFound | Error::Gone => Verdict::Mend(Trouble::RepositoryMissing),
        Error::AddressNotPublic => Verdict::Mend(Trouble::AddressNotPublic),
        Error::TooManyInvitations => {
            Verdict::Wait(Wait::For(LONGEST_WAIT), Trouble::TooManyInvitations)
        }
        Error::Forbidden { .. }
        | Error::Empty
        | Error::Invalid { .. }
        | Error::PullRequestRefused(_) => Verdict::Mend(Trouble::Refused),
    }
}

fn judge_connections(error: &connections::Error) -> Verdict {
    use connections::Error;
    match error {
        Error::NotConnected => Verdict::Mend(Trouble::NoSteward),
        Error::ReconnectNeeded => Verdict::Mend(Trouble::StewardMustReconnect),
        Error::Github(error) => judge_github(error),
        _ => Verdict::BackOff(Trouble::Internal),
    }
}

/// Doubles with each attempt up to `longest`; `jitter` keeps many from coming at once.
fn back_off(attempts: i64, longest: Duration, jitter: f64) -> TimeDelta {
    let doubled = FIRST_WAIT * (1 << (attempts - 1).clamp(0, 16));
    let wait = doubled.min(longest).mul_f64(jitter);
    TimeDelta::from_std(wait).expect("an hour or so is a time span")
}

fn jitter() -> f64 {
    rand::random_range(0.8..1.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn unavailable() -> Failure {
        let reason = "status 502".to_owned();
        github::Error::Unavailable { reason }.into()
    }

    #[test]
    fn the_waits_double_and_end_at_an_hour() {
        let waits = |longest| {
            let wait = move |attempts| back_off(attempts, longest, 1.0).num_seconds();
            [1, 2, 3, 9, 10, 40].map(wait)
        };
        assert_eq!(waits(LONGEST_WAIT), [10, 20, 40, 2560, 3600, 3600]);
        assert_eq!(waits(LONGEST_PRESSING_WAIT), [10, 20, 40, 300, 300, 300]);
    }

    #[test]
    fn law_4_taking_access_away_is_never_given_up() {
        let outcome = attempt(&unavailable(), 1000, Patience::Endless, NOW);
        assert!(matches!(
            outcome,
            Attempt::RetryAt(_, Trouble::GithubUnavailable)
        ));
        let bounded = attempt(&unavailable(), BOUND, Patience::Bounded, NOW);
        assert_eq!(bounded, Attempt::GaveUp(Trouble::GithubUnavailable));
    }

    #[test]
    fn who_is_out_of_turn_loses_no_attempt() {
        let outcome = attempt(&Failure::OutOfTurn(NOW), BOUND, Patience::Bounded, NOW);
        assert_eq!(outcome, Attempt::OutOfTurn(NOW));
    }

    #[test]
    fn github_is_obeyed_when_it_says_how_long_to_wait() {
        let wait = Wait::For(Duration::from_secs(77));
        let failure = github::Error::RateLimited { wait }.into();
        let outcome = attempt(&failure, 1, Patience::Endless, NOW);
        let at = NOW + TimeDelta::seconds(77);
        assert_eq!(outcome, Attempt::RetryAt(at, Trouble::RateLimited));
    }
}
