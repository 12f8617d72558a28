"""Access given, accepted, looked at and taken away, by an owner and by the invited one."""

from practice import by, refused

mona, eve = by("mona"), by("eve")
site = mona.get_repo("mona/site")


def invited():
    invitation = site.add_to_collaborators("eve")
    assert invitation.permissions == "write" and invitation.repository.full_name == "mona/site"
    (own,) = eve.get_user().get_invitations()
    assert own.id == invitation.id and own.inviter.login == "mona"
    assert [open.id for open in site.get_pending_invitations()] == [own.id]
    with refused(404):
        eve.get_repo("mona/site")
    eve.get_user().accept_invitation(own)
    assert eve.get_repo("mona/site").permissions.push


def removed():
    assert site.has_in_collaborators("eve")
    outside = site.get_collaborators(affiliation="outside")
    assert [(user.login, user.permissions.push) for user in outside] == [("eve", True)]
    assert site.add_to_collaborators("eve") is None, "access is there already"
    site.remove_from_collaborators("eve")
    assert not site.has_in_collaborators("eve")
    assert site.get_collaborator_permission("eve") == "none"


def withdrawn():
    invitation = site.add_to_collaborators("eve")
    site.remove_invitation(invitation.id)
    assert site.get_pending_invitations().totalCount == 0
    with refused(404):
        eve.get_user().accept_invitation(invitation)


def of_an_organization():
    app = mona.get_repo("acme/app")
    assert app.add_to_collaborators("eve", "maintain").permissions == "maintain"
    assert app.add_to_collaborators("dana", "admin") is None
    assert app.get_collaborator_role_name("dana") == "admin"
    with refused(422, "only update permissions on organization"):
        site.add_to_collaborators("eve", "pull")


invited()
removed()
withdrawn()
of_an_organization()
