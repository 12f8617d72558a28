//! Moving cards between columns, as arithmetic: nothing here knows a page or a server.

use domain::{
    ids::TaskNumber,
    task::Status,
    wire::{board::Column, tasks::TaskSummary},
};

/// Where a card is, or is to be: its column, and how many others are above it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) status: Status,
    pub(super) at: usize,
}

/// A way to go with the arrow keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    Left,
    Right,
}

/// Where a card is.
pub(super) fn find(columns: &[Column], number: TaskNumber) -> Option<Spot> {
    columns.iter().find_map(|column| {
        let mut tasks = column.tasks.items.iter();
        let at = tasks.position(|task| task.number == number)?;
        let status = column.status;
        Some(Spot { status, at })
    })
}

/// How many cards a column shows besides this one.
pub(super) fn others(columns: &[Column], status: Status, number: TaskNumber) -> usize {
    let column = columns.iter().find(|column| column.status == status);
    column.map_or(0, |column| {
        let tasks = column.tasks.items.iter();
        tasks.filter(|task| task.number != number).count()
    })
}

/// How many places a column has for this card, among all tasks of it: more than are shown, perhaps.
pub(super) fn places(columns: &[Column], status: Status, number: TaskNumber) -> usize {
    let column = columns.iter().find(|column| column.status == status);
    let own = find(columns, number).is_some_and(|spot| spot.status == status);
    let total = column.map_or(0, |column| column.total);
    usize::try_from(total).unwrap_or_default() + usize::from(!own)
}

/// The card that will be right above one that is put there.
pub(super) fn above(columns: &[Column], spot: Spot, number: TaskNumber) -> Option<TaskNumber> {
    let column = columns.iter().find(|column| column.status == spot.status)?;
    let others = column.tasks.items.iter().map(|task| task.number);
    let mut others = others.filter(|other| *other != number);
    others.nth(spot.at.checked_sub(1)?)
}

/// Takes a card out of its column.
pub(super) fn take(columns: &mut [Column], number: TaskNumber) -> Option<TaskSummary> {
    columns.iter_mut().find_map(|column| {
        let mut tasks = column.tasks.items.iter();
        let at = tasks.position(|task| task.number == number)?;
        column.total -= 1;
        Some(column.tasks.items.remove(at))
    })
}

/// Puts a card into a column.
pub(super) fn put(columns: &mut [Column], spot: Spot, mut task: TaskSummary) {
    let column = columns
        .iter_mut()
        .find(|column| column.status == spot.status);
    if let Some(column) = column {
        task.status = spot.status;
        column.total += 1;
        let at = spot.at.min(column.tasks.items.len());
        column.tasks.items.insert(at, task);
    }
}

/// The next spot on the way, or the same at the edge of the board.
pub(super) fn step(columns: &[Column], number: TaskNumber, spot: Spot, way: Way) -> Spot {
    let place = columns
        .iter()
        .position(|column| column.status == spot.status);
    let beside = match way {
        Way::Left => place.and_then(|place| place.checked_sub(1)),
        Way::Right => place.map(|place| place + 1),
        Way::Up | Way::Down => place,
    };
    let Some(column) = beside.and_then(|place| columns.get(place)) else {
        return spot;
    };
    let last = others(columns, column.status, number);
    let at = match way {
        Way::Up => spot.at.saturating_sub(1),
        Way::Down => spot.at + 1,
        Way::Left | Way::Right => spot.at,
    };
    Spot {
        status: column.status,
        at: at.min(last),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn task(number: i64, status: &str) -> Value {
        json!({
            "id": uuid::Uuid::nil(), "number": number, "title": "T", "status": status,
            "priority": "none", "due": null, "labels": [], "assignee": null, "repository": null,
            "access": "not_asked", "pull_request": "not_asked", "version": 1,
            "updated_at": "2026-01-01T00:00:00Z",
        })
    }

    fn board() -> Vec<Column> {
        let column = |status: &str, numbers: &[i64]| {
            let tasks: Vec<_> = numbers.iter().map(|number| task(*number, status)).collect();
            json!({ "status": status, "total": numbers.len(), "tasks": { "items": tasks } })
        };
        let columns = [column("todo", &[3, 2, 1]), column("in_progress", &[4])];
        serde_json::from_value(json!(columns)).unwrap()
    }

    fn spot(status: Status, at: usize) -> Spot {
        Spot { status, at }
    }

    fn numbers(column: &Column) -> Vec<i64> {
        column
            .tasks
            .items
            .iter()
            .map(|task| task.number.0)
            .collect()
    }

    #[test]
    fn a_card_that_moves_is_in_one_column_and_counted_there() {
        let mut columns = board();
        let taken = take(&mut columns, TaskNumber(2)).unwrap();
        put(&mut columns, spot(Status::InProgress, 1), taken);
        assert_eq!((numbers(&columns[0]), columns[0].total), (vec![3, 1], 2));
        assert_eq!((numbers(&columns[1]), columns[1].total), (vec![4, 2], 2));
        assert_eq!(columns[1].tasks.items[1].status, Status::InProgress);
        assert_eq!(
            find(&columns, TaskNumber(2)),
            Some(spot(Status::InProgress, 1))
        );
        assert!(take(&mut columns, TaskNumber(9)).is_none());
    }

    #[test]
    fn places_are_counted_among_all_tasks_of_a_column() {
        let mut columns = board();
        columns[0].total = 70;
        let places = |status| places(&columns, status, TaskNumber(2));
        assert_eq!((places(Status::Todo), places(Status::InProgress)), (70, 2));
    }

    #[test]
    fn the_card_above_is_counted_without_the_one_that_moves() {
        let columns = board();
        let above = |at| above(&columns, spot(Status::Todo, at), TaskNumber(2));
        assert_eq!(
            [above(0), above(1), above(2)].map(|it| it.map(|it| it.0)),
            [None, Some(3), Some(1)]
        );
    }

    #[test]
    fn arrow_keys_stop_at_the_edges() {
        let columns = board();
        let go = |from, way| step(&columns, TaskNumber(1), from, way);
        assert_eq!(go(spot(Status::Todo, 2), Way::Down), spot(Status::Todo, 2));
        assert_eq!(go(spot(Status::Todo, 0), Way::Up), spot(Status::Todo, 0));
        assert_eq!(
            go(spot(Status::Todo, 2), Way::Right),
            spot(Status::InProgress, 1)
        );
        assert_eq!(
            go(spot(Status::InProgress, 1), Way::Right),
            spot(Status::InProgress, 1)
        );
        assert_eq!(
            go(spot(Status::InProgress, 1), Way::Left),
            spot(Status::Todo, 1)
        );
        assert_eq!(go(spot(Status::Todo, 0), Way::Left), spot(Status::Todo, 0));
    }
}
