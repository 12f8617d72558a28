//! What is read of a message of GitHub's: whom and which branch it is about, and nothing more.
//!
//! Every field may be missing: which version of its API GitHub speaks here is not known. No type
//! here may ever hold anything of a commit (law 5).

use domain::{ids::GithubAccountId, names::BranchName};
use serde::Deserialize;

/// A message, as far as it is read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    member: Option<Account>,
    /// Of a push the whole ref, of a branch that comes or goes its name.
    #[serde(rename = "ref")]
    reference: Option<String>,
    ref_type: Option<String>,
    pull_request: Option<PullRequest>,
    check_suite: Option<CheckSuite>,
}

#[derive(Deserialize)]
struct Account {
    id: GithubAccountId,
}

#[derive(Deserialize)]
struct PullRequest {
    head: Head,
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "ref")]
    branch: String,
}

#[derive(Deserialize)]
struct CheckSuite {
    head_branch: Option<String>,
}

impl Message {
    /// Reads a body; one that is not understood says nothing.
    pub(crate) fn read(body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_default()
    }

    /// The account whose access it is about.
    pub(crate) fn account(&self) -> Option<GithubAccountId> {
        self.member.as_ref().map(|member| member.id)
    }

    /// The branch that it is about.
    pub(crate) fn branch(&self) -> Option<BranchName> {
        let of_pull_request = self.pull_request.as_ref();
        let of_checks = self.check_suite.as_ref();
        of_pull_request
            .map(|pull_request| pull_request.head.branch.as_str())
            .or_else(|| of_checks?.head_branch.as_deref())
            .or_else(|| self.moved())?
            .parse()
            .ok()
    }

    /// The branch that came, went or grew; tags are nobody's work.
    fn moved(&self) -> Option<&str> {
        let name = self.reference.as_deref()?;
        match (name.strip_prefix("refs/"), self.ref_type.as_deref()) {
            (Some(path), _) => path.strip_prefix("heads/"),
            (None, Some("branch")) => Some(name),
            (None, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(body: &str) -> Option<String> {
        let branch = Message::read(body.as_bytes()).branch();
        branch.map(|branch| branch.as_str().to_owned())
    }

    #[test]
    fn a_message_is_about_one_branch() {
        let name = Some("web-1-work".to_owned());
        for body in [
            r#"{"ref":"refs/heads/web-1-work","commits":[{"id":"6dcb09b"}]}"#,
            r#"{"ref":"web-1-work","ref_type":"branch"}"#,
            r#"{"pull_request":{"head":{"ref":"web-1-work"},"base":{"ref":"main"}}}"#,
            r#"{"check_suite":{"head_branch":"web-1-work"}}"#,
        ] {
            assert_eq!(branch(body), name, "{body}");
        }
    }

    #[test]
    fn what_is_about_no_branch_says_so() {
        for body in [
            r#"{"ref":"refs/tags/v1"}"#,
            r#"{"ref":"v1","ref_type":"tag"}"#,
            r#"{"ref":"refs/heads/a..b"}"#,
            r#"{"check_suite":{"head_branch":null}}"#,
            r#"{"zen":"Keep it simple."}"#,
            "[]",
            "not even JSON",
        ] {
            assert_eq!(branch(body), None, "{body}");
        }
    }

    #[test]
    fn a_message_is_about_one_account() {
        let message = Message::read(br#"{"member":{"id":42,"login":"dev"},"sender":{"id":1}}"#);
        assert_eq!(message.account(), Some(GithubAccountId(42)));
        assert_eq!(Message::read(br#"{"sender":{"id":1}}"#).account(), None);
    }
}
