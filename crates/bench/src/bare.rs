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
    assignee: Option<Person>,
    repository: Option<String>,
    pull_request: String,
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
        .bind(i64::MAX)
        .bind("todo")
        .bind("in_progress")
        .bind("in_review")
        .bind("done")
        .bind("canceled")
        .bind(None::<Uuid>)
        .bind(None::<String>)
        .bind(51)
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
        assignee: assignee(row)?,
        repository: repository(row)?,
        pull_request: row.try_get("pull_request")?,
        updated_at: row.try_get("updated_at")?,
    })
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
