//! The forms by which somebody acts on the pages; none needs a script.
//! What a form does is in `acts`.

use super::html::{escape, hidden, join};

/// A form that is only a button.
#[derive(Debug, Clone, Copy)]
pub(super) struct Button<'a> {
    pub(super) act: &'a str,
    /// What stands on it, and what it is called where that says too little.
    pub(super) words: (&'a str, &'a str),
    pub(super) class: &'a str,
    pub(super) fields: &'a [(&'a str, &'a str)],
    /// The page to come back to.
    pub(super) here: &'a str,
}

impl Button<'_> {
    /// The form as HTML.
    pub(super) fn html(self) -> String {
        let (word, name) = self.words;
        let fields = join(self.fields, |(name, value)| hidden(name, value));
        let button = format!(
            "{fields}<button class=\"{}\" aria-label=\"{}\">{}</button>",
            self.class,
            escape(name),
            escape(word)
        );
        form(self.act, self.here, "", &button)
    }
}

/// A form around fields that are HTML already.
pub(super) fn form(act: &str, here: &str, class: &str, fields: &str) -> String {
    format!(
        "<form method=\"post\" action=\"/_page/{act}\" class=\"{class}\">{}{fields}</form>",
        hidden("return_to", here)
    )
}

/// A field to type into, with its label.
pub(super) fn text(label: &str, class: &str, name: &str, value: &str, more: &str) -> String {
    format!(
        "<label class=\"{class}\">{label}<input name=\"{name}\" value=\"{}\" {more}></label>",
        escape(value)
    )
}

/// A choice with its label; the options are HTML already.
pub(super) fn choice(label: &str, class: &str, name: &str, options: &str) -> String {
    format!("<label class=\"{class}\">{label}<select name=\"{name}\">{options}</select></label>")
}

/// One of the options of a choice.
pub(super) fn option(value: &str, text: &str) -> String {
    format!(
        "<option value=\"{}\">{}</option>",
        escape(value),
        escape(text)
    )
}
