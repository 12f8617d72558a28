//! Lists of scopes as GitHub writes them, and which scope holds which.
//!
//! Which scopes the product asks for is not decided here but in `domain`.

/// Splits a list written with commas, spaces, or both.
pub(crate) fn split(list: &str) -> Vec<String> {
    list.split([',', ' '])
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether the granted scopes hold one of the accepted ones; no accepted ones ask for nothing.
pub(crate) fn suffice(granted: &str, accepted: &str) -> bool {
    let granted = split(granted);
    let accepted = split(accepted);
    let held = |wanted: &String| granted.iter().any(|scope| holds(scope, wanted));
    accepted.is_empty() || accepted.iter().any(held)
}

/// Whether a grant of `scope` includes `wanted`.
fn holds(scope: &str, wanted: &str) -> bool {
    scope == wanted
        || match scope {
            "repo" => matches!(
                wanted,
                "public_repo"
                    | "repo:invite"
                    | "repo:status"
                    | "repo_deployment"
                    | "security_events"
            ),
            "admin:org" => matches!(wanted, "write:org" | "read:org"),
            "write:org" => wanted == "read:org",
            "admin:repo_hook" => matches!(wanted, "write:repo_hook" | "read:repo_hook"),
            "write:repo_hook" => wanted == "read:repo_hook",
            "user" => matches!(wanted, "read:user" | "user:email" | "user:follow"),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_larger_scope_holds_the_smaller() {
        assert!(suffice("repo, read:org", "public_repo, repo"));
        assert!(suffice("admin:org", "read:org"));
        assert!(!suffice("read:org", "repo"));
        assert!(!suffice("", "repo"));
        assert!(suffice("", ""), "a route that asks for nothing");
    }

    proptest! {
        #[test]
        fn any_way_of_writing_a_list_gives_its_scopes(
            scopes in prop::collection::vec("[a-z_]{1,8}(:[a-z_]{1,8})?", 0..6),
            divider in prop::sample::select(vec![",", " ", ", ", " ,  "]),
        ) {
            prop_assert_eq!(split(&scopes.join(divider)), scopes);
        }
    }
}
