// Judges one recorded reply: what is wrong with it, and which fields it has.
// It keeps nothing between two replies but compiled schemas.
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { foreignAddresses } from "./addresses.mjs";
import { SCHEMAS } from "./description.mjs";
import { differences } from "./fields.mjs";
import { refusalOf } from "./refusals.mjs";
import { routeOf, schemaOf } from "./routes.mjs";
import { ENDPOINT, tokenVerdict } from "./tokens.mjs";

// Every route may refuse, so GitHub seldom describes these by themselves.
const REFUSED = { $ref: `${SCHEMAS}basic-error` };
const INVALID = { $ref: `${SCHEMAS}validation-error` };

/// A judge of replies by the practice GitHub at `base`, which serves these routes.
export function judge(description, routes, base) {
  // The description is taken as it is, and most of its schemas are met a few times only.
  const quick = { validateSchema: false, inlineRefs: false, code: { optimize: false } };
  const ajv = addFormats(new Ajv({ strict: false, logger: false, ...quick }));
  for (const [name, schema] of Object.entries(description.components.schemas)) {
    ajv.addSchema(schema, SCHEMAS + name);
  }
  const fits = (schema, value) => ajv.compile(schema)(value);

  // Who only wants to know whether a reply is wrong is told the first reason and nothing else.
  return (call, { briefly = false } = {}) => {
    if (call.path === ENDPOINT) return tokenVerdict(ajv, call);
    const route = routeOf(routes, call.method, call.path);
    const verdict = { kind: `${route?.name ?? "no route"} ${call.status}`, failures: [], fields: [] };
    const fail = (why) => verdict.failures.push(why);
    if (!route && call.status !== 404) fail("this route is in no table");
    if (route && !route.responses) fail("GitHub describes no such route");
    const described = route?.responses?.[call.status];
    if (call.status < 300) success(call, described, fail);
    else refusal(call, described, verdict, fail);
    // What stands before the API refuses in words.
    if (verdict.refusal?.type || (briefly && verdict.failures.length > 0)) return verdict;
    const schema = schemaOf(description, described) ?? errorSchema(call);
    if (schema) body(call, schema, verdict, fail, briefly);
    else if (call.body !== "") fail("a body where GitHub describes none");
    return verdict;
  };

  function body(call, schema, verdict, fail, briefly) {
    if (!call.type.startsWith("application/json")) return fail(`not JSON but ${call.type}`);
    const validate = ajv.compile(schema);
    if (!validate(call.body)) fail(ajv.errorsText(validate.errors));
    if (briefly && verdict.failures.length > 0) return undefined;
    foreignAddresses(call, base).forEach((field) => fail(`${field} leads away`));
    differences(description, fits, schema, call.body, (name, without, beyond) => {
      const parts = [];
      if (without.length) parts.push(`without ${without.join(", ")}`);
      if (beyond.length) parts.push(`beyond it ${beyond.join(", ")}`);
      verdict.fields.push(`${name}: ${parts.join("; ") || "all fields"}`);
    });
    return undefined;
  }
}

// Some schemas of successes demand nothing, so that a refusal would do.
function success({ status, headers, body }, described, fail) {
  if (!described) fail("GitHub describes no such success here");
  if (body?.documentation_url) fail("a success that reads like a refusal");
  if (status === 204 && (headers.etag || headers.location)) fail("nothing, and yet more to read");
}

// What is not a success is described for the route, or known of every route.
function refusal(call, described, verdict, fail) {
  verdict.refusal = refusalOf(call);
  if (!described && !verdict.refusal) fail("GitHub describes no such refusal here");
  if (call.status < 400) return moved(call, fail);
  if (verdict.refusal?.type) return undefined;
  // The schemas of errors demand nothing, but clients read these.
  if (typeof call.body.message !== "string") fail("an error without a message");
  if (typeof call.body.documentation_url !== "string") fail("an error without documentation_url");
  if (call.body.status !== String(call.status)) fail(`the body says ${call.body.status}`);
}

function moved({ status, method, headers }, fail) {
  if (status === 304) {
    if (method !== "GET" || !headers.etag) fail("only what was read and has an ETag is unchanged");
  } else if (!headers.location) {
    fail("led on, but nowhere");
  } else if ((status === 307) === (method === "GET")) {
    fail("whoever writes is led on by 307, and nobody else");
  }
}

function errorSchema({ status, type }) {
  if (status < 300 || [302, 304].includes(status) || !type.startsWith("application/json")) return undefined;
  return status === 422 ? INVALID : REFUSED;
}
