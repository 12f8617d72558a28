//! The frame of every page and the few words of HTML that all pages share.
//! Text of the world is never put into a page without `escape`.

use crate::reply::Reply;

const STYLE: &str = "
:root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --go: #1a7f37; --dim: #59636e;
  --link: #0969da }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --soft: #151b23; --go: #2ea043; --dim: #9198a1; --link: #4493f8 }
  body { background: #0d1117; color: #e6edf3 }
}
* { box-sizing: border-box }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 }
a { color: var(--link) }
header { border-bottom: 1px solid var(--line); padding: .7rem 1.2rem }
header a { color: inherit; font-weight: 600; text-decoration: none }
header span { color: var(--dim); margin-left: .6rem }
main { max-width: 68rem; margin: 1.5rem auto; padding: 0 1.2rem }
main.narrow { max-width: 30rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left;
  vertical-align: top }
th { color: var(--dim); font-weight: 600 }
.box { border: 1px solid var(--line); border-radius: 8px; margin: 1rem 0; padding: .4rem 1rem }
.box > * { align-items: center; display: flex; gap: .8rem; justify-content: space-between;
  margin: .5rem 0 }
ul.plain { list-style: none; padding: .4rem 1rem }
form { margin: 0 }
.dim { color: var(--dim) } pre { background: var(--soft); overflow: auto; padding: .8rem }
.scroll { overflow-x: auto }
button { background: var(--soft); border: 1px solid var(--line); border-radius: 6px;
  color: inherit; cursor: pointer; font: inherit; font-weight: 500; padding: .35rem .9rem }
button.go { background: var(--go); border-color: var(--go); color: #fff }
button.wide { text-align: left; width: 100% }
.buttons { display: flex; gap: .8rem; justify-content: flex-end }
";

/// A whole page.
pub(crate) fn page(title: &str, class: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · practice GitHub</title><style>{STYLE}</style></head><body>\
         <header><a href=\"/\">Practice GitHub</a><span>nothing here is real</span></header>\
         <main class=\"{class}\"><h1>{title}</h1>{body}</main></body></html>"
    )
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
    use super::escape;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escape("<b title=\"x\">&'"),
            "&lt;b title=&quot;x&quot;&gt;&amp;&#39;"
        );
    }
}
