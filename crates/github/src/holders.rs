//! Who can do what on a repository, all at once: collaborators, and those who are invited.
//!
//! What it costs the viewer is known: two requests for a person's repository, three for an
//! organization's, and one more for each further hundred entries of a list. None is repeated for
//! another viewer's sake, and nothing of them is kept.

use std::collections::{HashMap, HashSet};

use domain::{
    Timestamp,
    access::Permission,
    ids::{GithubAccountId, GithubRepositoryId},
    standing::{Look, Sight},
    wire::github::OwnerKind,
};
use reqwest::Method;
use serde::Deserialize;

use crate::{
    call::Call, client::UserClient, collaborators::read, error::Error, invitations::is_over,
    paging::Pages, repositories::Flags,
};

/// A thousand accounts of each kind are looked through.
const PAGES: usize = 10;

/// What one look tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holders {
    /// Who can do what.
    pub look: Look,
    /// Whether GitHub keeps open invitations from this viewer: only administrators see them.
    pub invitations_hidden: bool,
}

#[derive(Deserialize)]
struct Collaborator {
    id: GithubAccountId,
    login: String,
    role_name: Option<String>,
    #[serde(default)]
    permissions: Flags,
}

#[derive(Deserialize)]
struct Invitation {
    invitee: Option<Invitee>,
    #[serde(default)]
    permissions: String,
    #[serde(default)]
    expired: bool,
    created_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Invitee {
    id: GithubAccountId,
    login: String,
}

impl UserClient {
    /// Everybody who reaches a repository, as far as this user may know: GitHub tells those who can
    /// push, and of an organization's repository only its members.
    pub async fn holders(
        &self,
        id: GithubRepositoryId,
        owner: OwnerKind,
    ) -> Result<Holders, Error> {
        let call = self.call();
        let all = collaborators(&call, id, "all").await?;
        let own = match owner {
            // Whoever is in a person's repository was let in by name, save the person.
            OwnerKind::User => None,
            OwnerKind::Organization => Some(collaborators(&call, id, "direct").await?),
        };
        let invited = invited(&call, id).await?;
        let own = own.map(|own| own.items.into_iter().map(|one| one.id).collect());
        let mut look = Look {
            owner,
            truncated: all.truncated || invited.as_ref().is_some_and(|list| list.truncated),
            sights: sights(all.items, own.as_ref()),
        };
        let invitations_hidden = invited.is_none();
        if let Some(invited) = invited {
            add_invited(&mut look.sights, invited);
        }
        Ok(Holders {
            look,
            invitations_hidden,
        })
    }
}

async fn collaborators(
    call: &Call,
    id: GithubRepositoryId,
    affiliation: &str,
) -> Result<Pages<Collaborator>, Error> {
    let request = call.on(Method::GET, id, &["collaborators"]);
    request.query("affiliation", affiliation).pages(PAGES).await
}

/// The open invitations; `None` where GitHub keeps them from this user.
async fn invited(call: &Call, id: GithubRepositoryId) -> Result<Option<Pages<Invitation>>, Error> {
    let request = call.on(Method::GET, id, &["invitations"]);
    match request.pages(PAGES).await {
        Ok(list) => Ok(Some(list)),
        Err(Error::Forbidden { .. } | Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn sights(all: Vec<Collaborator>, own: Option<&HashSet<GithubAccountId>>) -> Vec<Sight> {
    let sight = |one: Collaborator| {
        let permission = one.permission();
        Sight {
            account: one.id,
            login: Some(one.login),
            permission,
            own: own.map_or(permission < Permission::Admin, |own| own.contains(&one.id)),
            invited: None,
        }
    };
    all.into_iter().map(sight).collect()
}

/// Who is in already may still be invited, to more.
fn add_invited(sights: &mut Vec<Sight>, list: Pages<Invitation>) {
    let places = sights.iter().enumerate();
    let mut places: HashMap<_, _> = places.map(|(place, one)| (one.account, place)).collect();
    let now = list.answered_at;
    let open = |one: &Invitation| !one.expired && !is_over(one.created_at, now);
    for invitation in list.items.into_iter().filter(open) {
        let Some(invitee) = invitation.invitee else {
            continue;
        };
        let place = *places.entry(invitee.id).or_insert(sights.len());
        if place == sights.len() {
            sights.push(Sight {
                account: invitee.id,
                login: Some(invitee.login),
                permission: Permission::None,
                own: false,
                invited: None,
            });
        }
        // A role of the organization's own making is one that we cannot name.
        let right = read(&invitation.permissions).unwrap_or(Permission::Write);
        sights[place].invited = Some(right);
    }
}

impl Collaborator {
    /// The role says it exactly; one of the organization's own making is told by its flags.
    fn permission(&self) -> Permission {
        let role = self.role_name.as_deref().and_then(read);
        role.unwrap_or_else(|| self.permissions.highest())
    }
}
