//! How an owner of repositories stands with this app, in words.

use domain::wire::github::{OwnerState, PickableOwner};

/// What the list says of an owner that GitHub does not show in full, and of the link that helps.
pub(crate) fn owner_state(state: OwnerState) -> Option<(&'static str, &'static str)> {
    match state {
        OwnerState::Connected => None,
        OwnerState::ApprovalNeeded => Some(("approval needed", "Ask for approval")),
        OwnerState::SsoNeeded => Some(("sign-on needed", "Sign in with SSO")),
        OwnerState::Restricted => Some(("restricted", "Review access")),
    }
}

/// Why the repositories of this owner are not all in the list, and what to do.
pub(crate) fn owner_explained(one: &PickableOwner) -> Option<String> {
    let login = &one.owner.login;
    Some(match one.state {
        OwnerState::Connected => return None,
        OwnerState::ApprovalNeeded => format!(
            "{login} lets in only apps that it has approved, and Tasksource is not one of them \
             yet. An owner of the organization can approve it; anybody else can ask for that."
        ),
        OwnerState::SsoNeeded => format!(
            "{login} asks for a single sign-on. Sign in there, then connect GitHub again in your \
             profile."
        ),
        OwnerState::Restricted => format!(
            "GitHub shows Tasksource nothing private of {login}, and does not say why: either the \
             organization has not approved Tasksource, or your account is no member of it."
        ),
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
