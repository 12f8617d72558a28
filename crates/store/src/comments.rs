//! What people say about tasks, and whom they mention.
//!
//! Who may change what is decided by the caller; HTML is made elsewhere.

use domain::{
    ids::{CommentId, TaskId, UserId},
    names::CommentText,
    wire::{comments::Comment, me::Person},
};

use crate::{Outdated, ReadTx, Result, Tx, row::Row, users::read_person};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "
        SELECT k.id, k.text, k.created_at, k.edited_at, k.version, k.author_id,
            u.name AS author_name, c.login AS author_login
        FROM comments k
        LEFT JOIN users u ON u.id = k.author_id
        LEFT JOIN connections c ON c.user_id = k.author_id
        WHERE ",
            $rest
        )
    };
}

/// What was said about a task, the oldest first.
pub async fn list(tx: &mut ReadTx, task: TaskId) -> Result<Vec<Comment>> {
    const SQL: &str = select!("k.task_id = $1 ORDER BY k.id");
    const MENTIONS: &str = "
        SELECT m.comment_id, m.user_id, u.name AS user_name, c.login AS user_login
        FROM comments k
        JOIN comment_mentions m ON m.comment_id = k.id
        JOIN users u ON u.id = m.user_id
        LEFT JOIN connections c ON c.user_id = m.user_id
        WHERE k.task_id = $1
        ORDER BY u.name, u.id";
    let mut comments = tx.query(SQL).bind(task.0).all(read).await?;
    let mentions = tx.query(MENTIONS).bind(task.0);
    for (comment, person) in mentions.all(read_mention).await? {
        let of = comments.iter_mut().find(|one| one.id == comment);
        if let Some(comment) = of {
            comment.mentions.push(person);
        }
    }
    Ok(comments)
}

/// What was said, where it was said about this task; without its mentions.
pub async fn find(tx: &mut ReadTx, task: TaskId, comment: CommentId) -> Result<Option<Comment>> {
    const SQL: &str = select!("k.task_id = $1 AND k.id = $2");
    let found = tx.query(SQL).bind(task.0).bind(comment.0);
    found.optional(read).await
}

/// Says something.
pub async fn create(
    tx: &mut Tx,
    task: TaskId,
    author: UserId,
    text: &CommentText,
    mentioned: &[Person],
) -> Result<CommentId> {
    const SQL: &str = "
        INSERT INTO comments (id, task_id, author_id, text, created_at, version)
        VALUES ($1, $2, $3, $4, $5, 1)";
    let id = CommentId(tx.new_id());
    let now = tx.now();
    let said = tx.query(SQL).bind(id.0).bind(task.0).bind(author.0);
    said.bind(text.as_str()).bind(now).execute().await?;
    mention(tx, id, mentioned).await?;
    Ok(id)
}

/// Says it in other words, unless they were changed since they were read.
pub async fn change(
    tx: &mut Tx,
    comment: &Comment,
    text: &CommentText,
    mentioned: &[Person],
) -> Result<Result<(), Outdated>> {
    const SQL: &str = "
        UPDATE comments
        SET text = $3, edited_at = $4, version = version + 1
        WHERE id = $1
            AND version = $2";
    const FORGET: &str = "DELETE FROM comment_mentions WHERE comment_id = $1";
    let now = tx.now();
    let changed = tx.query(SQL).bind(comment.id.0).bind(comment.version);
    if changed.bind(text.as_str()).bind(now).execute().await? == 0 {
        return Ok(Err(Outdated));
    }
    tx.query(FORGET).bind(comment.id.0).execute().await?;
    mention(tx, comment.id, mentioned).await?;
    Ok(Ok(()))
}

/// Takes it back.
pub async fn delete(tx: &mut Tx, comment: CommentId) -> Result<()> {
    const SQL: &str = "DELETE FROM comments WHERE id = $1";
    tx.query(SQL).bind(comment.0).execute().await?;
    Ok(())
}

async fn mention(tx: &mut Tx, comment: CommentId, mentioned: &[Person]) -> Result<()> {
    const SQL: &str = "
        INSERT INTO comment_mentions (comment_id, user_id)
        VALUES ($1, $2)
        ON CONFLICT (comment_id, user_id) DO NOTHING";
    for person in mentioned {
        let mention = tx.query(SQL).bind(comment.0).bind(person.id.0);
        mention.execute().await?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<Comment> {
    Ok(Comment {
        id: row.id("id", CommentId)?,
        author: read_person(row, ["author_id", "author_name", "author_login"])?,
        text: row.word("comments", "text")?,
        text_html: String::new(),
        mentions: Vec::new(),
        created_at: row.get("created_at")?,
        edited_at: row.get("edited_at")?,
        version: row.get("version")?,
    })
}

fn read_mention(row: &Row) -> Result<(CommentId, Person)> {
    let person = read_person(row, ["user_id", "user_name", "user_login"])?;
    let person = person.ok_or_else(|| row.broken("comment_mentions", "user_id"))?;
    Ok((row.id("comment_id", CommentId)?, person))
}
