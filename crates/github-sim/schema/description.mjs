// GitHub's own description of its REST API, for one version of that API.
// Nothing about the practice GitHub is known here.
import { createRequire } from "node:module";

const NEW = "2026-03-10";
/// Schemas refer to each other by names of their own, so that each is compiled once.
export const SCHEMAS = "urn:github:";
const OTHER_EVENTS = "state-change-issue-event";
const BREAKS = "x-github-breaking-changes";

/// The description as it holds for a version, ready for a validator of JSON schemas.
export function describe(version) {
  const load = createRequire(import.meta.url);
  const document = load("@octokit/openapi/generated/api.github.com.json");
  const { paths, components } = document;
  const description = prepared({ paths, components }, version === NEW);
  tellEventsApart(description.components.schemas);
  return description;
}

// An event of an issue is described by alternatives of which some demand nothing, so that any other
// would fit these. Which event each is about is only in its name. Of closing, reopening and merging
// only the timeline has an alternative: it is about all events that no other one names.
function tellEventsApart(schemas) {
  const lists = [schemas["issue-event-for-issue"], schemas["timeline-issue-events"]];
  const names = lists.flatMap(({ anyOf }) => anyOf.map(({ $ref }) => $ref.slice(SCHEMAS.length)));
  const words = new Set();
  for (const name of names.filter((name) => name !== OTHER_EVENTS)) {
    const word = name.replace(/^timeline-/, "").replace(/(-issue)?-event$/, "").replaceAll("-", "_");
    schemas[name].properties.event = { const: word === "comment" ? "commented" : word };
    words.add(word);
  }
  schemas[OTHER_EVENTS].properties.event = { type: "string", not: { enum: [...words] } };
  lists[0].anyOf.push({ $ref: SCHEMAS + OTHER_EVENTS });
}

/// Follows references to the thing itself.
export function resolve(description, thing) {
  while (thing?.$ref) {
    const schema = thing.$ref.startsWith(SCHEMAS);
    const name = thing.$ref.slice(SCHEMAS.length);
    const parts = schema ? ["components", "schemas", name] : thing.$ref.slice(2).split("/");
    thing = parts.reduce((place, part) => place[part], description);
  }
  return thing;
}

function prepared(value, patched) {
  if (Array.isArray(value)) return value.map((entry) => prepared(entry, patched));
  if (value === null || typeof value !== "object") return value;
  if (patched && Array.isArray(value[BREAKS])) value = broken(value);
  const result = {};
  for (const [name, part] of Object.entries(value)) {
    if (name !== BREAKS && !/^examples?$/.test(name)) result[name] = prepared(part, patched);
  }
  if (typeof result.$ref === "string") {
    result.$ref = result.$ref.replace("#/components/schemas/", SCHEMAS);
  }
  return result.nullable === true ? orNull(result) : result;
}

// OpenAPI 3.0 says "or null" beside a type; a JSON schema says it as an alternative.
function orNull({ nullable, ...schema }) {
  return { anyOf: [{ type: "null" }, schema] };
}

function broken(value) {
  const names = new Set(Object.keys(value.properties ?? {}));
  for (const { patch } of value[BREAKS]) {
    value = Array.isArray(patch) ? steps(value, patch) : merged(value, patch);
  }
  // Each change lists what is required as if it were the only one.
  const gone = (name) => names.has(name) && !(name in value.properties);
  if (value.required) value.required = value.required.filter((name) => !gone(name));
  return value;
}

// RFC 7396: null removes.
function merged(target, patch) {
  if (patch === null || typeof patch !== "object" || Array.isArray(patch)) return patch;
  const result = target && typeof target === "object" ? { ...target } : {};
  for (const [name, part] of Object.entries(patch)) {
    if (part === null) delete result[name];
    else result[name] = merged(result[name], part);
  }
  return result;
}

// RFC 6902, as far as the description uses it.
function steps(value, patch) {
  value = structuredClone(value);
  for (const { op, path, value: fresh } of patch) {
    const parts = path.split("/").slice(1).map(unescaped);
    const last = parts.pop();
    const place = parts.reduce((found, part) => found?.[part], value);
    if (!place) continue;
    if (op !== "remove") place[last] = fresh;
    else if (Array.isArray(place)) place.splice(Number(last), 1);
    else delete place[last];
  }
  return value;
}

function unescaped(part) {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
