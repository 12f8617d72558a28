// Branches, refs, commits and comparisons, as a task's page needs them.
import assert from "node:assert/strict";
import { as, control, refusal } from "../practice.mjs";

const site = { owner: "mona", repo: "site" };
const { git, repos, checks } = as("mona").rest;

const tip = (await git.getRef({ ...site, ref: "heads/main" })).data.object.sha;
await refs();
await commits();
await comparisons();

async function refs() {
  const made = await git.createRef({ ...site, ref: "refs/heads/feature/new", sha: tip });
  assert.equal(made.status, 201);
  assert.equal(made.headers.location, made.data.url);
  const matching = await git.listMatchingRefs({ ...site, ref: "heads/feature/n" });
  assert.deepEqual(matching.data.map((ref) => ref.ref), ["refs/heads/feature/new"]);
  const twice = await refusal(git.createRef({ ...site, ref: "refs/heads/feature/new", sha: tip }));
  assert.equal(twice.status, 422);
  assert.match(twice.message, /^Reference already exists/);
  const branch = await repos.getBranch({ ...site, branch: "feature/new" });
  assert.equal(branch.data.commit.sha, tip);
  const bare = await refusal(repos.getBranchProtection({ ...site, branch: "main" }));
  assert.match(bare.message, /^Branch not protected/);
  await git.deleteRef({ ...site, ref: "heads/feature/new" });
  const gone = await refusal(repos.getBranch({ ...site, branch: "feature/new" }));
  assert.equal(gone.status, 404);
}

async function commits() {
  const work = { repository: "mona/site", branch: "feature/one", author: "dana", message: "Work" };
  const { sha } = await control("POST /commits", work);
  const list = await repos.listCommits({ ...site, sha: "feature/one", author: "dana", per_page: 5 });
  assert.deepEqual(list.data.map((one) => [one.sha, one.author.login]), [[sha, "dana"]]);
  const one = await repos.getCommit({ ...site, ref: "feature/one" });
  assert.equal(one.data.commit.message, "Work");
  assert.equal(one.data.stats.total, one.data.files[0].changes);
  const status = await repos.getCombinedStatusForRef({ ...site, ref: sha });
  assert.deepEqual([status.data.state, status.data.total_count], ["pending", 0]);
  const runs = await checks.listForRef({ ...site, ref: sha, filter: "latest" });
  assert.equal(runs.data.total_count, 0);
}

async function comparisons() {
  const basehead = "main...feature/one";
  const { data } = await repos.compareCommitsWithBasehead({ ...site, basehead });
  assert.deepEqual([data.status, data.ahead_by, data.behind_by], ["ahead", 1, 0]);
  assert.equal(data.merge_base_commit.sha, tip);
  const same = await repos.compareCommitsWithBasehead({ ...site, basehead: "main...main" });
  assert.equal(same.data.status, "identical");
  const none = await refusal(repos.compareCommitsWithBasehead({ ...site, basehead: "main...none" }));
  assert.equal(none.status, 404);
}
