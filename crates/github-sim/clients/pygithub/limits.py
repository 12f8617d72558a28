"""PyGithub obeys limits: it knows both kinds by their texts, and waits as it was told."""

from github import GithubRetry, RateLimitExceededException, RateLimitExceededExceedsMaxWait
from practice import by, control


def order(name):
    control("POST /faults", path="^/user$", times=1, fault={"kind": "named", "name": name})


def login(**options):
    return by("mona", **options).get_user().login


# PyGithub knows a limit only where it comes with 403.
for name in ["primary_limit", "secondary_limit"]:
    order(name)
    try:
        login()
    except RateLimitExceededException as refusal:
        assert refusal.status == 403
    else:
        raise AssertionError(f"{name} is not refused")

# Refused once, and answered after the wait.
order("secondary_limit")
assert login(retry=GithubRetry(total=1, secondary_rate_wait=0.01)) == "mona"

# The whole time until the limit is reset would be too long.
order("primary_limit")
try:
    login(retry=GithubRetry(total=1, max_rate_limit_wait=1))
except RateLimitExceededExceedsMaxWait as refusal:
    assert 1 < refusal.wait <= 62, refusal.wait
else:
    raise AssertionError("it did not look at the reset")
