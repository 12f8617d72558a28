// A pull request from its making to its merge, and the refusals on the way.
import assert from "node:assert/strict";
import { as, control, refusal } from "../practice.mjs";

const app = { owner: "acme", repo: "app" };
const { pulls } = as("dana").rest;
const wish = { ...app, head: "work", base: "main", title: "Work" };

await control("POST /commits", { repository: "acme/app", branch: "work", message: "Work" });
const pull = { ...app, pull_number: await made() };
await looked();
await asked();
await reviewed();
await changed();
await merged();

async function made() {
  const { status, headers, data } = await pulls.create(wish);
  assert.equal(status, 201);
  assert.equal(headers.location, data.url);
  assert.deepEqual([data.state, data.draft, data.merged], ["open", false, false]);
  const twice = await refusal(pulls.create(wish));
  const [error] = twice.response.data.errors;
  assert.equal(error.message, "A pull request already exists for acme:work.");
  const none = await refusal(pulls.create({ ...wish, head: "none" }));
  assert.deepEqual([none.status, none.response.data.errors[0].field], [422, "head"]);
  const empty = await refusal(pulls.create({ ...wish, head: "main" }));
  assert.equal(empty.response.data.errors[0].message, "No commits between main and main");
  return data.number;
}

async function looked() {
  const found = await pulls.list({ ...app, state: "all", head: "acme:work", base: "main" });
  assert.deepEqual(found.data.map((one) => one.number), [pull.pull_number]);
  const { data } = await pulls.get(pull);
  assert.deepEqual([data.mergeable, data.mergeable_state, data.commits], [true, "clean", 1]);
  assert.equal((await pulls.listCommits(pull)).data.length, 1);
  assert.equal((await pulls.listFiles(pull)).data[0].status, "added");
  assert.equal((await refusal(pulls.checkIfMerged(pull))).status, 404);
}

async function asked() {
  const asked = await pulls.requestReviewers({ ...pull, reviewers: ["mona"] });
  assert.deepEqual(asked.data.requested_reviewers.map((user) => user.login), ["mona"]);
  assert.equal((await pulls.listRequestedReviewers(pull)).data.users.length, 1);
  await pulls.removeRequestedReviewers({ ...pull, reviewers: ["mona"] });
  const own = await refusal(pulls.requestReviewers({ ...pull, reviewers: ["dana"] }));
  assert.equal(own.status, 422);
}

async function reviewed() {
  const mona = as("mona").rest.pulls;
  const given = await mona.createReview({ ...pull, event: "REQUEST_CHANGES", body: "So not" });
  assert.deepEqual([given.status, given.data.state], [200, "CHANGES_REQUESTED"]);
  await mona.createReview({ ...pull, event: "APPROVE" });
  const own = await refusal(pulls.createReview({ ...pull, event: "APPROVE" }));
  assert.equal(own.status, 422);
  assert.deepEqual(own.response.data.errors, ["Can not approve your own pull request"]);
  const review = { ...pull, review_id: given.data.id, message: "It is done" };
  assert.equal((await pulls.dismissReview(review)).data.state, "DISMISSED");
  const states = (await pulls.listReviews(pull)).data.map((one) => one.state);
  assert.deepEqual(states, ["DISMISSED", "APPROVED"]);
}

async function changed() {
  const title = await pulls.update({ ...pull, title: "Better", body: "So" });
  assert.deepEqual([title.data.title, title.data.body], ["Better", "So"]);
  assert.equal((await pulls.update({ ...pull, state: "closed" })).data.state, "closed");
  assert.equal((await pulls.update({ ...pull, state: "open" })).data.state, "open");
}

async function merged() {
  const { data } = await pulls.get(pull);
  const stale = await refusal(pulls.merge({ ...pull, sha: data.base.sha }));
  assert.equal(stale.status, 409);
  const done = await pulls.merge({ ...pull, sha: data.head.sha, merge_method: "squash" });
  assert.equal(done.data.merged, true);
  assert.equal((await pulls.checkIfMerged(pull)).status, 204);
  const after = (await pulls.get(pull)).data;
  assert.deepEqual([after.state, after.merged_by.login], ["closed", "dana"]);
  assert.equal((await refusal(pulls.merge(pull))).status, 405);
}
