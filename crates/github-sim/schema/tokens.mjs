// Judges replies of the token endpoint, which GitHub describes in words only, see `tokens.json`.
// Tokens are never looked up here, only looked at.
import { readFileSync } from "node:fs";

export const ENDPOINT = "/login/oauth/access_token";

const SCHEMAS = JSON.parse(readFileSync(new URL("tokens.json", import.meta.url)));
const JSON_BODY = { name: "JSON", type: "application/json", read: () => ({}) };
const KINDS = ["token", "expiring_token", "refusal", "limited", "unknown"];

/// The same reply with the fields of its body as JSON, whatever its encoding.
export function readable(call) {
  if (call.path !== ENDPOINT || typeof call.body !== "string") return call;
  return { ...call, body: encodingOf(call.accept).read(call.body) };
}

/// What is wrong with a reply of the token endpoint.
export function tokenVerdict(ajv, call) {
  const fail = (why) => verdict.failures.push(why);
  // Limits are those of the API, and speak as it does.
  const encoding = call.body?.message ? JSON_BODY : encodingOf(call.accept);
  const verdict = { kind: `POST ${ENDPOINT} as ${encoding.name} ${call.status}`, failures: [], fields: [] };
  if (!call.type.startsWith(encoding.type)) fail(`asked for ${encoding.type}, got ${call.type}`);
  if (!ajv.getSchema("tokens")) ajv.addSchema(SCHEMAS);
  const kind = KINDS.find((name) => ajv.getSchema(`tokens#/$defs/${name}`)(call.body));
  if (!kind) fail("no token, and no refusal that GitHub knows");
  else verdict.fields.push(`token endpoint, ${kind}: ${Object.keys(call.body).sort().join(", ")}`);
  // A refusal is an answer with status 200, unless a switch had it otherwise.
  const refused = call.refused ?? 200;
  const limited = Number(call.body?.status);
  const status = { token: 200, expiring_token: 200, refusal: refused, limited, unknown: 404 };
  if (kind && call.status !== status[kind]) fail(`${kind} with status ${call.status}`);
  return verdict;
}

function encodingOf(accept) {
  if (accept?.includes("json")) return JSON_BODY;
  if (accept?.includes("xml")) return { name: "XML", type: "application/xml", read: fromXml };
  return { name: "form", type: "application/x-www-form-urlencoded", read: fromForm };
}

function fromForm(text) {
  return numbered([...new URLSearchParams(text)]);
}

function fromXml(text) {
  const inner = /^<OAuth>(.*)<\/OAuth>$/s.exec(text)?.[1] ?? "";
  const fields = [...inner.matchAll(/<(\w+)>([^<]*)<\/\1>/g)];
  return numbered(fields.map(([, name, value]) => [name, value]));
}

function numbered(fields) {
  const value = (text) => (/^\d+$/.test(text) ? Number(text) : text);
  return Object.fromEntries(fields.map(([name, text]) => [name, value(text)]));
}
