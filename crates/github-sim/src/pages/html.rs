//! The frame of every page and the few words of HTML that all pages share.
//! Text of the world is never put into a page without `escape`.

use crate::accounts::Account;
use crate::clock::Time;
use crate::reply::Reply;

const STYLE: &str = include_str!("style.css");
/// Where browsers look for the picture of a site whether a page names it or not.
const ICON: &str = "/favicon.ico";

/// A whole page.
pub(crate) fn page(title: &str, class: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · practice GitHub</title><link rel=\"icon\" href=\"{ICON}\">\
         <style>{STYLE}</style></head><body>\
         <header><a href=\"/\">Practice GitHub</a><span>nothing here is real</span></header>\
         <main class=\"{class}\"><h1>{title}</h1>{body}</main></body></html>"
    )
}

/// A part of a page with a heading, which links lead to.
pub(crate) fn part(id: &str, heading: &str, count: usize, body: &str) -> String {
    format!(
        "<section id=\"{id}\"><h2>{heading} <span class=\"count\">{count}</span></h2>{body}</section>"
    )
}

/// What stands where nothing is to be shown.
pub(crate) fn empty(text: &str) -> String {
    format!("<p class=\"empty\">{text}</p>")
}

/// A table; cells are HTML already.
pub(crate) fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let head = row("th", heads.iter().map(|head| escape(head)));
    let body = join(rows, |cells| row("td", cells.iter().cloned()));
    format!("<div class=\"scroll\"><table><thead>{head}</thead><tbody>{body}</tbody></table></div>")
}

/// The renderings of all things in a list, one after the other.
pub(crate) fn join<T>(list: impl IntoIterator<Item = T>, render: impl Fn(T) -> String) -> String {
    list.into_iter().map(render).collect::<Vec<_>>().concat()
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> String {
    format!(
        "<tr>{}</tr>",
        join(cells, |cell| format!("<{name}>{cell}</{name}>"))
    )
}

/// A link; the text is escaped here.
pub(crate) fn link(address: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(address), escape(text))
}

/// A word in a frame; `class` is its colour: `good`, `bad`, `warn`, `done` or none.
pub(crate) fn badge(class: &str, text: &str) -> String {
    format!("<span class=\"badge {class}\">{}</span>", escape(text))
}

/// Somebody's picture beside their name.
pub(crate) fn person(account: &Account) -> String {
    format!(
        "<span class=\"person\"><img class=\"face\" src=\"/avatars/{}\" alt=\"\">{}</span>",
        account.id,
        link(&format!("/{}", account.login), &account.login)
    )
}

/// How long ago something was.
pub(crate) fn ago(now: Time, then: Time) -> String {
    let minutes = (now - then).num_minutes();
    let text = match minutes {
        ..1 => "just now".to_owned(),
        1..60 => format!("{minutes} min ago"),
        60..2880 => format!("{} h ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1440),
    };
    let exact = crate::clock::iso(then);
    format!("<time class=\"dim\" datetime=\"{exact}\" title=\"{exact}\">{text}</time>")
}

/// A hidden field of a form.
pub(crate) fn hidden(name: &str, value: &str) -> String {
    format!(
        "<input type=\"hidden\" name=\"{name}\" value=\"{}\">",
        escape(value)
    )
}

/// Text that is safe within HTML and within its attributes.
pub(crate) fn escape(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut escaped, letter| {
            match letter {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                other => escaped.push(other),
            }
            escaped
        })
}

/// The refusal of what another site wants done here.
pub(crate) fn foreign() -> Reply {
    let body = "<p>Another site wanted something done here. Nothing was.</p>";
    Reply::html(403, page("That did not work", "narrow", body))
}

/// The page for what is not there.
pub(crate) fn not_found() -> Reply {
    Reply::html(
        404,
        page(
            "Not found",
            "narrow",
            "<p>This is not the page you are looking for.</p>",
        ),
    )
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::{ago, escape};
    use crate::clock;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escape("<b title=\"x\">&'"),
            "&lt;b title=&quot;x&quot;&gt;&amp;&#39;"
        );
    }

    #[test]
    fn time_is_told_in_words_that_fit_its_distance() {
        let now = clock::now(0);
        for (minutes, words) in [
            (-5, "just now"),
            (0, "just now"),
            (59, "59 min ago"),
            (60, "1 h ago"),
            (2879, "47 h ago"),
            (2880, "2 days ago"),
        ] {
            assert!(ago(now, now - TimeDelta::minutes(minutes)).contains(words));
        }
    }
}
