//! Finding tasks by what is written on them, wherever one is a member.
//!
//! Who is no member finds nothing: the membership is a part of the question.

use domain::{
    ids::{TaskNumber, UserId},
    wire::search::FoundTask,
};

use crate::{ReadTx, Result, task_list::pattern};

/// The tasks of a user's projects with this in their title, those that changed last first.
pub async fn tasks(tx: &mut ReadTx, user: UserId, text: &str, most: u32) -> Result<Vec<FoundTask>> {
    const SQL: &str = "
        SELECT p.key, t.number, t.title, t.status
        FROM members m
        JOIN projects p ON p.id = m.project_id
        JOIN tasks t ON t.project_id = p.id
        WHERE m.user_id = $1
            AND LOWER(t.title) LIKE LOWER($2) ESCAPE '\\'
        ORDER BY t.updated_at DESC, t.id DESC
        LIMIT $3";
    let found = tx.query(SQL).bind(user.0).bind(pattern(text));
    found
        .bind(i64::from(most))
        .all(|row| {
            Ok(FoundTask {
                project: row.word("projects", "key")?,
                number: row.id("number", TaskNumber)?,
                title: row.word("tasks", "title")?,
                status: row.word("tasks", "status")?,
            })
        })
        .await
}
