"""PyGithub looks at every address in a reply: the other scripts prove something by that alone."""

from practice import API, WEB, by, control


def leads_to(address):
    """Has a repository say that its own address is this one, and asks for a branch below it."""
    body = {"id": 1, "name": "site", "full_name": "mona/site", "url": address}
    fault = {"kind": "status", "status": 200, "body": body}
    control("POST /faults", path="^/repos/mona/site$", times=1, fault=fault)
    by("mona").get_repo("mona/site").get_branch("main")


def is_noticed(address):
    """Whether the client refuses to go there, before any connection is made."""
    try:
        leads_to(address)
    except AssertionError:
        return True
    return False


assert not is_noticed(f"{API}/repos/mona/site")
for away in [
    f"{WEB}/repos/mona/site",
    "http://127.0.0.1:1/api/v3/repos/mona/site",
    "http://elsewhere.example/api/v3/repos/mona/site",
]:
    assert is_noticed(away), away
