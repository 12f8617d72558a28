// Judges one recorded reply: what is wrong with it, and which fields it has.
// It keeps nothing between two replies but compiled schemas.
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { foreignAddresses } from "./addresses.mjs";
import { operation, resolve } from "./description.mjs";
import { differences } from "./fields.mjs";

/// A judge for one description and one practice GitHub, which is at `base`.
export function judge(description, base) {
  const ajv = addFormats(new Ajv({ strict: false, logger: false }));
  ajv.addSchema({ $id: "github", components: description.components });
  const fits = (schema, value) => ajv.compile(schema)(value);

  return (call) => {
    const found = operation(description, call.method.toLowerCase(), call.path);
    if (!found) return { failures: ["GitHub describes no such route"], fields: [] };
    const route = `${call.method} ${found.template}`;
    const verdict = { route, described: Object.keys(found.responses), failures: [], fields: [] };
    const fail = (why) => verdict.failures.push(why);
    const described = found.responses[call.status];
    if (!described && call.status < 300) fail("GitHub describes no such status here");
    const schema = schemaOf(described) ?? errorSchema(call.status);
    if (schema) body(call, schema, verdict, fail);
    else if (call.body !== "") fail("a body where GitHub describes none");
    return verdict;
  };

  function body(call, schema, verdict, fail) {
    if (!call.type.startsWith("application/json")) return fail(`not JSON but ${call.type}`);
    const validate = ajv.compile(schema);
    if (!validate(call.body)) fail(ajv.errorsText(validate.errors));
    if (call.status >= 400) errorBody(call, fail);
    foreignAddresses(call, base).forEach((field) => fail(`${field} leads away`));
    differences(description, fits, schema, call.body, (name, without, beyond) => {
      const parts = [];
      if (without.length) parts.push(`without ${without.join(", ")}`);
      if (beyond.length) parts.push(`beyond it ${beyond.join(", ")}`);
      verdict.fields.push(`${name}: ${parts.join("; ") || "all fields"}`);
    });
  }

  function schemaOf(response) {
    return resolve(description, response)?.content?.["application/json"]?.schema;
  }
}

// Every route may be moved or refuse, so GitHub seldom describes these by themselves.
function errorSchema(status) {
  if (status < 300 || status === 304) return undefined;
  const name = status === 422 ? "validation-error" : "basic-error";
  return { $ref: `github#/components/schemas/${name}` };
}

// The schemas of errors demand nothing, but clients read these.
function errorBody({ status, body }, fail) {
  if (typeof body.message !== "string") fail("an error without a message");
  if (typeof body.documentation_url !== "string") fail("an error without documentation_url");
  if (body.status !== String(status)) fail(`the body says ${body.status}`);
}
