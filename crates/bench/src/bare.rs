//! The list of tasks with nothing around it: one handler, one statement, the same bytes.
//!
//! No sign-in, no membership, no types: the floor that the API is compared with.

use std::net::SocketAddr;

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Result;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{Row, SqlitePool, sqlite::SqliteRow};
use uuid::Uuid;

/// What to serve, and where.
#[derive(clap::Args)]
pub(crate) struct Settings {
    /// The address to listen on
    #[arg(long)]
    listen: SocketAddr,
    /// The embedded database
    #[arg(long)]
    database: String,
    /// Whose tasks
    #[arg(long)]
    project: Uuid,
    /// What the page gives as the way to the next
    #[arg(long)]
    next: String,
}

#[derive(Serialize)]
struct Page<'a> {
    items: Vec<Task>,
    next: &'a str,
}

#[derive(Serialize)]
struct Task {
    id: Uuid,
    number: i64,
    title: String,
    status: String,
    priority: &'static str,
    due: Option<String>,
    labels: Vec<String>,
    assignee: Option<Person>,
    repository: Option<String>,
    access: &'static str,
    pull_request: String,
    version: i64,
    updated_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Person {
    id: Uuid,
    name: String,
    github_login: Option<String>,
}

struct Shared {
    pool: SqlitePool,
    settings: Settings,
}

/// Serves until the process is ended.
pub(crate) async fn serve(settings: Settings) -> Result<()> {
    let listen = settings.listen;
    let pool = SqlitePool::connect(&settings.database).await?;
    let shared = web::Data::new(Shared { pool, settings });
    HttpServer::new(move || {
        App::new()
            .app_data(shared.clone())
            .route("/tasks", web::get().to(list))
    })
    .bind(listen)?
    .run()
    .await?;
    Ok(())
}

async fn list(shared: web::Data<Shared>) -> Result<HttpResponse, actix_web::Error> {
    let rows = sqlx::query(store::tasks::LIST_SQL)
        .bind(shared.settings.project)
        .bind(None::<Uuid>)
        .bind(0)
        .bind(None::<Uuid>)
        .bind(None::<String>)
        .bind(None::<String>)
        .bind(None::<i64>)
        .bind(i64::MAX)
        .bind(51)
        .bind("todo")
        .bind("in_progress")
        .bind("in_review")
        .bind("done")
        .bind("canceled")
        .fetch_all(&shared.pool)
        .await
        .map_err(actix_web::error::ErrorInternalServerError)?;
    let items = rows
        .iter()
        .take(50)
        .map(read)
        .collect::<Result<_, sqlx::Error>>();
    let items = items.map_err(actix_web::error::ErrorInternalServerError)?;
    Ok(HttpResponse::Ok().json(Page {
        items,
        next: &shared.settings.next,
    }))
}

fn read(row: &SqliteRow) -> Result<Task, sqlx::Error> {
    Ok(Task {
        id: row.try_get("id")?,
        number: row.try_get("number")?,
        title: row.try_get("title")?,
        status: row.try_get("status")?,
        priority: priority(row.try_get("priority")?),
        due: row.try_get("due")?,
        labels: labels(row.try_get("labels")?),
        assignee: assignee(row)?,
        repository: repository(row)?,
        access: "not_asked",
        pull_request: row.try_get("pull_request")?,
        version: row.try_get("version")?,
        updated_at: row.try_get("updated_at")?,
    })
}

fn priority(number: i64) -> &'static str {
    match number {
        1 => "low",
        2 => "medium",
        3 => "high",
        4 => "urgent",
        _ => "none",
    }
}

fn labels(names: Option<String>) -> Vec<String> {
    let names = names.unwrap_or_default();
    let names = names.split(',').filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

fn assignee(row: &SqliteRow) -> Result<Option<Person>, sqlx::Error> {
    let Some(id) = row.try_get("assignee_id")? else {
        return Ok(None);
    };
    let github_login = row.try_get("assignee_login")?;
    Ok(Some(Person {
        id,
        name: row.try_get("assignee_name")?,
        github_login,
    }))
}

fn repository(row: &SqliteRow) -> Result<Option<String>, sqlx::Error> {
    let owner: Option<String> = row.try_get("owner")?;
    let name: Option<String> = row.try_get("repository_name")?;
    Ok(owner
        .zip(name)
        .map(|(owner, name)| format!("{owner}/{name}")))
}
