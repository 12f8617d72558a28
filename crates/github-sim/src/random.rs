//! Unguessable words: tokens, codes, sessions, delivery ids.
//! Ids of things in the world are counted, never drawn.

use std::fmt::Write as _;

/// `bytes` random bytes in hexadecimal.
pub(crate) fn hex(bytes: usize) -> String {
    let mut buffer = vec![0_u8; bytes];
    getrandom::fill(&mut buffer).expect("the system gives random bytes");
    buffer.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
        text
    })
}

/// A token with GitHub's prefix, as long as the real ones.
pub(crate) fn token(prefix: &str) -> String {
    format!("{prefix}_{}", hex(18))
}

/// A GUID, as deliveries and requests carry it.
pub(crate) fn guid() -> String {
    let text = hex(16);
    let parts = [
        &text[..8],
        &text[8..12],
        &text[12..16],
        &text[16..20],
        &text[20..],
    ];
    parts.join("-")
}
