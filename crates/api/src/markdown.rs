//! Markdown of people, made into HTML that is safe to show to others.
//!
//! HTML that is written into it is shown as it was written; pictures become links, since a page
//! that loads them would tell another server who reads it. What comes out is sanitized once more,
//! so that a mistake of the parser is none of the page.

use std::{collections::HashSet, sync::LazyLock};

use ammonia::{Builder, UrlRelative};
use domain::{mention, wire::me::Person};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeStream, html};

/// The HTML of a text in Markdown, with those who are mentioned marked.
pub(crate) fn html(text: &str, people: &[Person]) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let mut depth = 0_usize;
    let events = Parser::new_ext(text, options).flat_map(|event| {
        match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. }) => depth += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match harmless(event) {
            Event::Text(text) if depth == 0 => marked(text, people),
            event => vec![event],
        }
    });
    let mut out = String::new();
    html::push_html(&mut out, TextMergeStream::new(events));
    SANITIZER.clean(&out).to_string()
}

/// What may be in it at all.
static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut sanitizer = Builder::default();
    sanitizer
        .tags(HashSet::from([
            "a",
            "b",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "input",
            "li",
            "mark",
            "ol",
            "p",
            "pre",
            "s",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]))
        .add_tag_attributes("input", ["type", "checked", "disabled", "aria-label"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .set_tag_attribute_value("input", "disabled", "")
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    sanitizer
});

/// HTML as the text that it was written as, and a picture as a link to it.
fn harmless(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::TaskListMarker(done) => Event::InlineHtml(marker(done).into()),
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        event => event,
    }
}

/// A box of a list of tasks, which says by itself what it means.
fn marker(done: bool) -> &'static str {
    if done {
        r#"<input type="checkbox" disabled checked aria-label="done"> "#
    } else {
        r#"<input type="checkbox" disabled aria-label="to do"> "#
    }
}

/// A text in which mentions stand apart.
fn marked<'a>(text: CowStr<'a>, people: &[Person]) -> Vec<Event<'a>> {
    let mentions = mention::mentions(&text, people);
    if mentions.is_empty() {
        return vec![Event::Text(text)];
    }
    let mut events = Vec::new();
    let mut from = 0;
    let part = |from: usize, to: usize| Event::Text(text[from..to].to_owned().into());
    for mention in mentions {
        events.push(part(from, mention.start));
        events.push(Event::InlineHtml("<mark>".into()));
        events.push(part(mention.start, mention.end));
        events.push(Event::InlineHtml("</mark>".into()));
        from = mention.end;
    }
    events.push(part(from, text.len()));
    events
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plain(text: &str) -> String {
        html(text, &[])
    }

    #[test]
    fn lists_of_tasks_tables_and_code_are_shown() {
        let list = plain("- [x] done\n- [ ] open");
        assert!(
            list.contains("<input") && list.contains("checked"),
            "{list}"
        );
        assert!(
            list.contains(r#"type="checkbox""#) && list.contains("disabled"),
            "{list}"
        );
        assert!(list.contains(r#"aria-label="to do""#), "{list}");
        assert!(plain("|a|b|\n|-|-|\n|1|2|").contains("<td>1</td>"));
        assert!(plain("```rust\nlet x = 1 < 2;\n```").contains("<code>let x = 1 &lt; 2;"));
        assert_eq!(
            plain("~~no~~ **yes**").trim(),
            "<p><del>no</del> <strong>yes</strong></p>"
        );
    }

    #[test]
    fn a_link_vouches_for_nothing_and_a_picture_is_a_link() {
        let link = plain("[there](https://example.com)");
        assert!(
            link.contains(r#"rel="nofollow noopener noreferrer""#),
            "{link}"
        );
        let picture = plain("![a cat](https://example.com/cat.png)");
        assert!(!picture.contains("<img"), "{picture}");
        assert!(picture.contains(">a cat</a>"), "{picture}");
    }

    #[test]
    fn nothing_that_runs_or_looks_elsewhere_gets_through() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](java\u{0}script:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](//evil.example)",
            "![x](javascript:alert(1))",
            "<style>*{display:none}</style>",
            "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=alert(1)>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<form action=https://evil.example><input type=text name=q autofocus onfocus=alert(1)>",
            "a <b onclick=alert(1)>b</b>",
            "[x](<https://example.com/\" onmouseover=\"alert(1)>)",
        ] {
            let shown = plain(text);
            let tags: Vec<&str> = shown.split('<').skip(1).collect();
            for tag in tags {
                let inside = tag.split('>').next().unwrap_or_default();
                let name = inside.trim_start_matches('/').split(' ').next();
                assert!(
                    matches!(name, Some("p" | "a" | "br" | "mark")),
                    "{text} gave {shown}"
                );
                assert!(
                    !inside.contains("javascript") && !inside.contains("data:"),
                    "{shown}"
                );
                assert!(!inside.contains(" on"), "{text} gave {shown}");
            }
        }
    }

    #[test]
    fn members_who_are_mentioned_stand_out_except_in_code() {
        let id = uuid::Uuid::nil();
        let ann = json!({ "id": id, "name": "Ann Lee", "github_login": null });
        let people = [serde_json::from_value(ann).unwrap()];
        let shown = html("ask @Ann Lee & `@Ann Lee`", &people);
        assert_eq!(
            shown.trim(),
            "<p>ask <mark>@Ann Lee</mark> &amp; <code>@Ann Lee</code></p>"
        );
    }
}
