//! What people say about a task.
//!
//! The activity says that something was said, never what: whoever takes it back has taken it back.

use actix_web::{HttpResponse, Responder, delete, get, patch, post, web::Path};
use domain::{
    activity::ActivityKind,
    ids::{CommentId, TaskNumber},
    mention,
    names::{CommentText, ProjectKey},
    problem::ProblemCode,
    project::Action,
    task::Task,
    wire::{
        comments::{Comment, WriteComment},
        me::Person,
    },
};
use serde::Deserialize;
use store::{ReadTx, Tx, comments, notifications};
use utoipa::IntoParams;

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    handlers::tasks::TaskPath,
    input::Json,
    markdown, record,
    task_change::{load, people},
    version::IfMatch,
};

/// A comment in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct CommentPath {
    /// The project's key.
    #[serde(rename = "key")]
    _key: ProjectKey,
    /// The task's number within the project.
    number: TaskNumber,
    /// The comment's id.
    comment_id: CommentId,
}

/// List what was said about a task, the oldest first.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath),
    responses((status = OK, body = Vec<Comment>, description = "The comments"))
)]
#[get("/projects/{key}/tasks/{number}/comments")]
pub(crate) async fn list_comments(
    caller: InProject,
    at: Path<TaskPath>,
) -> Result<Answer<Vec<Comment>>, Error> {
    let comments = caller
        .read(async |tx, member| {
            let task = load(tx, &member, at.number).await?;
            let people = people(tx, &member).await?;
            let mut comments = comments::list(tx, task.id).await?;
            for comment in &mut comments {
                comment.text_html = markdown::html(comment.text.as_str(), &people);
            }
            Ok(comments)
        })
        .await?;
    Ok(Answer::ok(comments))
}

/// Say something about a task.
///
/// `@` with the name or GitHub account of a member mentions them.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath),
    responses((status = CREATED, body = Comment, description = "The comment"))
)]
#[post("/projects/{key}/tasks/{number}/comments")]
pub(crate) async fn create_comment(
    caller: InProject,
    at: Path<TaskPath>,
    Json(body): Json<WriteComment>,
) -> Result<Answer<Comment>, Error> {
    let said = caller
        .write(async |tx, member| {
            member.may(Action::Work)?;
            let task = load(tx, &member, at.number).await?;
            let people = people(tx, &member).await?;
            let mentioned = mentioned(&body.text, &people);
            let id = comments::create(tx, task.id, member.user, &body.text, &mentioned).await?;
            notify(tx, &member, &task, &mentioned).await?;
            record::of_task(tx, &member, &task, ActivityKind::CommentAdded, "");
            show(tx, &task, id, &people).await
        })
        .await?;
    let version = said.version;
    Ok(Answer::created(said).version(version))
}

/// Say in other words what one said oneself.
#[utoipa::path(
    tag = "tasks",
    params(CommentPath, ("If-Match" = String, Header, description = "The version changed")),
    responses((status = OK, body = Comment, description = "The comment as changed"))
)]
#[patch("/projects/{key}/tasks/{number}/comments/{comment_id}")]
pub(crate) async fn edit_comment(
    caller: InProject,
    at: Path<CommentPath>,
    based_on: IfMatch,
    Json(body): Json<WriteComment>,
) -> Result<Answer<Comment>, Error> {
    let said = caller
        .write(async |tx, member| {
            let (task, comment) = own(tx, &member, &at).await?;
            based_on.check(comment.version)?;
            let people = people(tx, &member).await?;
            let mentioned = mentioned(&body.text, &people);
            comments::change(tx, &comment, &body.text, &mentioned).await??;
            let before = self::mentioned(&comment.text, &people);
            let added: Vec<_> = mentioned
                .into_iter()
                .filter(|it| !before.contains(it))
                .collect();
            notify(tx, &member, &task, &added).await?;
            record::of_task(tx, &member, &task, ActivityKind::CommentEdited, "");
            show(tx, &task, comment.id, &people).await
        })
        .await?;
    let version = said.version;
    Ok(Answer::ok(said).version(version))
}

/// Take back what one said oneself.
#[utoipa::path(
    tag = "tasks",
    params(CommentPath),
    responses((status = NO_CONTENT, description = "It is gone"))
)]
#[delete("/projects/{key}/tasks/{number}/comments/{comment_id}")]
pub(crate) async fn delete_comment(
    caller: InProject,
    at: Path<CommentPath>,
) -> Result<impl Responder, Error> {
    caller
        .write(async |tx, member| {
            let (task, comment) = own(tx, &member, &at).await?;
            comments::delete(tx, comment.id).await?;
            record::of_task(tx, &member, &task, ActivityKind::CommentDeleted, "");
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent())
}

/// The comment in the path, if it is the member's own.
async fn own(tx: &mut ReadTx, member: &Member, at: &CommentPath) -> Result<(Task, Comment), Error> {
    member.may(Action::Work)?;
    let task = load(tx, member, at.number).await?;
    let found = comments::find(tx, task.id, at.comment_id).await?;
    let comment = found.ok_or(Error::NOT_FOUND)?;
    let author = comment.author.as_ref().map(|author| author.id);
    if author != Some(member.user) {
        return Err(ProblemCode::NotYours.into());
    }
    Ok((task, comment))
}

/// The members who are mentioned in a text, each once.
fn mentioned(text: &CommentText, people: &[Person]) -> Vec<Person> {
    let mut mentioned: Vec<Person> = Vec::new();
    for mention in mention::mentions(text.as_str(), people) {
        if !mentioned.contains(mention.person) {
            mentioned.push(mention.person.clone());
        }
    }
    mentioned
}

/// Tells those who were mentioned; who wrote it knows.
async fn notify(
    tx: &mut Tx,
    member: &Member,
    task: &Task,
    mentioned: &[Person],
) -> Result<(), Error> {
    for person in mentioned {
        let about = (task.project, task.id);
        notifications::mentioned(tx, person.id, about, member.user).await?;
    }
    Ok(())
}

async fn show(
    tx: &mut ReadTx,
    task: &Task,
    comment: CommentId,
    people: &[Person],
) -> Result<Comment, Error> {
    let found = comments::find(tx, task.id, comment).await?;
    let comment = found.ok_or(Error::NOT_FOUND)?;
    Ok(Comment {
        text_html: markdown::html(comment.text.as_str(), people),
        mentions: mentioned(&comment.text, people),
        ..comment
    })
}
