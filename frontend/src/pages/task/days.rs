//! The work over time, as bars: how many commits were written on each day.
//!
//! It is counted on the page from what was just fetched, and kept nowhere (law 5).

use domain::{Date, wire::commits::Commit};
use leptos::prelude::*;

use crate::{browser, text};

/// The most days that are shown.
const DAYS: usize = 30;

/// The days from the first commit to the last, at most the latest thirty, with how many each has.
fn days(commits: &[Commit]) -> Vec<(Date, usize)> {
    let written = commits.iter().filter_map(|commit| commit.authored_at);
    let written: Vec<Date> = written.map(|at| at.date_naive()).collect();
    let (Some(first), Some(last)) = (written.iter().min(), written.iter().max()) else {
        return Vec::new();
    };
    let mut days = Vec::new();
    let mut day = *last;
    while day >= *first && days.len() < DAYS {
        let of_day = written.iter().filter(|at| **at == day).count();
        days.push((day, of_day));
        match day.pred_opt() {
            Some(before) => day = before,
            None => break,
        }
    }
    days.reverse();
    days
}

/// The bars, with what they say in words for those who do not see them.
pub(super) fn days_chart(commits: &[Commit]) -> Option<AnyView> {
    let days = days(commits);
    let most = days.iter().map(|(_, commits)| *commits).max()?;
    let (first, last) = (days.first()?.0, days.last()?.0);
    let said = text::commits::by_day(
        i64::try_from(most).unwrap_or(i64::MAX),
        &browser::local_day(first),
        &browser::local_day(last),
    );
    let bar = |(at, (day, commits)): (usize, &(Date, usize))| {
        // A day without commits has a thin line, so that the days can be counted.
        let height = if *commits == 0 {
            1
        } else {
            4 + 36 * commits / most
        };
        let class = if *commits == 0 {
            "fill-base-300"
        } else {
            "fill-primary"
        };
        let number = i64::try_from(*commits).unwrap_or(i64::MAX);
        let title = text::commits::on_day(number, &browser::local_day(*day));
        view! {
            <rect class=class x=(at * 10).to_string() y=(40 - height).to_string() width="7" height=height.to_string() rx="1.5">
                <title>{title}</title>
            </rect>
        }
    };
    let width = days.len() * 10;
    let bars = days.iter().enumerate().map(bar).collect_view();
    Some(
        view! {
            <figure class="flex flex-col gap-1">
                <svg class="h-10 max-w-full self-start" viewBox=format!("0 0 {width} 40") preserveAspectRatio="xMinYMax meet" role="img" aria-label=said>
                    {bars}
                </svg>
                <figcaption class="flex gap-2 text-xs text-muted">
                    <span>{browser::local_day(first)}</span>
                    <span aria-hidden="true">"–"</span>
                    <span>{browser::local_day(last)}</span>
                </figcaption>
            </figure>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn commit(day: &str) -> Commit {
        let value = json!({
            "sha": "0", "headline": "", "html_url": "", "verified": false,
            "author": { "name": "", "login": null, "avatar_url": null },
            "authored_at": format!("{day}T12:00:00Z"),
        });
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn every_day_from_the_first_to_the_last_has_its_number() {
        let commits = ["2026-03-01", "2026-02-27", "2026-03-01"].map(commit);
        let numbers: Vec<_> = days(&commits).iter().map(|(_, commits)| *commits).collect();
        assert_eq!(numbers, [1, 0, 2]);
        assert!(days(&[]).is_empty());
    }

    #[test]
    fn an_old_beginning_is_cut_off() {
        let days = days(&["2020-01-01", "2026-03-01"].map(commit));
        assert_eq!((days.len(), days[DAYS - 1].1), (DAYS, 1));
    }
}
