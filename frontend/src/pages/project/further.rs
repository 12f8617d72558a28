//! Long lists of tasks, of which the next part is loaded before its beginning is reached.

use std::future::Future;

use domain::wire::{page::Page, tasks::TaskSummary};
use leptos::prelude::*;

use crate::{api::TaskQuery, follow::whenever, problem::Problem, submission::Submission};

/// How far a page has gone into the tasks of a query. As far it asks for them again when something
/// has changed: who reads far down stays there.
#[derive(Default)]
pub(super) struct Reach<T> {
    query: TaskQuery,
    far: T,
}

impl<T: Clone + Default> Reach<T> {
    /// How far the page has gone into what this query found.
    pub(super) fn of(&self, query: &TaskQuery) -> T {
        if self.query == *query {
            self.far.clone()
        } else {
            T::default()
        }
    }

    /// Notes that the page went further.
    pub(super) fn note(&mut self, query: &TaskQuery, further: impl FnOnce(&mut T)) {
        self.far = self.of(query);
        self.query = query.clone();
        further(&mut self.far);
    }
}

/// Asks for the part of the query that `next` begins, whenever there is one to ask for; what has
/// come when another query is shown is left out.
pub(super) fn go_on<F>(
    query: Signal<TaskQuery>,
    next: Signal<Option<String>>,
    ask: impl Fn(TaskQuery, String) -> F + 'static,
    add: impl Fn(&TaskQuery, &str, Page<TaskSummary>) + Copy + 'static,
) -> Submission
where
    F: Future<Output = Result<Page<TaskSummary>, Problem>> + 'static,
{
    let more = Submission::new();
    whenever(move || {
        let (busy, failed) = (more.busy().get(), more.problem().get().is_some());
        match next.get() {
            Some(next) if !busy && !failed => {
                let asked = query.get_untracked();
                let call = ask(asked.clone(), next.clone());
                more.run(call, move |part| {
                    if query.get_untracked() == asked {
                        add(&asked, &next, part);
                    }
                });
            }
            // What could not be had is not wanted any more.
            None if failed => more.clear(),
            Some(_) | None => {}
        }
    });
    more
}

/// Adds a part to what comes before it; one that was asked for before that changed is left out.
pub(super) fn join(page: &mut Page<TaskSummary>, after: &str, part: Page<TaskSummary>) {
    if page.next.as_deref() == Some(after) {
        page.items.extend(part.items);
        page.next = part.next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> TaskQuery {
        TaskQuery {
            text: text.to_owned(),
            ..TaskQuery::default()
        }
    }

    #[test]
    fn another_query_begins_from_the_top() {
        let mut reach = Reach::<usize>::default();
        reach.note(&query("door"), |far| *far += 200);
        reach.note(&query("door"), |far| *far += 200);
        assert_eq!(reach.of(&query("door")), 400);
        assert_eq!(reach.of(&query("")), 0);
        reach.note(&query(""), |far| *far += 50);
        assert_eq!(reach.of(&query("door")), 0);
    }

    #[test]
    fn a_part_that_comes_too_late_leaves_no_hole() {
        let part = |next: Option<&str>| Page {
            items: Vec::new(),
            next: next.map(str::to_owned),
        };
        let mut page = part(Some("b"));
        join(&mut page, "a", part(Some("z")));
        assert_eq!(page.next.as_deref(), Some("b"));
        join(&mut page, "b", part(Some("c")));
        assert_eq!(page.next.as_deref(), Some("c"));
    }
}
