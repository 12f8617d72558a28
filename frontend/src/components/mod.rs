//! Parts of pages. They show what they are given and report what was pressed; none calls the server.

mod avatar;
mod badge;
mod check;
mod choice;
mod copy;
mod dialog;
mod field;
mod icon;
mod marks;
mod menu;
mod notice;
mod panel;
mod shown;
mod state;
mod tabs;
mod when;
mod window;

pub(crate) use avatar::{Avatar, Picture};
pub(crate) use badge::{AccessBadge, DriftBadge, Mark, StatusBadge};
pub(crate) use check::Check;
pub(crate) use choice::{Choice, Choices};
pub(crate) use copy::CopyLine;
pub(crate) use dialog::{Confirm, Dialog};
pub(crate) use field::{Area, Field, Submit};
pub(crate) use icon::{Glyph, Icon};
pub(crate) use marks::{due_mark, label_marks, priority_mark, pull_request_badge};
pub(crate) use menu::Menu;
pub(crate) use notice::{Help, Notice, ProblemNotice, ProblemPage, Tone};
pub(crate) use panel::{Empty, Panel, Title};
pub(crate) use shown::Shown;
pub(crate) use state::{lines_skeleton, page_skeleton, show, show_or};
pub(crate) use tabs::{Tab, Tabs};
pub(crate) use when::{Until, When};
pub(crate) use window::{rows, seen_in_box, seen_on_page};
