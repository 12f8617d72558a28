//! How an owner of repositories stands with this app, in words.

use domain::wire::github::{OwnerState, PickableOwner};

use crate::text::owner;

/// What the list says of an owner that GitHub does not show in full, and of the link that helps.
pub(crate) fn owner_state(state: OwnerState) -> Option<(&'static str, &'static str)> {
    match state {
        OwnerState::Connected => None,
        OwnerState::ApprovalNeeded => Some((owner::approval_needed(), owner::ask_for_approval())),
        OwnerState::SsoNeeded => Some((owner::sso_needed(), owner::sign_in_with_sso())),
        OwnerState::Restricted => Some((owner::restricted(), owner::review_access())),
    }
}

/// Why the repositories of this owner are not all in the list, and what to do.
pub(crate) fn owner_explained(one: &PickableOwner) -> Option<String> {
    let login = &one.owner.login;
    Some(match one.state {
        OwnerState::Connected => return None,
        OwnerState::ApprovalNeeded => owner::approval_explained(login),
        OwnerState::SsoNeeded => owner::sso_explained(login),
        OwnerState::Restricted => owner::restricted_explained(login),
    })
}

#[cfg(test)]
mod tests {
    use domain::{
        ids::GithubAccountId,
        wire::github::{Owner, OwnerKind},
    };

    use super::*;

    #[test]
    fn whoever_is_out_of_reach_is_explained_by_name() {
        for state in [
            OwnerState::Connected,
            OwnerState::ApprovalNeeded,
            OwnerState::SsoNeeded,
            OwnerState::Restricted,
        ] {
            let one = PickableOwner {
                owner: Owner {
                    id: GithubAccountId(1),
                    login: "acme".to_owned(),
                    kind: OwnerKind::Organization,
                    avatar_url: String::new(),
                },
                state,
                help_url: None,
            };
            let explained = owner_explained(&one);
            let connected = state == OwnerState::Connected;
            assert_eq!(explained.is_none(), connected);
            assert_eq!(owner_state(state).is_none(), connected);
            assert!(explained.is_none_or(|words| words.contains("acme")));
        }
    }
}
