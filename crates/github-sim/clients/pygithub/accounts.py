"""Who is who: the user of a token, other users, organizations and memberships."""

from practice import by

mona, dana = by("mona"), by("dana")

me = mona.get_user()
assert me.login == "mona" and me.type == "User"
assert sorted(mona.oauth_scopes) == ["read:org", "repo", "user"]
assert [email.email for email in me.get_emails() if email.primary] == [me.email]
assert mona.get_user_by_id(me.id).login == "mona"
named = dana.get_user("mona")
assert named.id == me.id
assert [repository.name for repository in named.get_repos()] == ["open"]
assert [org.login for org in named.get_orgs()] == []

(own,) = dana.get_user().get_orgs()
assert own.login == "acme"
# The list gives a short form: this is asked for at the address that the list gave.
assert own.public_repos == 0
assert dana.get_organization("acme").id == own.id
(membership,) = me.get_organization_memberships()
assert (membership.role, membership.state) == ("admin", "active")
assert dana.get_user().get_organization_membership("acme").role == "member"
