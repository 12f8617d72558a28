//! Users: people with an account here.
//!
//! A password is only ever seen here as the hash that somebody else made of it.

use domain::{
    Timestamp,
    event::{Event, EventKind},
    ids::UserId,
    names::{Email, PersonName},
    wire::me::Person,
};

use crate::{EmailTaken, ReadTx, Result, Tx, row::Row, told::News};

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user's id.
    pub id: UserId,
    /// What the user signs in with.
    pub email: Email,
    /// The name that others see.
    pub name: PersonName,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// Makes an account.
pub async fn create(
    tx: &mut Tx,
    email: &Email,
    name: &PersonName,
    password_hash: &str,
) -> Result<Result<User, EmailTaken>> {
    const SQL: &str = "
        INSERT INTO users (id, email, name, password_hash, created_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (email) DO NOTHING";
    let user = User {
        id: UserId(tx.new_id()),
        email: email.clone(),
        name: name.clone(),
        created_at: tx.now(),
    };
    let made = tx
        .query(SQL)
        .bind(user.id.0)
        .bind(email.as_str())
        .bind(name.as_str())
        .bind(password_hash)
        .bind(user.created_at)
        .execute()
        .await?;
    Ok(if made == 1 { Ok(user) } else { Err(EmailTaken) })
}

/// The user with this id.
pub async fn find(tx: &mut ReadTx, user: UserId) -> Result<Option<User>> {
    const SQL: &str = "
        SELECT id, email, name, created_at
        FROM users
        WHERE id = $1";
    tx.query(SQL).bind(user.0).optional(read).await
}

/// The user with this e-mail address, and the hash of their password.
pub async fn find_by_email(tx: &mut ReadTx, email: &Email) -> Result<Option<(User, String)>> {
    const SQL: &str = "
        SELECT id, email, name, created_at, password_hash
        FROM users
        WHERE email = $1";
    tx.query(SQL)
        .bind(email.as_str())
        .optional(|row| Ok((read(row)?, row.get("password_hash")?)))
        .await
}

/// The hash of a user's password.
pub async fn find_password(tx: &mut ReadTx, user: UserId) -> Result<Option<String>> {
    const SQL: &str = "
        SELECT id, password_hash
        FROM users
        WHERE id = $1";
    tx.query(SQL)
        .bind(user.0)
        .optional(|row| row.get("password_hash"))
        .await
}

/// The user as others see them.
pub async fn person(tx: &mut ReadTx, user: UserId) -> Result<Option<Person>> {
    const SQL: &str = "
        SELECT u.id, u.name, c.login
        FROM users u
        LEFT JOIN connections c ON c.user_id = u.id
        WHERE u.id = $1";
    let read = |row: &Row| read_person(row, ["id", "name", "login"]);
    Ok(tx.query(SQL).bind(user.0).optional(read).await?.flatten())
}

/// Changes a user's name.
pub async fn rename(tx: &mut Tx, user: UserId, name: &PersonName) -> Result<()> {
    const SQL: &str = "
        UPDATE users
        SET name = $2
        WHERE id = $1";
    tx.query(SQL)
        .bind(user.0)
        .bind(name.as_str())
        .execute()
        .await?;
    tx.tell(News::User(user, Event::new(EventKind::AccountChanged)));
    tx.tell(News::ProjectsOf(user, EventKind::MembersChanged));
    Ok(())
}

/// Changes a user's password, which comes as its hash.
pub async fn set_password(tx: &mut Tx, user: UserId, password_hash: &str) -> Result<()> {
    const SQL: &str = "
        UPDATE users
        SET password_hash = $2
        WHERE id = $1";
    tx.query(SQL)
        .bind(user.0)
        .bind(password_hash)
        .execute()
        .await?;
    Ok(())
}

/// Reads a person from the columns that hold their id, name and login, where there is one.
pub(crate) fn read_person(row: &Row, columns: [&'static str; 3]) -> Result<Option<Person>> {
    let [id, name, login] = columns;
    let Some(id) = row.id_or_none(id, UserId)? else {
        return Ok(None);
    };
    Ok(Some(Person {
        id,
        name: row.word("users", name)?,
        github_login: row.get(login)?,
    }))
}

fn read(row: &Row) -> Result<User> {
    Ok(User {
        id: row.id("id", UserId)?,
        email: row.word("users", "email")?,
        name: row.word("users", "name")?,
        created_at: row.get("created_at")?,
    })
}
