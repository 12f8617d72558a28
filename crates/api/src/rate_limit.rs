//! How often one may try to sign in or to register.
//!
//! Clients are told apart by their address; `address` says which that is.

use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    time::Duration,
};

use domain::names::Email;
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};

use crate::error::Error;

/// From one address: 30 at once, then one every two seconds. A whole office may share one.
const PER_ADDRESS: (u32, Duration) = (30, Duration::from_secs(2));

/// For one account: ten at once, then one every 30 seconds.
const PER_ACCOUNT: (u32, Duration) = (10, Duration::from_secs(30));

/// How many clients are remembered before those who may try freely again are forgotten.
const REMEMBERED: usize = 10_000;

/// Counts tries.
pub(crate) struct RateLimit {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    accounts: DefaultKeyedRateLimiter<Email>,
}

impl RateLimit {
    pub(crate) fn new() -> Self {
        Self {
            addresses: RateLimiter::keyed(quota(PER_ADDRESS)),
            accounts: RateLimiter::keyed(quota(PER_ACCOUNT)),
        }
    }

    /// Counts one try from an address for an account; refuses it when there were too many.
    pub(crate) fn count(&self, address: IpAddr, account: &Email) -> Result<(), Error> {
        count(&self.addresses, &household(address))?;
        self.count_account(account)
    }

    /// Counts one try for an account by somebody who is known already.
    pub(crate) fn count_account(&self, account: &Email) -> Result<(), Error> {
        count(&self.accounts, account)
    }
}

fn count<K: Clone + Eq + Hash>(tries: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Error> {
    if tries.len() > REMEMBERED {
        tries.retain_recent();
    }
    tries.check_key(key).map_err(|not_until| {
        Error::TooManyRequests(not_until.wait_time_from(DefaultClock::default().now()))
    })
}

fn quota((burst, period): (u32, Duration)) -> Quota {
    let burst = NonZeroU32::new(burst).expect("at least one try is allowed");
    Quota::with_period(period)
        .expect("the period is not zero")
        .allow_burst(burst)
}

/// One customer of a provider has 2^64 addresses of version 6: they count as one.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => address.to_ipv4_mapped().map_or_else(
            || {
                IpAddr::V6(Ipv6Addr::from_bits(
                    address.to_bits() & !u128::from(u64::MAX),
                ))
            },
            IpAddr::V4,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(limit: &RateLimit, address: &str, account: &str) -> Result<(), Error> {
        limit.count(address.parse().unwrap(), &account.parse().unwrap())
    }

    #[test]
    fn one_account_is_tried_ten_times_from_wherever() {
        let limit = RateLimit::new();
        for n in 0..10 {
            count(&limit, &format!("10.0.0.{n}"), "ada@example.com").unwrap();
        }
        let refused = count(&limit, "10.0.0.99", "ada@example.com");
        assert!(matches!(refused, Err(Error::TooManyRequests(wait)) if !wait.is_zero()));
        count(&limit, "10.0.0.99", "ben@example.com").unwrap();
    }

    #[test]
    fn one_household_tries_thirty_times_whatever_the_accounts() {
        let limit = RateLimit::new();
        for n in 0..30 {
            count(
                &limit,
                &format!("2001:db8::{n:x}"),
                &format!("p{n}@example.com"),
            )
            .unwrap();
        }
        assert!(count(&limit, "2001:db8::ffff", "new@example.com").is_err());
        count(&limit, "2001:db8:0:1::1", "new@example.com").unwrap();
    }
}
