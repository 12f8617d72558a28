// A hook from its making to its end: greeted, told of a push, delivered again, verified.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { Webhooks } from "@octokit/webhooks";
import { as, control, refusal } from "../practice.mjs";

const site = { owner: "mona", repo: "site" };
const { repos } = as("mona").rest;
const webhooks = new Webhooks({ secret: "s3cret" });
const heard = [];
webhooks.onAny((event) => heard.push(event));

const server = createServer(receive).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}/`;
const config = { url, content_type: "json", secret: "s3cret" };
const hook = await made();
await delivered();
await changed();
server.close();
server.closeAllConnections();

async function made() {
  const { status, data } = await repos.createWebhook({ ...site, config, events: ["push"] });
  assert.equal(status, 201);
  assert.equal(data.config.secret, "********");
  const ping = await told(1);
  assert.deepEqual([ping.name, ping.payload.hook_id], ["ping", data.id]);
  const twice = await refusal(repos.createWebhook({ ...site, config, events: ["push"] }));
  assert.match(twice.response.data.errors[0].message, /^Hook already exists/);
  return { ...site, hook_id: data.id };
}

async function delivered() {
  const work = { repository: "mona/site", branch: "main", message: "Work" };
  const { sha } = await control("POST /commits", work);
  const push = await told(2);
  assert.deepEqual([push.name, push.payload.after], ["push", sha]);
  const delivery = await recorded((one) => one.guid === push.id);
  assert.deepEqual([delivery.status_code, delivery.redelivery], [200, false]);
  const named = { ...hook, delivery_id: delivery.id };
  const full = await repos.getWebhookDelivery(named);
  assert.equal(full.data.request.payload.after, sha);
  assert.equal((await repos.redeliverWebhookDelivery(named)).status, 202);
  assert.equal((await told(3)).id, push.id, "a redelivery keeps its id");
  await recorded((one) => one.guid === push.id && one.redelivery);
}

async function changed() {
  assert.deepEqual((await repos.listWebhooks(site)).data.map((one) => one.id), [hook.hook_id]);
  const update = { ...hook, events: ["push", "create"], config };
  assert.deepEqual((await repos.updateWebhook(update)).data.events, ["push", "create"]);
  assert.equal((await repos.getWebhook(hook)).data.active, true);
  assert.equal((await repos.pingWebhook(hook)).status, 204);
  assert.equal((await told(4)).name, "ping");
  assert.equal((await repos.testPushWebhook(hook)).status, 204);
  await told(5);
  assert.equal((await repos.deleteWebhook(hook)).status, 204);
  assert.equal((await refusal(repos.getWebhook(hook))).status, 404);
}

// Octokit's own receiver looks at the signature before it tells of an event.
async function receive(request, response) {
  const body = (await request.toArray()).join("");
  await webhooks.verifyAndReceive({
    id: request.headers["x-github-delivery"],
    name: request.headers["x-github-event"],
    signature: request.headers["x-hub-signature-256"],
    payload: body,
  });
  response.end("ok");
  server.emit("heard");
}

async function told(count) {
  while (heard.length < count) await once(server, "heard");
  return heard[count - 1];
}

// A delivery is heard a moment before it is written down.
async function recorded(wanted) {
  for (;;) {
    const { data } = await repos.listWebhookDeliveries(hook);
    const found = data.find(wanted);
    if (found) return found;
  }
}
