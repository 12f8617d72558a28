// OAuth as octokit's own app does it: web flow, check, reset, refresh, end of token and grant.
import assert from "node:assert/strict";
import { OAuthApp } from "octokit";
import { app, as, callback, control, PracticeOctokit, refusal } from "../practice.mjs";

const oauth = new OAuthApp({ ...app, clientType: "oauth-app", Octokit: PracticeOctokit });
const expiring = new OAuthApp({ ...app, clientType: "github-app", Octokit: PracticeOctokit });

const first = await webFlow();
await checkedAndReset(first);
await refreshed();
await ended();

// The consent that a person gives on the page.
async function code(login, url) {
  const { location } = await control("POST /authorize", { login, url });
  const { searchParams } = new URL(location);
  assert.equal(searchParams.get("state"), "s1");
  return searchParams.get("code");
}

async function webFlow() {
  const wish = { state: "s1", redirectUrl: callback, scopes: ["repo", "read:org"] };
  const { url } = oauth.getWebFlowAuthorizationUrl(wish);
  const word = await code("dana", url);
  const { authentication } = await oauth.createToken({ code: word, redirectUrl: callback });
  assert.equal(authentication.tokenType, "oauth");
  const user = new PracticeOctokit({ auth: authentication.token });
  assert.equal((await user.rest.users.getAuthenticated()).data.login, "dana");
  const reused = await refusal(oauth.createToken({ code: word }));
  assert.match(reused.message, /\(bad_verification_code, https:/);
  const stranger = new OAuthApp({ ...app, clientSecret: "wrong", Octokit: PracticeOctokit });
  const wrong = await refusal(stranger.createToken({ code: word }));
  assert.match(wrong.message, /\(incorrect_client_credentials, /);
  return authentication.token;
}

async function checkedAndReset(token) {
  const checked = await oauth.checkToken({ token });
  assert.equal(checked.data.user.login, "dana");
  assert.deepEqual(checked.authentication.scopes.sort(), ["read:org", "repo"]);
  const reset = await oauth.resetToken({ token });
  assert.notEqual(reset.authentication.token, token);
  assert.equal((await refusal(oauth.checkToken({ token }))).status, 404);
  const fresh = reset.authentication.token;
  await oauth.deleteToken({ token: fresh });
  const user = new PracticeOctokit({ auth: fresh });
  assert.equal((await refusal(user.rest.users.getAuthenticated())).status, 401);
}

async function refreshed() {
  const wish = { state: "s1", redirectUrl: callback };
  const { url } = expiring.getWebFlowAuthorizationUrl(wish);
  const word = await code("eve", `${url}&scope=repo+offline_access`);
  const { authentication: old } = await expiring.createToken({ code: word });
  assert.ok(new Date(old.expiresAt) < new Date(old.refreshTokenExpiresAt));
  const { authentication: fresh } = await expiring.refreshToken({ refreshToken: old.refreshToken });
  const user = ({ token }) => new PracticeOctokit({ auth: token }).rest.users.getAuthenticated();
  assert.equal((await user(fresh)).data.login, "eve");
  assert.equal((await refusal(user(old))).status, 401, "the old one ends at once");
  const again = await refusal(expiring.refreshToken({ refreshToken: old.refreshToken }));
  assert.match(again.message, /\(bad_refresh_token, /);
}

async function ended() {
  const grant = await oauth.deleteAuthorization({ token: process.env.TOKEN_DANA });
  assert.equal(grant.status, 204);
  assert.equal((await refusal(as("dana").rest.users.getAuthenticated())).status, 401);
}
