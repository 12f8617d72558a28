"""A pull request from its making to its merge, and the refusals on the way."""

from practice import by, control, refused

app = by("dana").get_repo("acme/app")
control("POST /commits", repository="acme/app", branch="work", message="Work")


def made():
    pull = app.create_pull("main", "work", title="Work", body="So")
    assert (pull.state, pull.draft, pull.merged) == ("open", False, False)
    assert pull.mergeable and pull.mergeable_state == "clean"
    with refused(422, "A pull request already exists for acme:work."):
        app.create_pull("main", "work", title="Work")
    with refused(422, "No commits between main and main"):
        app.create_pull("main", "main", title="Work")
    return pull


def looked(pull):
    (found,) = app.get_pulls(state="all", head="acme:work", base="main")
    # What a list leaves away is asked for at the address that it gave.
    assert found.number == pull.number and found.commits == 1
    assert [commit.commit.message for commit in found.get_commits()] == ["Work"]
    assert [file.status for file in found.get_files()] == ["added"]
    assert not found.is_merged()
    assert app.get_pull(pull.number).head.repo.full_name == "acme/app"


def asked(pull):
    pull.create_review_request(reviewers=["mona"])
    users, teams = pull.get_review_requests()
    assert [user.login for user in users] == ["mona"] and teams.totalCount == 0
    pull.delete_review_request(reviewers=["mona"])
    with refused(422):
        pull.create_review_request(reviewers=["dana"])


def reviewed(pull):
    seen = by("mona").get_repo("acme/app").get_pull(pull.number)
    given = seen.create_review(body="So not", event="REQUEST_CHANGES")
    assert (given.state, given.user.login) == ("CHANGES_REQUESTED", "mona")
    given.dismiss("It is done")
    assert [review.state for review in pull.get_reviews()] == ["DISMISSED"]
    with refused(422, "Can not request changes on your own pull request"):
        pull.create_review(body="So not", event="REQUEST_CHANGES")


def merged(pull):
    pull.edit(title="Better", state="closed")
    assert (pull.title, pull.state) == ("Better", "closed")
    pull.edit(state="open")
    with refused(409, "Head branch was modified"):
        pull.merge(sha=pull.base.sha)
    assert pull.merge(sha=pull.head.sha, merge_method="squash").merged
    assert pull.is_merged()
    pull.update()
    assert pull.state == "closed" and pull.merged_by.login == "dana"
    with refused(405):
        pull.merge()


pull = made()
looked(pull)
asked(pull)
reviewed(pull)
merged(pull)
