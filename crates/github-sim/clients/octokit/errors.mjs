// Wrong tokens and refusals, as octokit's error objects tell them.
import assert from "node:assert/strict";
import { RequestError } from "octokit";
import { as, control, PracticeOctokit, refusal } from "../practice.mjs";

const site = { owner: "mona", repo: "site" };

const dead = new PracticeOctokit({ auth: "gho_dead" });
const unknown = await refusal(dead.rest.users.getAuthenticated());
assert.ok(unknown instanceof RequestError);
assert.equal(unknown.status, 401);
assert.match(unknown.message, /^Bad credentials - https:\/\/docs\.github\.com\//);
assert.equal(unknown.response.data.status, "401");
assert.equal((await refusal(as().rest.users.getAuthenticated())).status, 401);

const hidden = await refusal(as("eve").rest.repos.get(site));
assert.equal(hidden.status, 404);
assert.match(hidden.message, /^Not Found - /);
assert.deepEqual((await refusal(as().rest.repos.get(site))).response.data.message, "Not Found");

const name = { owner: "mona", repo: "open" };
const forbidden = await refusal(as("eve").rest.git.deleteRef({ ...name, ref: "heads/main" }));
assert.equal(forbidden.status, 403);

const invalid = await refusal(as("mona").request("POST /repos/{owner}/{repo}/pulls", site));
assert.equal(invalid.status, 422);
assert.match(invalid.message, /^Validation Failed: \{.*"code":"missing_field"/);

const version = { headers: { "x-github-api-version": "1999-01-01" } };
assert.equal((await refusal(as("mona").request("GET /user", version))).status, 400);
const newer = { headers: { "x-github-api-version": "2026-03-10" } };
const rate = await as("mona").request("GET /rate_limit", newer);
assert.deepEqual(Object.keys(rate.data), ["resources"]);

// A token that runs out is as dead as one that never lived.
const short = { login: "mona", scopes: ["repo"], expires_in: 60 };
const { access_token } = await control("POST /tokens", short);
const brief = new PracticeOctokit({ auth: access_token });
assert.equal((await brief.rest.repos.get(site)).status, 200);
await control("POST /clock", { advance_seconds: 61 });
assert.equal((await refusal(brief.rest.repos.get(site))).status, 401);
