//! Addresses that came from outside, made safe to go to.

/// Where everybody may go.
const HOME: &str = "/projects";

/// A path of this app, whatever was written into the address: never another site.
pub(crate) fn safe_path(path: Option<&str>) -> String {
    let within = |path: &&str| {
        path.starts_with('/')
            && !path[1..].starts_with(['/', '\\'])
            && !path.contains(char::is_control)
    };
    path.filter(within).unwrap_or(HOME).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for outside in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "x",
            "",
            "/\t/x",
        ] {
            assert_eq!(safe_path(Some(outside)), HOME, "{outside}");
        }
    }

    #[test]
    fn a_page_of_ours_is_kept_with_its_query() {
        let page = "/projects/WEB/settings?tab=integrations";
        assert_eq!(safe_path(Some(page)), page);
        assert_eq!(safe_path(None), HOME);
    }
}
