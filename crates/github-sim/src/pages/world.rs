//! The front page: what the app did here, who there is, and what can be done about it.
//! It shows no token, no code and no secret.

use super::html::{badge, empty, escape, join, link, page, part, table};
use super::{calls, faults, hooks, invitations, people, repositories, switches};
use crate::accounts::Account;
use crate::pulls::Pull;
use crate::render::View;
use crate::repositories::Repository;
use crate::state::State;

/// How many people are shown at most; a large world has hundreds.
const MOST: usize = 60;

/// A part of the page: its id, its heading, how many things it shows, and these.
type Part = (&'static str, &'static str, usize, String);

/// The page at `/`.
pub(crate) fn page_of(state: &State) -> String {
    let (called, calls) = calls::list(state);
    let (ordered, faults) = faults::list(state, "/#faults");
    let (turned, switches) = switches::list(state, "/#switches");
    let world = state.world();
    let view = state.view(&world);
    let mut parts = parts(view);
    parts.insert(2, ("calls", "Calls received", called, calls));
    parts.push(("faults", "Faults ordered", ordered, faults));
    parts.push(("switches", "Switches turned", turned, switches));
    let ways = join(&parts, |(id, heading, count, _)| {
        format!("<a href=\"#{id}\">{heading} <b>{count}</b></a>")
    });
    let body = join(&parts, |(id, heading, count, html)| {
        part(id, heading, *count, html)
    });
    let intro = format!(
        "<p class=\"dim\">What an app did here, and what others can do about it. The REST API is \
         at <code>{}</code>, git at <code>{}/OWNER/NAME.git</code>.{}</p>",
        escape(&state.urls.api),
        escape(&state.urls.web),
        clock(world.clock_ahead),
    );
    let nav = format!("<nav class=\"parts\" aria-label=\"Parts\">{ways}</nav>");
    page("The practice world", "", &format!("{intro}{nav}{body}"))
}

fn parts(view: View<'_>) -> Vec<Part> {
    let accounts = view.world.accounts.values();
    let (organizations, users): (Vec<_>, Vec<_>) =
        accounts.partition(|account| account.organization.is_some());
    let waiting = invitations::all(view);
    let all: Vec<_> = view.world.repositories.values().collect();
    let invited = join(waiting.iter().take(MOST), |one| {
        invitations::card(view, *one, "/#invitations")
    });
    let pulls = pulls(view, &all);
    let hooked = all.iter().map(|one| one.hooks.len()).sum();
    vec![
        (
            "invitations",
            "Invitations",
            waiting.len(),
            cards(&invited, "Nobody waits for an answer."),
        ),
        pulls,
        (
            "repositories",
            "Repositories",
            all.len(),
            repositories::list(view, &all),
        ),
        (
            "people",
            "People",
            users.len(),
            many(&users, |user| people::user(view, user)),
        ),
        (
            "organizations",
            "Organizations",
            organizations.len(),
            many(&organizations, |one| {
                people::organization(view, one, "/#organizations")
            }),
        ),
        (
            "hooks",
            "Hooks",
            hooked,
            hooks::list(view, all.iter().copied(), "/#hooks"),
        ),
    ]
}

fn many(accounts: &[&Account], card: impl Fn(&Account) -> String) -> String {
    let shown = join(accounts.iter().take(MOST), |account| card(account));
    let beyond = accounts.len().saturating_sub(MOST);
    let more = if beyond > 0 {
        format!("<p class=\"dim\">… and {beyond} more.</p>")
    } else {
        String::new()
    };
    format!("{}{more}", cards(&shown, "There are none."))
}

fn cards(html: &str, nothing: &str) -> String {
    if html.is_empty() {
        return empty(nothing);
    }
    format!("<div class=\"cards\">{html}</div>")
}

/// Pull requests of some repositories, the newest first.
pub(super) fn pulls(view: View<'_>, repositories: &[&Repository]) -> Part {
    let all = repositories.iter();
    let all = all.flat_map(|one| one.pulls.iter().map(move |pull| (*one, pull)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, pull)| std::cmp::Reverse(pull.created_at));
    let row = |(repository, pull): &(&Repository, &Pull)| {
        let name = view.world.full_name(repository);
        let address = format!("/{name}/pull/{}", pull.number);
        vec![
            state_of(pull),
            format!(
                "{}<br><span class=\"dim\">{}#{} · {} → {} · by {}</span>",
                link(&address, &pull.title),
                escape(&name),
                pull.number,
                escape(&pull.head),
                escape(&pull.base),
                escape(&view.world.account(pull.author).login)
            ),
        ]
    };
    let rows: Vec<_> = all.iter().take(MOST).map(row).collect();
    let html = if rows.is_empty() {
        empty("No pull request was opened.")
    } else {
        table(&["State", "Pull request"], &rows)
    };
    ("pulls", "Pull requests", all.len(), html)
}

/// Whether a pull request is open, merged or closed, as a badge.
pub(super) fn state_of(pull: &Pull) -> String {
    match (pull.is_open(), &pull.merged) {
        (true, _) => badge("good", "open"),
        (false, Some(_)) => badge("done", "merged"),
        (false, None) => badge("bad", "closed"),
    }
}

fn clock(ahead: i64) -> String {
    if ahead == 0 {
        return String::new();
    }
    let way = if ahead > 0 { "ahead" } else { "behind" };
    let text = format!("the clock is {} s {way}", ahead.abs());
    format!(" {}", badge("warn", &text))
}
