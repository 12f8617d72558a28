// Holds what hooks were told against two descriptions of events: lines of JSON
// {event, action, body} come in, one line goes out for each complaint.
// What the published schemas are too old for is taken away before they judge, see `newer.mjs`.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { SCHEMAS, describe } from "../../schema/description.mjs";
import { newer } from "./newer.mjs";

const published = createRequire(import.meta.url)("@octokit/webhooks-schemas/schema.json");
const ajv = addFormats(new Ajv({ strict: false, allErrors: true, logger: false }));
ajv.addSchema({ $id: "published", definitions: published.definitions });
const { schemas } = describe("2022-11-28").components;
for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, SCHEMAS + name);

const complaints = new Set();
const met = new Set();
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { event, action, body } = JSON.parse(line);
  const today = [event, action].filter(Boolean).join("-").replaceAll("_", "-");
  check(`${SCHEMAS}webhook-${today}`, body);
  const name = `${event}$${action ?? "event"}`;
  takeAway(name, body, "");
  check(`published#/definitions/${name}`, body);
}
newer.filter((known) => !met.has(known)).forEach(({ field }) => complaints.add(`never sent: ${field}`));
complaints.forEach((complaint) => console.log(complaint));

function check(name, body) {
  const validate = ajv.getSchema(name);
  if (!validate) return complaints.add(`${name} is not described`);
  if (validate(body)) return;
  for (const { instancePath, message, params } of validate.errors) {
    complaints.add(`${name}: ${instancePath || "body"} ${message} ${JSON.stringify(params)}`);
  }
}

function takeAway(name, value, place) {
  if (value === null || typeof value !== "object") return;
  for (const [field, part] of Object.entries(value)) {
    const known = newer.find((one) => fits(one, name, `${place}.${field}`));
    if (known) {
      met.add(known);
      delete value[field];
    } else {
      takeAway(name, part, `${place}.${field}`);
    }
  }
}

// A field that is newer in one event only stands at the top of its body.
function fits({ field, event }, name, place) {
  return event ? event === name && place === `.${field}` : place.endsWith(`.${field}`);
}
