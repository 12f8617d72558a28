//! Icons, drawn as lines on a grid of 24.
//!
//! They are decoration: what they mean is always said in words beside them or as a label.

use leptos::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// A bell.
    Bell,
    /// A branch leaving a line.
    Branch,
    /// A tick.
    Check,
    /// Opens downward.
    Down,
    /// Two sheets.
    Copy,
    /// An arrow out of a box.
    External,
    /// Six dots to take hold of.
    Grip,
    /// A pen.
    Pen,
    /// A plus.
    Plus,
    /// An arrow around.
    Refresh,
    /// A magnifying glass.
    Search,
    /// Half a sun, half a moon.
    Theme,
    /// A sign with an exclamation mark.
    Warning,
    /// A cross.
    Cross,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Bell => "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
            Self::Branch => "M6 4v16M6 15c8 0 12-1 12-7M18 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
            Self::Check => "M5 12.5 10 17.5 19 7",
            Self::Down => "M6 9.5 12 15.5 18 9.5",
            Self::Copy => "M9 9h11v11H9zM15 5V4H4v11h1",
            Self::External => "M13 4h7v7M20 4l-9 9M17 14v6H4V7h6",
            Self::Grip => "M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1",
            Self::Pen => "M4 20v-4L16 4l4 4L8 20zM13 7l4 4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Refresh => "M20 5v5h-5M20 10a8 8 0 1 0 0 5",
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 20 20",
            Self::Theme => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 3v18M12 8h6M12 12h9M12 16h6",
            Self::Warning => "M12 3 22 20H2zM12 10v4M12 17v.2",
            Self::Cross => "M6 6l12 12M18 6 6 18",
        }
    }
}

/// An icon as large as the text around it.
#[component]
pub(crate) fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg
            class="size-[1.15em] shrink-0"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=glyph.path()></path>
        </svg>
    }
}
