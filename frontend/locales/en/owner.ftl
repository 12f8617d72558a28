# How an owner of repositories stands with this app: a mark, and the link that helps.

approval-needed = approval needed
ask-for-approval = Ask for approval
approval-explained = { $login } lets in only apps that it has approved, and Tasksource is not one of them yet. An owner of the organization can approve it; anybody else can ask for that.
sso-needed = sign-on needed
sign-in-with-sso = Sign in with SSO
sso-explained = { $login } asks for a single sign-on. Sign in there, then connect GitHub again in your profile.
restricted = restricted
review-access = Review access
restricted-explained = GitHub shows Tasksource nothing private of { $login }, and does not say why: either the organization has not approved Tasksource, or your account is no member of it.
