//! The order of tasks on the board.
//!
//! A place is no part of what is written on a task: moving a card neither ends nor starts an
//! edit, so versions know nothing of it.

use domain::{
    event::EventKind,
    ids::{ProjectId, TaskId, TaskNumber},
    place::Place,
    task::{Status, Task},
};

use crate::{ReadTx, Result, Tx, dialect::FOR_UPDATE, row::Row, told::News};

/// The place above all tasks that stand so.
pub(crate) async fn top(tx: &mut ReadTx, project: ProjectId, status: Status) -> Result<Place> {
    let first = next(tx, project, status, None, None).await?;
    Ok(Place::between(None, first).unwrap_or(Place(0)))
}

/// Puts a task right below another one, or on top of its column; says whether there is that other
/// one.
///
/// The project is held until the transaction ends, so that of two who move at once the second
/// finds what the first has done.
pub async fn put_below(tx: &mut Tx, task: &Task, above: Option<TaskNumber>) -> Result<bool> {
    const HOLD: &str = "
        SELECT id
        FROM projects
        WHERE id = $1";
    const PUT: &str = "
        UPDATE tasks
        SET place = $2
        WHERE id = $1";
    let held = tx.query_with(HOLD, FOR_UPDATE).bind(task.project.0);
    held.optional(|_| Ok(())).await?;
    let mut found = gap(tx, task, above).await?;
    if let Gap::Full = found {
        spread(tx, task.project).await?;
        found = gap(tx, task, above).await?;
    }
    let Gap::At(place) = found else {
        return Ok(false);
    };
    let put = tx.query(PUT).bind(task.id.0).bind(place.0);
    put.execute().await?;
    tx.tell(News::Task(task.id, EventKind::TaskChanged));
    Ok(true)
}

/// Where a task is to go.
enum Gap {
    At(Place),
    /// There is no room: the others have to be spread first.
    Full,
    /// The task above is none of this project.
    Nowhere,
}

async fn gap(tx: &mut ReadTx, task: &Task, above: Option<TaskNumber>) -> Result<Gap> {
    const SQL: &str = "
        SELECT id, number, place
        FROM tasks
        WHERE project_id = $1
            AND number = $2";
    let above = match above {
        None => None,
        Some(number) => {
            let found = tx.query(SQL).bind(task.project.0).bind(number.0);
            match found.optional(read).await? {
                None => return Ok(Gap::Nowhere),
                found => found,
            }
        }
    };
    let below = next(tx, task.project, task.status, above, Some(task.id)).await?;
    let place = Place::between(above.map(|(_, place)| place), below);
    Ok(place.map_or(Gap::Full, Gap::At))
}

fn read(row: &Row) -> Result<(TaskNumber, Place)> {
    Ok((row.id("number", TaskNumber)?, row.id("place", Place)?))
}

/// The place of the first task of a column that comes after another one; `but` is passed over.
async fn next(
    tx: &mut ReadTx,
    project: ProjectId,
    status: Status,
    after: Option<(TaskNumber, Place)>,
    but: Option<TaskId>,
) -> Result<Option<Place>> {
    const SQL: &str = "
        SELECT id, place
        FROM tasks
        WHERE project_id = $1
            AND status = $2
            AND place >= $3
            AND (place > $3 OR number > $4)
            AND ($5 IS NULL OR id <> $5)
        ORDER BY place, number
        LIMIT 1";
    let (number, place) = after.unwrap_or((TaskNumber(i64::MIN), Place(i64::MIN)));
    tx.query(SQL)
        .bind(project.0)
        .bind(status.as_str())
        .bind(place.0)
        .bind(number.0)
        .bind(but.map(|task| task.0))
        .optional(|row| row.id("place", Place))
        .await
}

/// Gives every task of a project room again, in the order that they are in.
async fn spread(tx: &mut Tx, project: ProjectId) -> Result<()> {
    const SQL: &str = "
        UPDATE tasks
        SET place = spread.turn * $2
        FROM (
            SELECT id, ROW_NUMBER() OVER (ORDER BY place, number) AS turn
            FROM tasks
            WHERE project_id = $1
        ) AS spread
        WHERE tasks.id = spread.id";
    let all = tx.query(SQL).bind(project.0).bind(Place::STEP);
    all.execute().await?;
    Ok(())
}
