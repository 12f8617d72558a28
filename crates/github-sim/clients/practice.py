"""What a script knows of the practice GitHub that it runs against: addresses, tokens, control API.

The world is made before a script starts, see `tests/it/clients/world.rs`.
"""

import json
import os
from contextlib import contextmanager
from urllib.request import Request, urlopen

from github import Auth, Github, GithubException

WEB = os.environ["PRACTICE_WEB"]
API = os.environ["PRACTICE_API"]
APP = ("practice-client", "practice-secret")
CALLBACK = "http://localhost:8080/github/callback"


def client(auth=None, **options):
    """PyGithub as it comes, but that it neither waits between calls nor repeats what failed."""
    calm = {"retry": None, "seconds_between_requests": 0, "seconds_between_writes": 0}
    return Github(auth=auth, base_url=API, **(calm | options))


def by_token(token, **options):
    """A client with a token from anywhere."""
    return client(Auth.Token(token), **options)


def by(login, **options):
    """A client of mona, dana or eve."""
    return by_token(os.environ[f"TOKEN_{login.upper()}"], **options)


def control(call, **body):
    """A call to the control API such as `POST /commits`; it must succeed."""
    method, path = call.split(" ")
    request = Request(f"{WEB}/_sim{path}", json.dumps(body).encode(), method=method)
    with urlopen(request) as response:
        text = response.read()
    return json.loads(text) if text else None


@contextmanager
def refused(status, message=""):
    """What stands in this block must be refused so."""
    try:
        yield
    except GithubException as error:
        assert error.status == status, error
        assert message in str(error.data), error.data
    else:
        raise AssertionError(f"not refused with {status}")
