// Who is who: the user of a token, other users, organizations and memberships.
import assert from "node:assert/strict";
import { as } from "../practice.mjs";

const mona = as("mona").rest;
const dana = as("dana").rest;

const me = await mona.users.getAuthenticated();
assert.equal(me.data.login, "mona");
assert.equal(me.data.type, "User");
assert.equal(me.headers["x-oauth-scopes"], "read:org, repo, user");
assert.equal(me.headers["x-github-api-version-selected"], "2022-11-28");

const [address] = (await mona.users.listEmailsForAuthenticatedUser()).data;
assert.ok(address.primary && address.verified);

const again = await mona.users.getById({ account_id: me.data.id });
assert.equal(again.data.login, "mona");
assert.equal((await dana.users.getByUsername({ username: "mona" })).data.id, me.data.id);

const own = await dana.orgs.listForAuthenticatedUser();
assert.deepEqual(own.data.map((org) => org.login), ["acme"]);
assert.deepEqual((await dana.orgs.listForUser({ username: "eve" })).data, []);
assert.equal((await dana.orgs.get({ org: "acme" })).data.type, "Organization");

const memberships = await mona.orgs.listMembershipsForAuthenticatedUser({ state: "active" });
assert.deepEqual(memberships.data.map(({ role, state }) => [role, state]), [["admin", "active"]]);
const one = await dana.orgs.getMembershipForAuthenticatedUser({ org: "acme" });
assert.equal(one.data.role, "member");
