//! Tables as CSV (RFC 4180) that a spreadsheet can open without being told to do anything.
//!
//! Whoever names themselves `=HYPERLINK(…)` must not run it on the machine of a reviewer.

use csv::{Terminator, WriterBuilder};

use crate::error::Error;

/// Signs with which spreadsheets let a formula begin, also in their wide forms.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Writes the column names and the lines.
pub(crate) fn write<const N: usize>(
    columns: &[&str; N],
    lines: impl Iterator<Item = [String; N]>,
) -> Result<Vec<u8>, Error> {
    let broken = |_| Error::Internal("a table could not be written");
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(columns).map_err(broken)?;
    for line in lines {
        writer.write_record(line.map(harmless)).map_err(broken)?;
    }
    let written = writer.into_inner();
    written.map_err(|_| Error::Internal("a table could not be written"))
}

/// A text that no spreadsheet takes for a formula: one that would be begins with an apostrophe.
fn harmless(text: String) -> String {
    let first = text.trim_start().chars().next();
    let acts = first.is_some_and(|first| BEGINNINGS.contains(&first))
        || text.starts_with(|first: char| first.is_control());
    if acts { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_formula_is_only_text() {
        for formula in [
            "=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r=1", "\u{a0}=1", "＝1",
        ] {
            assert_eq!(harmless(formula.to_owned()), format!("'{formula}"));
        }
        for text in ["", "Ann", "a=b", "acme/shop", "2026-11-22T06:36:40Z"] {
            assert_eq!(harmless(text.to_owned()), text);
        }
    }

    #[test]
    fn quotes_commas_and_lines_stay_in_their_cells() {
        let line = [r#"Ann "the, boss""#.to_owned(), "two\nlines".to_owned()];
        let file = write(&["a", "b"], std::iter::once(line)).unwrap();
        let text = String::from_utf8(file).unwrap();
        assert_eq!(text, "a,b\r\n\"Ann \"\"the, boss\"\"\",\"two\nlines\"\r\n");
    }
}
