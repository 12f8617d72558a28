"""OAuth as PyGithub does it: login address, code, refresh, and a client that refreshes itself."""

from urllib.parse import parse_qs, urlparse

from github import BadCredentialsException, GithubException
from practice import APP, CALLBACK, by_token, client, control

oauth = client().get_oauth_application(*APP)


def consent(login):
    """The code that a browser brings back when a person agrees."""
    url = oauth.get_login_url(redirect_uri=CALLBACK, state="s1", login=login)
    answer = control("POST /authorize", login=login, url=f"{url}&scope=repo+offline_access")
    query = parse_qs(urlparse(answer["location"]).query)
    assert query["state"] == ["s1"]
    return query["code"][0]


def fails(call, kind, error):
    try:
        call()
    except kind as refusal:
        assert refusal.data["error"] == error, refusal.data
    else:
        raise AssertionError(f"not refused with {error}")


code = consent("eve")
token = oauth.get_access_token(code)
assert token.type == "bearer" and token.scope == "repo"
assert 0 < token.expires_in < token.refresh_expires_in
assert by_token(token.token).get_user().login == "eve"
fails(lambda: oauth.get_access_token(code), BadCredentialsException, "bad_verification_code")

fresh = oauth.refresh_access_token(token.refresh_token)
assert by_token(fresh.token).get_user().login == "eve"
try:
    by_token(token.token).get_user().login
except BadCredentialsException as refusal:
    assert refusal.status == 401 and refusal.data["message"] == "Bad credentials"
else:
    raise AssertionError("the old token lives on")
spent = token.refresh_token
fails(lambda: oauth.refresh_access_token(spent), GithubException, "bad_refresh_token")

stranger = client().get_oauth_application(APP[0], "wrong")
fails(lambda: stranger.get_access_token(code), GithubException, "incorrect_client_credentials")
