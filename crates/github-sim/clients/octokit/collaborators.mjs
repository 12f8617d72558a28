// Access given, accepted, looked at and taken away, by an owner and by the invited one.
import assert from "node:assert/strict";
import { as, refusal } from "../practice.mjs";

const site = { owner: "mona", repo: "site" };
const mona = as("mona").rest.repos;
const eve = as("eve").rest.repos;

await personal();
await changedAndWithdrawn();
await ofAnOrganization();

async function personal() {
  const invited = await mona.addCollaborator({ ...site, username: "eve" });
  assert.equal(invited.status, 201);
  assert.equal(invited.data.permissions, "write");
  assert.equal(invited.headers.location, invited.data.url);
  const [own] = (await eve.listInvitationsForAuthenticatedUser()).data;
  assert.equal(own.id, invited.data.id);
  assert.equal((await refusal(eve.get(site))).status, 404, "not before it is accepted");
  await eve.acceptInvitationForAuthenticatedUser({ invitation_id: own.id });
  assert.equal((await eve.get(site)).data.permissions.push, true);
  assert.equal((await mona.checkCollaborator({ ...site, username: "eve" })).status, 204);
  const list = await mona.listCollaborators({ ...site, affiliation: "outside" });
  assert.deepEqual(list.data.map((one) => [one.login, one.role_name]), [["eve", "write"]]);
  assert.equal((await mona.addCollaborator({ ...site, username: "eve" })).status, 204);
  await mona.removeCollaborator({ ...site, username: "eve" });
  const may = await mona.getCollaboratorPermissionLevel({ ...site, username: "eve" });
  assert.equal(may.data.permission, "none");
  assert.equal((await refusal(mona.checkCollaborator({ ...site, username: "eve" }))).status, 404);
}

async function changedAndWithdrawn() {
  const { data } = await mona.addCollaborator({ ...site, username: "eve" });
  const named = { ...site, invitation_id: data.id };
  const changed = await mona.updateInvitation({ ...named, permissions: "read" });
  assert.equal(changed.data.permissions, "read");
  assert.equal((await mona.listInvitations(site)).data.length, 1);
  await mona.deleteInvitation(named);
  assert.deepEqual((await mona.listInvitations(site)).data, []);
  const again = await mona.addCollaborator({ ...site, username: "eve" });
  const { data: own } = await eve.listInvitationsForAuthenticatedUser();
  assert.deepEqual(own.map((one) => one.id), [again.data.id]);
  await eve.declineInvitationForAuthenticatedUser({ invitation_id: again.data.id });
  assert.deepEqual((await mona.listInvitations(site)).data, []);
}

async function ofAnOrganization() {
  const app = { owner: "acme", repo: "app" };
  const invited = await mona.addCollaborator({ ...app, username: "eve", permission: "maintain" });
  assert.equal(invited.data.permissions, "maintain");
  const member = await mona.addCollaborator({ ...app, username: "dana", permission: "admin" });
  assert.equal(member.status, 204);
  const may = await mona.getCollaboratorPermissionLevel({ ...app, username: "dana" });
  assert.deepEqual([may.data.permission, may.data.role_name], ["admin", "admin"]);
  const personal = { ...site, username: "eve", permission: "pull" };
  const refused = await refusal(mona.addCollaborator(personal));
  assert.equal(refused.status, 422);
  assert.match(refused.response.data.errors[0].message, /only update permissions on organization/);
}
