//! What an account can do on a repository, and changing that.
//!
//! Whether it should be changed is not decided here: `domain::access` does, the reconciler acts.

use domain::{
    access::Permission,
    ids::{GithubAccountId, GithubRepositoryId},
    wire::github::OwnerKind,
};
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use serde_json::json;

use crate::{call::Call, client::UserClient, error::Error};

/// A thousand accounts with a right of their own are looked through.
const PAGES: usize = 10;

/// What adding a collaborator led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The right is in force.
    Active,
    /// An invitation of this number waits to be accepted.
    Invited(i64),
}

#[derive(Deserialize)]
struct Wire {
    permission: String,
    role_name: Option<String>,
}

#[derive(Deserialize)]
struct Invited {
    id: i64,
}

#[derive(Deserialize)]
struct Listed {
    id: GithubAccountId,
    login: String,
}

impl UserClient {
    /// The highest right of an account, from whatever source.
    pub async fn permission(
        &self,
        id: GithubRepositoryId,
        login: &str,
    ) -> Result<Permission, Error> {
        let call = self.call();
        let request = call.on(Method::GET, id, &["collaborators", login, "permission"]);
        let wire: Wire = request.send().await?.json()?;
        Ok(wire.permission())
    }

    /// Gives an account a right, or changes the one that it has.
    ///
    /// A person's repository knows one right only, to push, and GitHub refuses to hear it named.
    pub async fn add_collaborator(
        &self,
        id: GithubRepositoryId,
        login: &str,
        owner: OwnerKind,
        right: Permission,
    ) -> Result<Added, Error> {
        let call = self.call();
        let request = call.on(Method::PUT, id, &["collaborators", login]);
        let request = match (owner, word(right)) {
            (OwnerKind::Organization, Some(word)) => request.json(json!({ "permission": word })),
            _ => request,
        };
        let reply = request.send().await.map_err(limit_of_invitations)?;
        if reply.status == StatusCode::CREATED {
            Ok(Added::Invited(reply.json::<Invited>()?.id))
        } else {
            Ok(Added::Active)
        }
    }

    /// Whether something was given to the account itself, apart from what everybody can do and
    /// what comes through an organization.
    ///
    /// Only members of the organization may list whom it was given to. To others GitHub still says
    /// whether somebody is a collaborator, of whatever kind.
    pub async fn has_right_of_its_own(
        &self,
        id: GithubRepositoryId,
        login: &str,
        account: GithubAccountId,
    ) -> Result<bool, Error> {
        let call = self.call();
        let list = call.on(Method::GET, id, &["collaborators"]);
        let list = list.query("affiliation", "direct");
        match list.pages::<Listed>(PAGES).await {
            // In doubt it is theirs: what is theirs is never taken.
            Ok(found) => Ok(found.truncated || found.items.iter().any(|one| one.id == account)),
            Err(Error::Forbidden { .. } | Error::NotFound) => {
                is_collaborator(&call, id, login).await
            }
            Err(error) => Err(error),
        }
    }

    /// What an account is called that was let in itself; `None` when it was not.
    ///
    /// # Errors
    ///
    /// Beside what any call meets: `Forbidden` where GitHub does not tell this user who was let in.
    pub async fn collaborator_login(
        &self,
        id: GithubRepositoryId,
        account: GithubAccountId,
    ) -> Result<Option<String>, Error> {
        let call = self.call();
        let list = call.on(Method::GET, id, &["collaborators"]);
        let list = list.query("affiliation", "direct");
        let found = list.pages::<Listed>(PAGES).await?;
        let mut items = found.items.into_iter();
        Ok(items.find(|one| one.id == account).map(|one| one.login))
    }

    /// Sets the right of a collaborator of an organization's repository.
    pub async fn set_permission(
        &self,
        id: GithubRepositoryId,
        login: &str,
        permission: Permission,
    ) -> Result<(), Error> {
        let Some(word) = word(permission) else {
            return self.remove_collaborator(id, login).await;
        };
        let call = self.call();
        let request = call.on(Method::PUT, id, &["collaborators", login]);
        request.json(json!({ "permission": word })).send().await?;
        Ok(())
    }

    /// Takes away what was given to an account directly; teams and organizations still count.
    pub async fn remove_collaborator(
        &self,
        id: GithubRepositoryId,
        login: &str,
    ) -> Result<(), Error> {
        let call = self.call();
        let request = call.on(Method::DELETE, id, &["collaborators", login]);
        request.send().await.map(drop)
    }
}

async fn is_collaborator(call: &Call, id: GithubRepositoryId, login: &str) -> Result<bool, Error> {
    let request = call.on(Method::GET, id, &["collaborators", login]);
    match request.send().await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Wire {
    /// The role says it exactly; a role of the organization's own making falls back on the
    /// coarser word beside it.
    fn permission(&self) -> Permission {
        self.role_name
            .as_deref()
            .and_then(read)
            .or_else(|| read(&self.permission))
            .unwrap_or_default()
    }
}

/// GitHub takes 50 invitations to a repository in a day; its words for that vary.
fn limit_of_invitations(error: Error) -> Error {
    let limited = match &error {
        Error::Invalid { errors } => errors
            .iter()
            .any(|one| one.says("invitations") && (one.says("limit") || one.says("exceeded"))),
        _ => false,
    };
    if limited {
        Error::TooManyInvitations
    } else {
        error
    }
}

/// Reads both vocabularies: that of answers (`write`) and that of requests (`push`).
pub(crate) fn read(word: &str) -> Option<Permission> {
    Some(match word {
        "admin" => Permission::Admin,
        "maintain" => Permission::Maintain,
        "write" | "push" => Permission::Write,
        "triage" => Permission::Triage,
        "read" | "pull" => Permission::Read,
        "none" | "" => Permission::None,
        _ => return None,
    })
}

/// The word in requests; nothing has none.
fn word(permission: Permission) -> Option<&'static str> {
    Some(match permission {
        Permission::None => return None,
        Permission::Read => "pull",
        Permission::Triage => "triage",
        Permission::Write => "push",
        Permission::Maintain => "maintain",
        Permission::Admin => "admin",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_is_believed_before_the_coarser_word() {
        let seen = |permission: &str, role: Option<&str>| {
            let wire = Wire {
                permission: permission.to_owned(),
                role_name: role.map(str::to_owned),
            };
            wire.permission()
        };
        assert_eq!(seen("write", Some("maintain")), Permission::Maintain);
        assert_eq!(seen("read", Some("triage")), Permission::Triage);
        assert_eq!(seen("write", Some("release-crew")), Permission::Write);
        assert_eq!(seen("write", None), Permission::Write);
        assert_eq!(seen("none", Some("")), Permission::None);
    }

    #[test]
    fn what_is_asked_for_is_read_back_as_the_same() {
        for permission in [
            Permission::Read,
            Permission::Triage,
            Permission::Write,
            Permission::Maintain,
            Permission::Admin,
        ] {
            assert_eq!(word(permission).and_then(read), Some(permission));
        }
    }
}
