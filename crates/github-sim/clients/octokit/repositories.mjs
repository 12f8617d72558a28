// Repositories: found, listed page by page, asked for again, followed after they were renamed.
import assert from "node:assert/strict";
import { as, control, refusal } from "../practice.mjs";

const octokit = as("mona");
const mona = octokit.rest;
const names = (list) => list.map((one) => one.full_name);

await lists();
await paginating();
await conditionally();
await renamed();

async function lists() {
  const recent = await mona.repos.listForAuthenticatedUser({ sort: "pushed", direction: "desc" });
  assert.deepEqual(names(recent.data).sort(), ["acme/app", "mona/open", "mona/site"]);
  const owned = await mona.repos.listForAuthenticatedUser({ affiliation: "owner" });
  assert.deepEqual(names(owned.data), ["mona/open", "mona/site"]);
  const ofAcme = await as("dana").rest.repos.listForOrg({ org: "acme", type: "private" });
  assert.deepEqual(names(ofAcme.data), ["acme/app"]);
  const open = await as().rest.repos.listForUser({ username: "mona" });
  assert.deepEqual(names(open.data), ["mona/open"]);
  const found = await mona.search.repos({ q: "site in:name user:mona" });
  assert.equal(found.data.total_count, 1);
  assert.deepEqual(names(found.data.items), ["mona/site"]);
  const one = await as("dana").rest.repos.get({ owner: "acme", repo: "app" });
  const { admin, push, pull } = one.data.permissions;
  assert.deepEqual({ admin, push, pull }, { admin: false, push: true, pull: true });
}

async function paginating() {
  const pages = octokit.paginate.iterator(mona.repos.listForAuthenticatedUser, { per_page: 1 });
  const sizes = [];
  for await (const page of pages) sizes.push(page.data.length);
  assert.deepEqual(sizes, [1, 1, 1]);
  const branches = { owner: "mona", repo: "site", per_page: 2 };
  const all = await octokit.paginate(mona.repos.listBranches, branches, (page) =>
    page.data.map((branch) => branch.name),
  );
  assert.deepEqual(all, ["feature/one", "feature/two", "main"]);
  const first = await mona.repos.listBranches(branches);
  assert.match(first.headers.link, /\/repositories\/\d+\/branches\?per_page=2&page=2>; rel="next"/);
  const found = await octokit.paginate(mona.search.repos, { q: "user:mona", per_page: 1 });
  assert.deepEqual(names(found).sort(), ["mona/open", "mona/site"]);
}

async function conditionally() {
  const site = { owner: "mona", repo: "site" };
  const first = await mona.repos.get(site);
  const headers = { "if-none-match": first.headers.etag };
  const again = await refusal(mona.repos.get({ ...site, headers }));
  assert.equal(again.status, 304);
  const { used } = (await mona.rateLimit.get()).data.resources.core;
  const third = await refusal(mona.repos.get({ ...site, headers }));
  assert.equal(third.response.headers["x-ratelimit-used"], String(used), "304 costs nothing");
  const other = await as("mona").rest.repos.get({ ...site, headers: { "if-none-match": '"other"' } });
  assert.equal(other.headers["x-ratelimit-used"], String(used + 1));
  assert.equal(other.headers["x-ratelimit-resource"], "core");
  assert.equal(Number(other.headers["x-ratelimit-remaining"]), 5000 - used - 1);
  assert.ok(Number(other.headers["x-ratelimit-reset"]) > Date.now() / 1000);
}

async function renamed() {
  const { id } = (await mona.repos.get({ owner: "mona", repo: "open" })).data;
  await control(`PATCH /repositories/${id}`, { name: "shop" });
  const followed = await mona.repos.get({ owner: "mona", repo: "open" });
  assert.equal(followed.data.full_name, "mona/shop");
  assert.match(followed.url, /\/repositories\/\d+$/);
  const byId = await octokit.request("GET /repositories/{id}/branches", { id });
  assert.deepEqual(byId.data.map((branch) => branch.name), ["main"]);
  // A redirect of a write keeps its method and its body.
  const wish = { owner: "mona", repo: "open", ref: "refs/heads/kept", sha: byId.data[0].commit.sha };
  assert.equal((await mona.git.createRef(wish)).status, 201);
}
