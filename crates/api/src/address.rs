//! Where a caller is, for counting what one place tries.
//!
//! Anybody can write a header: only what the owner's own proxies added to it is believed.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;

/// The caller's address, as seen by the outermost of so many proxies of the server's owner.
///
/// Each proxy appends the address that it was called from to `X-Forwarded-For`; what stands
/// further left was written by the caller. Without proxies it is the address of the connection.
pub(crate) fn of_caller(request: &HttpRequest, proxies: usize) -> IpAddr {
    let forwarded = proxies
        .checked_sub(1)
        .and_then(|inner| entries(request).rev().nth(inner).map(str::to_owned));
    let connected = || request.peer_addr().map(|peer| peer.ip());
    forwarded
        .and_then(|entry| entry.parse().ok())
        .or_else(connected)
        .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// All entries of all such headers, in the order in which they were added.
fn entries(request: &HttpRequest) -> impl DoubleEndedIterator<Item = &str> {
    let headers: Vec<_> = request.headers().get_all("x-forwarded-for").collect();
    let lines = headers.into_iter().filter_map(|line| line.to_str().ok());
    let entries: Vec<_> = lines.flat_map(|line| line.split(',')).collect();
    entries.into_iter().map(str::trim)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn seen(headers: &[&'static str], proxies: usize) -> String {
        let request = TestRequest::default().peer_addr("10.0.0.1:4242".parse().unwrap());
        let request = headers.iter().fold(request, |request, line| {
            request.append_header(("X-Forwarded-For", *line))
        });
        of_caller(&request.to_http_request(), proxies).to_string()
    }

    #[test]
    fn without_proxies_a_header_is_not_believed() {
        assert_eq!(seen(&["203.0.113.9"], 0), "10.0.0.1");
    }

    #[test]
    fn what_the_callers_wrote_in_front_is_not_believed() {
        assert_eq!(seen(&["198.51.100.1, 203.0.113.9"], 1), "203.0.113.9");
        assert_eq!(
            seen(&["198.51.100.1", "203.0.113.9, 10.0.0.2"], 2),
            "203.0.113.9"
        );
    }

    #[test]
    fn where_the_proxies_wrote_nothing_the_connection_counts() {
        assert_eq!(seen(&[], 1), "10.0.0.1");
        assert_eq!(seen(&["unknown"], 1), "10.0.0.1");
        assert_eq!(seen(&["203.0.113.9"], 2), "10.0.0.1");
    }
}
