//! Labels of projects, and which tasks have them.

use domain::{
    event::{Event, EventKind},
    ids::{LabelId, ProjectId, TaskId},
    names::LabelName,
    wire::labels::{Label, WriteLabel},
};

use crate::{LabelTaken, ReadTx, Result, Tx, row::Row, told::News};

/// The labels of a project, by name.
pub async fn list(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<Label>> {
    const SQL: &str = "
        SELECT id, name, colour
        FROM labels
        WHERE project_id = $1
        ORDER BY LOWER(name), id";
    tx.query(SQL).bind(project.0).all(read).await
}

/// Makes a label.
pub async fn create(
    tx: &mut Tx,
    project: ProjectId,
    new: WriteLabel,
) -> Result<Result<Label, LabelTaken>> {
    const SQL: &str = "
        INSERT INTO labels (id, project_id, name, colour)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (project_id, name) DO NOTHING";
    let id = LabelId(tx.new_id());
    let made = tx.query(SQL).bind(id.0).bind(project.0);
    let made = made.bind(new.name.as_str()).bind(new.colour.as_str());
    if made.execute().await? == 0 {
        return Ok(Err(LabelTaken));
    }
    tell(tx, project);
    let WriteLabel { name, colour } = new;
    Ok(Ok(Label { id, name, colour }))
}

/// Names and colours a label anew; nothing where there is no such label.
pub async fn change(
    tx: &mut Tx,
    project: ProjectId,
    id: LabelId,
    new: WriteLabel,
) -> Result<Result<Option<Label>, LabelTaken>> {
    const SQL: &str = "
        UPDATE labels
        SET name = $3, colour = $4
        WHERE project_id = $1
            AND id = $2";
    let changed = tx.query(SQL).bind(project.0).bind(id.0);
    let changed = changed.bind(new.name.as_str()).bind(new.colour.as_str());
    let WriteLabel { name, colour } = new;
    match changed.execute().await {
        Ok(0) => Ok(Ok(None)),
        Ok(_) => {
            tell(tx, project);
            Ok(Ok(Some(Label { id, name, colour })))
        }
        Err(error) if error.is_taken() => Ok(Err(LabelTaken)),
        Err(error) => Err(error),
    }
}

/// Deletes a label, on every task too; gives the name that it had.
pub async fn delete(tx: &mut Tx, project: ProjectId, id: LabelId) -> Result<Option<LabelName>> {
    const SQL: &str = "
        DELETE FROM labels
        WHERE project_id = $1
            AND id = $2
        RETURNING id, name";
    let deleted = tx.query(SQL).bind(project.0).bind(id.0);
    let name = deleted.optional(|row| row.word("labels", "name")).await?;
    if name.is_some() {
        tell(tx, project);
    }
    Ok(name)
}

/// The names of a task's labels.
pub async fn of_task(tx: &mut ReadTx, task: TaskId) -> Result<Vec<LabelName>> {
    const SQL: &str = "
        SELECT l.id, l.name
        FROM task_labels tl
        JOIN labels l ON l.id = tl.label_id
        WHERE tl.task_id = $1
        ORDER BY l.name";
    let names = tx.query(SQL).bind(task.0);
    names.all(|row| row.word("labels", "name")).await
}

/// Gives a task these labels and no others; the first name that is none of the project's is
/// given back, and what was done up to there is to be rolled back.
pub async fn put(
    tx: &mut Tx,
    project: ProjectId,
    task: TaskId,
    names: &[LabelName],
) -> Result<Result<(), LabelName>> {
    const FORGET: &str = "DELETE FROM task_labels WHERE task_id = $1";
    const PUT: &str = "
        INSERT INTO task_labels (task_id, label_id)
        SELECT $1, id
        FROM labels
        WHERE project_id = $2
            AND name = $3";
    tx.query(FORGET).bind(task.0).execute().await?;
    let mut names = names.to_vec();
    names.sort();
    names.dedup();
    for name in names {
        let put = tx.query(PUT).bind(task.0).bind(project.0);
        if put.bind(name.as_str()).execute().await? == 0 {
            return Ok(Err(name));
        }
    }
    Ok(Ok(()))
}

fn tell(tx: &mut Tx, project: ProjectId) {
    let event = Event::new(EventKind::ProjectChanged);
    tx.tell(News::Project(event.of(project)));
}

fn read(row: &Row) -> Result<Label> {
    Ok(Label {
        id: row.id("id", LabelId)?,
        name: row.word("labels", "name")?,
        colour: row.word("labels", "colour")?,
    })
}
