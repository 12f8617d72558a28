//! What a browser calls itself, made short enough to recognize it by.

use crate::text::browser;

/// Browsers, each before those whose name it carries as well.
fn browsers() -> [(&'static str, &'static str); 6] {
    [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrom", browser::chromium_or_chrome()),
        ("Safari", "Safari"),
        ("curl", "curl"),
    ]
}

/// Systems, in the same way.
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
];

/// `Firefox on Linux`; the beginning of what it says where nothing is recognized.
pub(crate) fn browser_words(user_agent: &str) -> String {
    let of = |known: &[(&str, &'static str)]| {
        let found = known.iter().find(|(mark, _)| user_agent.contains(mark));
        found.map(|(_, words)| *words)
    };
    match (of(&browsers()), of(&SYSTEMS)) {
        (Some(browser), Some(system)) => browser::on_system(&browser, &system),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => browser::some_on_system(&system),
        (None, None) if user_agent.trim().is_empty() => browser::unnamed().to_owned(),
        (None, None) => user_agent.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_from_those_it_claims_to_be() {
        let edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/1 Safari/537.36 Edg/1";
        assert_eq!(browser_words(edge), "Edge on Windows");
        let chromium = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156 Safari/537.36";
        assert_eq!(browser_words(chromium), "Chromium or Chrome on Linux");
        let phone = "Mozilla/5.0 (Linux; Android 14; rv:1) Gecko Firefox/1";
        assert_eq!(browser_words(phone), "Firefox on Android");
    }

    #[test]
    fn what_is_not_known_is_shown_as_it_is() {
        assert_eq!(browser_words("robot/2"), "robot/2");
        assert_eq!(browser_words(""), "An unnamed browser");
    }
}
