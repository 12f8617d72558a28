//! The routes that the practice GitHub says it serves, and an example of a call to each.

use serde_json::Value;

/// All routes, in the order in which they are looked through.
pub(super) struct Routes(Vec<(String, String)>);

/// What stands for a parameter of a path; the rest is a number.
const EXAMPLES: &[(&str, &str)] = &[
    ("{owner}/{repo}", "mona/site"),
    ("/git/ref/{ref}", "/git/ref/heads/main"),
    ("/git/refs/{ref}", "/git/refs/heads/main"),
    ("/matching-refs/{ref}", "/matching-refs/heads/m"),
    ("{ref}", "main"),
    ("{branch}", "main"),
    ("{basehead}", "main...main"),
    ("{path}", "README.md"),
    ("{client_id}", "practice-client"),
    ("{org}", "acme"),
    ("{username}", "dana"),
    ("{assignee}", "dana"),
];

impl Routes {
    /// Reads what `GET /_sim/routes` says.
    pub(super) fn of(served: &Value) -> Self {
        let route = |route: &Value| {
            let text = |field: &str| route[field].as_str().unwrap().to_owned();
            (text("method"), text("path"))
        };
        Self(served.as_array().unwrap().iter().map(route).collect())
    }

    /// A call to each route, such as `GET /repos/mona/site/branches`, with the route's name.
    pub(super) fn calls(&self) -> Vec<(String, String)> {
        let call = |(method, template): &(String, String)| {
            let mut path = template.clone();
            for (parameter, value) in EXAMPLES {
                path = path.replace(parameter, value);
            }
            while let Some((before, rest)) = path.split_once('{') {
                let after = rest.split_once('}').unwrap().1;
                path = format!("{before}7{after}");
            }
            (format!("{method} {template}"), format!("{method} {path}"))
        };
        self.0.iter().map(call).collect()
    }

    /// The calls to routes below a repository, with another repository in its place.
    pub(super) fn calls_below(&self, full_name: &str) -> Vec<String> {
        let below = self.calls().into_iter();
        below
            .filter(|(_, call)| call.contains("/repos/mona/site"))
            .map(|(_, call)| call.replacen("mona/site", full_name, 1))
            .collect()
    }

    /// The route that a call meets.
    pub(super) fn name_of(&self, call: &str) -> String {
        let (method, path) = call.split_once(' ').unwrap();
        let path = path.split('?').next().unwrap();
        let mut numbered = path.splitn(4, '/');
        let path = match (numbered.nth(1), numbered.next(), numbered.next()) {
            (Some("repositories"), Some(_), rest) => {
                format!("/repos/o/r/{}", rest.unwrap_or_default())
            }
            _ => path.to_owned(),
        };
        let parts: Vec<_> = path.trim_end_matches('/').split('/').collect();
        let found = self.0.iter().find(|(m, template)| {
            m == method && fits(&template.split('/').collect::<Vec<_>>(), &parts)
        });
        let (method, template) = found.unwrap_or_else(|| panic!("no route for {call}"));
        format!("{method} {template}")
    }
}

/// Whether a path fits a template; names of branches, refs and files hold slashes.
fn fits(template: &[&str], path: &[&str]) -> bool {
    match (template, path) {
        ([], []) => true,
        (["{basehead}" | "{branch}" | "{path}" | "{ref}", rest @ ..], [_, more @ ..]) => {
            fits(rest, more) || fits(template, more)
        }
        ([piece, rest @ ..], [part, more @ ..]) => {
            (piece == part || piece.starts_with('{')) && fits(rest, more)
        }
        _ => false,
    }
}
