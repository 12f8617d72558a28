//! The time in which a decision can be taken back before GitHub sees anything of it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// For how many seconds what follows on GitHub waits, 0 to 30.
///
/// Left out, nothing waits. It is for pages on which a person can press *Undo*: what is decided is
/// decided at once, and taken back by the opposite decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct UndoSeconds(u8);

impl UndoSeconds {
    /// The longest wait.
    pub const MOST: u8 = 30;
    /// What the pages ask for.
    pub const ON_PAGES: Self = Self(10);

    /// How long that is.
    pub fn time(self) -> Duration {
        Duration::from_secs(self.0.into())
    }

    /// Whether nothing waits.
    pub fn is_none(&self) -> bool {
        self.0 == 0
    }
}

impl TryFrom<u8> for UndoSeconds {
    type Error = String;

    fn try_from(seconds: u8) -> Result<Self, String> {
        if seconds <= Self::MOST {
            Ok(Self(seconds))
        } else {
            Err(format!("this can be at most {}", Self::MOST))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_keeps_github_waiting_for_long() {
        assert!(UndoSeconds::try_from(30).is_ok());
        assert!(UndoSeconds::try_from(31).is_err());
        assert!(UndoSeconds::default().is_none());
        assert_eq!(UndoSeconds::ON_PAGES.time(), Duration::from_secs(10));
    }
}
