//! Server-sent events, taken out of the text as it comes.
//!
//! Nothing is known here of what they say.

/// One event of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Its number.
    pub(super) number: Option<i64>,
    /// What it is called.
    pub(super) name: String,
    /// What it holds.
    pub(super) data: String,
}

/// The text that has come, as far as it is no whole event yet.
#[derive(Default)]
pub(super) struct Frames {
    text: String,
}

impl Frames {
    /// Takes more text; gives the events that are whole now.
    pub(super) fn take(&mut self, text: &str) -> Vec<Frame> {
        self.text.push_str(text);
        let mut frames = Vec::new();
        while let Some(end) = self.text.find("\n\n") {
            frames.extend(read(&self.text[..end]));
            self.text.drain(..end + 2);
        }
        frames
    }
}

/// One that has no name only says that the other side is there.
fn read(text: &str) -> Option<Frame> {
    let field = |name: &str| {
        let value = |line: &str| Some(line.strip_prefix(name)?.strip_prefix(": ")?.to_owned());
        text.lines().find_map(value)
    };
    Some(Frame {
        number: field("id").and_then(|number| number.parse().ok()),
        name: field("event")?,
        data: field("data").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_whole_however_the_text_is_cut() {
        let text = "id: 7\nevent: change\ndata: {\"kind\":\"task_changed\"}\n\n: here\n\nid: 8\nevent: ready\ndata: {}\n\n";
        let whole = Frames::default().take(text);
        assert_eq!(whole.len(), 2);
        assert_eq!(whole[0].number, Some(7));
        assert_eq!(whole[0].data, "{\"kind\":\"task_changed\"}");
        assert_eq!(whole[1].name, "ready");
        let mut frames = Frames::default();
        let cut: Vec<_> = text
            .chars()
            .flat_map(|letter| frames.take(&letter.to_string()))
            .collect();
        assert_eq!(cut, whole);
    }
}
