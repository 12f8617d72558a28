//! Whose repositories there are to pick from, and what stands between an owner and this app.
//!
//! GitHub hides an organization that keeps the app out: it is known by what is public of it, by
//! what lists say they leave out, or because somebody names it.

use domain::{
    ids::GithubAccountId,
    names::Login,
    wire::github::{OwnerKind, OwnerState, PickableOwner},
};
use serde::Deserialize;
use url::Url;

use crate::{
    accounts::Account, address, client::UserClient, error::Error, paging::Pages,
    repositories::WireOwner,
};

/// Nobody picks from more organizations than this many pages.
const PAGES: usize = 5;
/// Single sign-ons that are looked up at most: their addresses cost a request each.
const SIGN_ONS: usize = 10;

/// What GitHub tells of one's own membership.
#[derive(Deserialize)]
struct Membership {
    state: String,
}

impl UserClient {
    /// The own account first, then the organizations by name, those out of reach among them.
    pub async fn owners(&self) -> Result<Vec<PickableOwner>, Error> {
        let (account, reached) = tokio::try_join!(self.account(), self.reached())?;
        let (public, signing) = tokio::try_join!(
            self.public_organizations(&account.login),
            self.signing_on(&reached.left_out),
        )?;
        let mut organizations: Vec<_> = reached.items.into_iter().map(connected).collect();
        organizations.extend(signing);
        for account in public {
            if organizations.iter().all(|one| one.owner.id != account.id) {
                organizations.push(self.keeping_out(account));
            }
        }
        organizations.sort_by_key(|one| one.owner.login.to_lowercase());
        let own = PickableOwner {
            owner: account.into_owner(OwnerKind::User),
            state: OwnerState::Connected,
            help_url: None,
        };
        Ok(std::iter::once(own).chain(organizations).collect())
    }

    /// How the owner with this login stands with this app, for somebody who misses them.
    pub async fn owner(&self, login: &Login) -> Result<PickableOwner, Error> {
        let call = self.call();
        let found = call.get(&["users", login.as_str()]).send().await?;
        let found: WireOwner = found.json()?;
        let kind = found.kind();
        if kind == OwnerKind::User {
            return Ok(PickableOwner {
                owner: found.account.into_owner(kind),
                state: OwnerState::Connected,
                help_url: None,
            });
        }
        let login = &found.account.login;
        let membership = call.get(&["user", "memberships", "orgs", login]);
        let membership = async { membership.send().await?.json::<Membership>() };
        // An organization that asks for a sign-on hides the membership, and says so at its list.
        let list = call.get(&["orgs", login, "repos"]).query("per_page", "1");
        let (membership, list) = tokio::join!(membership, list.send());
        let list = list.map(drop);
        let member = match membership {
            Ok(membership) if membership.state == "active" => list,
            Ok(_) => Err(Error::NotFound),
            Err(error) => list.and(Err(error)),
        };
        self.judge(found.account, member)
    }

    async fn reached(&self) -> Result<Pages<Account>, Error> {
        let call = self.call();
        call.get(&["user", "orgs"]).pages(PAGES).await
    }

    /// Who shows a membership in public is a member, whatever GitHub tells this app.
    async fn public_organizations(&self, login: &str) -> Result<Vec<Account>, Error> {
        let call = self.call();
        let found = call.get(&["users", login, "orgs"]);
        Ok(found.pages(1).await?.items)
    }

    async fn signing_on(&self, ids: &[GithubAccountId]) -> Result<Vec<PickableOwner>, Error> {
        let mut owners = Vec::new();
        for id in ids.iter().take(SIGN_ONS) {
            let account = self.account_by_id(*id).await?;
            let call = self.call();
            let list = call.get(&["orgs", &account.login, "repos"]);
            let list = list.query("per_page", "1").send().await.map(drop);
            owners.push(self.judge(account, list)?);
        }
        Ok(owners)
    }

    /// What GitHub's answer about an organization means.
    fn judge(&self, account: Account, answer: Result<(), Error>) -> Result<PickableOwner, Error> {
        match answer {
            Ok(()) => Ok(connected(account)),
            Err(Error::SsoRequired { url }) => {
                let segments = ["orgs", &account.login, "sso"];
                let page = address::below(self.web_url(), &segments);
                Ok(out_of_reach(
                    account,
                    OwnerState::SsoNeeded,
                    url.unwrap_or(page),
                ))
            }
            Err(Error::OrganizationRestrictsApp { .. }) => Ok(self.keeping_out(account)),
            Err(Error::NotFound | Error::Forbidden { .. } | Error::Gone) => {
                let state = OwnerState::Restricted;
                Ok(out_of_reach(account, state, self.review_url()))
            }
            Err(error) => Err(error),
        }
    }

    fn keeping_out(&self, account: Account) -> PickableOwner {
        out_of_reach(account, OwnerState::ApprovalNeeded, self.review_url())
    }
}

fn connected(account: Account) -> PickableOwner {
    PickableOwner {
        owner: account.into_owner(OwnerKind::Organization),
        state: OwnerState::Connected,
        help_url: None,
    }
}

fn out_of_reach(account: Account, state: OwnerState, help: Url) -> PickableOwner {
    PickableOwner {
        owner: account.into_owner(OwnerKind::Organization),
        state,
        help_url: Some(help.into()),
    }
}
