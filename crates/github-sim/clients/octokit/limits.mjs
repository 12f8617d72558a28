// octokit.js obeys limits: it waits as it was told and asks again.
// Its seconds are shortened to milliseconds, so that nobody has to wait for them.
import assert from "node:assert/strict";
import { Octokit } from "octokit";
import { api, control, refusal, token } from "../practice.mjs";

const waits = [];
const wait = (kind) => (seconds, options, octokit, tried) => {
  waits.push([kind, seconds]);
  return tried < 1;
};
const octokit = new Octokit({
  baseUrl: api,
  auth: token("mona"),
  // Else a 429 would be asked again before its wait is over.
  retry: { enabled: false },
  log: { debug() {}, info() {}, warn() {}, error: console.error },
  throttle: {
    retryAfterBaseValue: 1,
    onRateLimit: wait("primary"),
    onSecondaryRateLimit: wait("secondary"),
  },
});

const order = (name, times) =>
  control("POST /faults", { path: "^/user$", times, fault: { kind: "named", name } });

for (const name of ["secondary_limit", "secondary_limit_429"]) {
  await order(name, 1);
  const answer = await octokit.rest.users.getAuthenticated();
  assert.equal(answer.status, 200, `${name} is waited for`);
}
assert.deepEqual(waits.map(([kind]) => kind), ["secondary", "secondary"]);
assert.deepEqual(waits.map(([, seconds]) => seconds), [60, 60], "as long as Retry-After says");

for (const name of ["primary_limit", "primary_limit_429"]) {
  await order(name, 1);
  assert.equal((await octokit.rest.users.getAuthenticated()).status, 200);
  const [kind, seconds] = waits.pop();
  assert.equal(kind, "primary");
  assert.ok(seconds > 0 && seconds <= 3601, `${seconds} s until the reset`);
}

await order("secondary_limit", 2);
const refused = await refusal(octokit.rest.users.getAuthenticated());
assert.equal(refused.status, 403, "it gives up when it is refused again");
assert.match(refused.message, /^You have exceeded a secondary rate limit/);
