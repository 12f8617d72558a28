//! What the pages say, in every language: functions made from the files in `locales`.
//!
//! A text is in its language's file and nowhere else. A page that puts in too little, a message
//! that a language lacks and one that no page uses do not compile.

pub(crate) use messages::*;

#[expect(
    clippy::useless_format,
    clippy::single_match_else,
    reason = "every message is written in one way, whether it needs all of it or not"
)]
mod messages {
    include!(concat!(env!("OUT_DIR"), "/text.rs"));
}
