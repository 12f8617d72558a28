//! Finding the route of a call in the tables and following it.
//! No route is named here, see `routes` and `repository_routes`.

use super::call::{Answer, Call};
use super::target::{self, Target};
use super::{applications, hooks, repository_routes, routes};
use crate::refusals::Refusal;

/// A method, a path whose parts in braces are parameters, and what answers.
pub(super) type Route<F> = (&'static str, &'static str, F);

/// What answers a route that is about no repository, by how many parts of the path it takes.
#[derive(Clone, Copy)]
pub(super) enum Open {
    Zero(fn(&Call<'_>) -> Answer),
    One(fn(&Call<'_>, &str) -> Answer),
    Two(fn(&Call<'_>, &str, &str) -> Answer),
    Three(fn(&Call<'_>, &str, &str, &str) -> Answer),
    /// Answers nobody but the app that the path names.
    App(fn(&Call<'_>) -> Answer),
}

/// What answers a route below a repository, by how many parts of the path it takes.
#[derive(Clone, Copy)]
pub(super) enum Below {
    Zero(fn(&Call<'_>, &Target) -> Answer),
    One(fn(&Call<'_>, &Target, &str) -> Answer),
    Two(fn(&Call<'_>, &Target, &str, &str) -> Answer),
}

/// Names of these hold slashes, so they take as many parts of a path as there are.
const LONG: &[&str] = &["{basehead}", "{branch}", "{path}", "{ref}"];

/// Finds the route of a call and follows it.
pub(super) fn route(call: Call<'_>, path: &[&str]) -> Answer {
    match path {
        ["repos", owner, name, rest @ ..] => {
            let id = target::find(&call, owner, name, rest)?;
            below_repository(call, id, rest)
        }
        ["repositories", id, rest @ ..] => {
            let id = id.parse().map_err(|_| Refusal::not_found())?;
            below_repository(call, id, rest)
        }
        _ => open(&call, path),
    }
}

/// All routes, each with its method and its whole path.
pub(crate) fn list() -> impl Iterator<Item = (&'static str, String)> {
    let open = routes::ROUTES
        .iter()
        .map(|(method, path, _)| (*method, (*path).to_owned()));
    let below = repository_routes::ROUTES
        .iter()
        .map(|(method, path, _)| (*method, format!("/repos/{{owner}}/{{repo}}{path}")));
    open.chain(below)
}

fn open(call: &Call<'_>, path: &[&str]) -> Answer {
    let (answer, taken) = find(routes::ROUTES, call, path)?;
    match (answer, taken.as_slice()) {
        (Open::Zero(answer), []) => answer(call),
        (Open::One(answer), [one]) => answer(call, one),
        (Open::Two(answer), [one, two]) => answer(call, one, two),
        (Open::Three(answer), [one, two, three]) => answer(call, one, two, three),
        (Open::App(answer), [client]) => {
            applications::authenticate(call, client)?;
            answer(call)
        }
        _ => Err(Refusal::not_found()),
    }
}

fn below_repository(mut call: Call<'_>, id: u64, path: &[&str]) -> Answer {
    let target = target::open(&call, id, path)?;
    if path.first() == Some(&"hooks") {
        hooks::require_right(&call, &target)?;
    }
    call.path = [&["repositories", &id.to_string()], path]
        .concat()
        .join("/");
    call.path.insert(0, '/');
    let (answer, taken) = find(repository_routes::ROUTES, &call, path)?;
    match (answer, taken.as_slice()) {
        (Below::Zero(answer), []) => answer(&call, &target),
        (Below::One(answer), [one]) => answer(&call, &target, one),
        (Below::Two(answer), [one, two]) => answer(&call, &target, one, two),
        _ => Err(Refusal::not_found()),
    }
}

fn find<F: Copy>(
    table: &[Route<F>],
    call: &Call<'_>,
    path: &[&str],
) -> Result<(F, Vec<String>), Refusal> {
    let mut found = table
        .iter()
        .filter(|(method, _, _)| *method == call.request.method)
        .filter_map(|(_, template, answer)| Some((*answer, parameters(template, path)?)));
    found.next().ok_or_else(Refusal::not_found)
}

/// What a path has in the places of a template's parameters; nothing when it does not fit.
fn parameters(template: &str, path: &[&str]) -> Option<Vec<String>> {
    let pieces: Vec<_> = template.split('/').skip(1).collect();
    let more = path.len().checked_sub(pieces.len())?;
    let mut rest = path;
    let mut taken = Vec::new();
    for piece in pieces {
        let width = if LONG.contains(&piece) { 1 + more } else { 1 };
        let (part, behind) = rest.split_at_checked(width)?;
        match piece.starts_with('{') {
            true => taken.push(part.join("/")),
            false if part != [piece] => return None,
            false => {}
        }
        rest = behind;
    }
    rest.is_empty().then_some(taken)
}

#[cfg(test)]
mod tests {
    use super::{list, parameters};

    #[test]
    fn a_parameter_takes_one_part_unless_names_hold_slashes() {
        let taken = |template, path: &str| {
            let path: Vec<_> = path.split('/').collect();
            parameters(template, &path).map(|taken| taken.join(" "))
        };
        assert_eq!(taken("/hooks/{hook_id}", "hooks/7").unwrap(), "7");
        assert_eq!(taken("/hooks/{hook_id}", "hooks/7/pings"), None);
        assert_eq!(taken("/hooks/{hook_id}", "hooks"), None);
        assert_eq!(taken("/branches/{branch}", "branches/a/b").unwrap(), "a/b");
        let protection = "/branches/{branch}/protection";
        assert_eq!(taken(protection, "branches/a/b/protection").unwrap(), "a/b");
        assert_eq!(taken(protection, "branches/protection"), None);
    }

    #[test]
    fn no_route_is_in_a_table_twice() {
        let mut all: Vec<_> = list().collect();
        let many = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), many);
    }
}
