"""Branches, refs, commits and comparisons, each reached through the addresses of replies."""

from practice import by, control, refused

site = by("mona", per_page=2).get_repo("mona/site")
tip = site.get_git_ref("heads/main").object.sha


def refs():
    made = site.create_git_ref("refs/heads/feature/new", tip)
    assert made.object.sha == tip
    matching = site.get_git_matching_refs("heads/feature/n")
    assert [ref.ref for ref in matching] == ["refs/heads/feature/new"]
    with refused(422, "Reference already exists"):
        site.create_git_ref("refs/heads/feature/new", tip)
    branch = site.get_branch("feature/new")
    assert branch.commit.sha == tip and not branch.protected
    with refused(404, "Branch not protected"):
        branch.get_protection()
    made.delete()
    with refused(404, "Branch not found"):
        site.get_branch("feature/new")
    names = [branch.name for branch in site.get_branches()]
    assert names == ["feature/one", "feature/two", "main"], names


def commits():
    work = {"repository": "mona/site", "branch": "feature/one", "author": "dana"}
    sha = control("POST /commits", message="Work", **work)["sha"]
    (listed,) = site.get_commits(sha="feature/one", author="dana")
    assert listed.sha == sha and listed.author.login == "dana"
    # The list tells no files: they are asked for at the address that the list gave.
    assert [file.status for file in listed.files] == ["added"]
    assert listed.stats.total == listed.files[0].changes
    status = listed.get_combined_status()
    assert (status.state, status.total_count) == ("pending", 0)
    assert listed.get_check_runs().totalCount == 0
    assert site.get_commits().totalCount == 3


def comparisons():
    ahead = site.compare("main", "feature/one")
    assert (ahead.status, ahead.ahead_by, ahead.behind_by) == ("ahead", 1, 0)
    assert ahead.merge_base_commit.sha == tip
    assert [commit.commit.message for commit in ahead.commits] == ["Work"]
    with refused(404):
        site.compare("main", "none").status


refs()
commits()
comparisons()
