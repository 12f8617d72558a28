//! Asking for the reviews that a project wishes, once a pull request is open.
//!
//! A reviewer whom GitHub refuses is named and keeps nothing from being handed over.

use domain::ids::GithubAccountId;
use github::{FoundPullRequest, UserClient};

use crate::{
    failure::Failure,
    handover::Handover,
    outcome::{Verdict, judge},
};

impl Handover {
    /// Asks all whom the project wishes and who were not asked yet, save the author; gives a
    /// remark where somebody could not be asked.
    pub(crate) async fn ask_reviewers(
        &self,
        client: &UserClient,
        open: &FoundPullRequest,
    ) -> Result<Option<String>, Failure> {
        let asked = |account: &&GithubAccountId| {
            open.reviewers.contains(account) || open.author == Some(**account)
        };
        let mut logins = Vec::new();
        for account in self.reviewers.iter().filter(|account| !asked(account)) {
            match client.account_by_id(*account).await {
                Ok(found) => logins.push(found.login),
                Err(github::Error::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let refused = self.ask(client, open, &logins).await?;
        let remark = || format!("GitHub takes no review from {}", refused.join(", "));
        Ok((!refused.is_empty()).then(remark))
    }

    /// GitHub refuses all for one's sake, so that each is asked alone then; gives the refused.
    async fn ask<'l>(
        &self,
        client: &UserClient,
        open: &FoundPullRequest,
        logins: &'l [String],
    ) -> Result<Vec<&'l str>, Failure> {
        let all: Vec<_> = logins.iter().map(String::as_str).collect();
        if all.is_empty() || self.is_taken(client, open, &all).await? {
            return Ok(Vec::new());
        }
        let mut refused = Vec::new();
        for login in all {
            if logins.len() == 1 || !self.is_taken(client, open, &[login]).await? {
                refused.push(login);
            }
        }
        Ok(refused)
    }

    async fn is_taken(
        &self,
        client: &UserClient,
        open: &FoundPullRequest,
        logins: &[&str],
    ) -> Result<bool, Failure> {
        let asked = client.request_reviews(self.repository, open.link.number, logins);
        match asked.await.map_err(Failure::from) {
            Ok(()) => Ok(true),
            Err(failure) if matches!(judge(&failure), Verdict::Mend(_)) => Ok(false),
            Err(failure) => Err(failure),
        }
    }
}
