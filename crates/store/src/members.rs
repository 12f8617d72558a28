//! Members of projects and their roles.
//!
//! Removing a member unassigns nothing by itself: the caller does that by the rules of tasks.

use domain::{
    event::{Event, EventKind},
    ids::{ProjectId, UserId},
    project::Role,
    wire::projects::Member,
};

use crate::{
    AlreadyMember, ReadTx, Result, Tx, dialect::FOR_UPDATE, told::News, users::read_person,
};

/// The members of a project, by their names. Every one comes with an e-mail address; whether it
/// is shown is for the caller to decide.
pub async fn list(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<Member>> {
    const SQL: &str = "
        SELECT u.id, u.name, u.email, c.login, m.role
        FROM members m
        JOIN users u ON u.id = m.user_id
        LEFT JOIN connections c ON c.user_id = m.user_id
        WHERE m.project_id = $1
        ORDER BY u.name, u.id";
    tx.query(SQL)
        .bind(project.0)
        .all(|row| {
            let person = read_person(row, ["id", "name", "login"])?;
            Ok(Member {
                person: person.ok_or_else(|| row.broken("members", "user_id"))?,
                email: row.word_or_none("users", "email")?,
                role: row.word("members", "role")?,
            })
        })
        .await
}

/// A user's role in a project, where they are a member.
pub async fn role(tx: &mut ReadTx, project: ProjectId, user: UserId) -> Result<Option<Role>> {
    const SQL: &str = "
        SELECT user_id, role
        FROM members
        WHERE project_id = $1
            AND user_id = $2";
    tx.query(SQL)
        .bind(project.0)
        .bind(user.0)
        .optional(|row| row.word("members", "role"))
        .await
}

/// Makes a user a member.
pub async fn add(
    tx: &mut Tx,
    project: ProjectId,
    user: UserId,
    role: Role,
) -> Result<Result<(), AlreadyMember>> {
    const SQL: &str = "
        INSERT INTO members (project_id, user_id, role)
        VALUES ($1, $2, $3)
        ON CONFLICT (project_id, user_id) DO NOTHING";
    let added = tx
        .query(SQL)
        .bind(project.0)
        .bind(user.0)
        .bind(role.as_str())
        .execute()
        .await?;
    Ok(if added == 1 {
        tell(tx, project, user);
        Ok(())
    } else {
        Err(AlreadyMember)
    })
}

/// Changes a member's role; says whether there was such a member.
pub async fn change(tx: &mut Tx, project: ProjectId, user: UserId, role: Role) -> Result<bool> {
    const SQL: &str = "
        UPDATE members
        SET role = $3
        WHERE project_id = $1
            AND user_id = $2";
    let changed = tx
        .query(SQL)
        .bind(project.0)
        .bind(user.0)
        .bind(role.as_str())
        .execute()
        .await?;
    tell(tx, project, user);
    Ok(changed == 1)
}

/// Ends a membership; says whether there was one.
pub async fn remove(tx: &mut Tx, project: ProjectId, user: UserId) -> Result<bool> {
    const SQL: &str = "
        DELETE FROM members
        WHERE project_id = $1
            AND user_id = $2";
    let removed = tx.query(SQL).bind(project.0).bind(user.0).execute().await?;
    tell(tx, project, user);
    Ok(removed == 1)
}

/// Tells the members that they are others now, and the one whom it concerns.
fn tell(tx: &mut Tx, project: ProjectId, user: UserId) {
    let event = |kind| Event::new(kind).of(project);
    tx.tell(News::Project(event(EventKind::MembersChanged)));
    tx.tell(News::User(user, event(EventKind::ProjectsChanged)));
}

/// How many owners a project has.
///
/// The project is held until the transaction ends, so that two owners who leave at once do not
/// each count on the other.
pub async fn owners(tx: &mut Tx, project: ProjectId) -> Result<i64> {
    const HOLD: &str = "
        SELECT id
        FROM projects
        WHERE id = $1";
    const COUNT: &str = "
        SELECT COUNT(*) AS owners
        FROM members
        WHERE project_id = $1
            AND role = 'owner'";
    tx.query_with(HOLD, FOR_UPDATE)
        .bind(project.0)
        .optional(|_| Ok(()))
        .await?;
    tx.query(COUNT).bind(project.0).one().await?.get("owners")
}
