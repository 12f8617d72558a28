//! What keeps something on GitHub from being done, in words.

use domain::effect::Trouble;

use crate::text::trouble;

/// The trouble as a sentence that says what to do about it.
pub(crate) fn trouble_words(it: Trouble) -> &'static str {
    match it {
        Trouble::NoSteward => trouble::no_steward(),
        Trouble::StewardMustReconnect => trouble::steward_must_reconnect(),
        Trouble::StewardIsNotAdmin => trouble::steward_is_not_admin(),
        Trouble::AssigneeMustReconnect => trouble::assignee_must_reconnect(),
        Trouble::RepositoryMissing => trouble::repository_missing(),
        Trouble::RepositoryArchived => trouble::repository_archived(),
        Trouble::OrganizationRestrictsApp => trouble::organization_restricts_app(),
        Trouble::SsoRequired => trouble::sso_required(),
        Trouble::TooManyInvitations => trouble::too_many_invitations(),
        Trouble::InvitationDeclined => trouble::invitation_declined(),
        Trouble::RateLimited => trouble::rate_limited(),
        Trouble::GithubUnavailable => trouble::github_unavailable(),
        Trouble::Refused => trouble::refused(),
        Trouble::AddressNotPublic => trouble::address_not_public(),
        Trouble::AccessRemains => trouble::access_remains(),
        Trouble::Internal => trouble::internal(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_it_is_what_the_domain_says() {
        for it in [
            Trouble::NoSteward,
            Trouble::StewardMustReconnect,
            Trouble::StewardIsNotAdmin,
            Trouble::AssigneeMustReconnect,
            Trouble::RepositoryMissing,
            Trouble::RepositoryArchived,
            Trouble::OrganizationRestrictsApp,
            Trouble::SsoRequired,
            Trouble::TooManyInvitations,
            Trouble::InvitationDeclined,
            Trouble::RateLimited,
            Trouble::GithubUnavailable,
            Trouble::Refused,
            Trouble::AddressNotPublic,
            Trouble::AccessRemains,
            Trouble::Internal,
        ] {
            assert_eq!(trouble_words(it), it.words());
        }
    }
}
