"""Repositories: found, listed page by page, followed after they were renamed; limits on the way."""

from practice import by, client, control, refused

mona = by("mona", per_page=1)


def names(repositories):
    return [repository.full_name for repository in repositories]


def lists():
    assert names(mona.get_user().get_repos()) == ["acme/app", "mona/open", "mona/site"]
    recent = mona.get_user().get_repos(sort="pushed", direction="desc", affiliation="owner")
    assert recent.totalCount == 2
    assert names(by("dana").get_organization("acme").get_repos(type="private")) == ["acme/app"]
    assert names(client().get_user("mona").get_repos()) == ["mona/open"]
    found = mona.search_repositories("site in:name user:mona")
    assert found.totalCount == 1 and names(found) == ["mona/site"]


def rights():
    dana = by("dana")
    app = dana.get_repo("acme/app")
    assert app.permissions.push and not app.permissions.admin
    with refused(404, "Not Found"):
        by("eve").get_repo("acme/app")


def limits():
    overview = mona.get_rate_limit()
    assert overview.resources.core.limit == 5000
    assert overview.resources.search.limit == 30
    before, limit = mona.rate_limiting
    mona.get_user().login
    assert mona.rate_limiting == (before - 1, limit)


def renamed():
    site = mona.get_repo("mona/open")
    control(f"PATCH /repositories/{site.id}", name="shop")
    followed = mona.get_repo("mona/open")
    assert followed.full_name == "mona/shop"
    by_id = mona.get_repo(site.id)
    assert [branch.name for branch in by_id.get_branches()] == ["main"]
    # Asked for anew under the address that it had.
    site.update()
    assert site.name == "shop"


lists()
rights()
limits()
renamed()
