// GitHub's own description of its REST API, for one version of that API.
// Nothing about the practice GitHub is known here.
import { createRequire } from "node:module";

const NEW = "2026-03-10";
const BREAKS = "x-github-breaking-changes";

/// The description as it holds for a version, ready for a validator of JSON schemas.
export function describe(version) {
  const load = createRequire(import.meta.url);
  const document = load("@octokit/openapi/generated/api.github.com.json");
  return prepared({ paths: document.paths, components: document.components }, version === NEW);
}

/// The described operation behind a method and a path: the template with the most fixed text.
/// Addresses by a number of a repository, or of a ref as refs tell it, are not described.
export function operation(description, method, path) {
  const named = path
    .replace(/^\/repositories\/\d+/, "/repos/owner/repo")
    .replace(/\/git\/refs\/(?=.)/, method === "get" ? "/git/ref/" : "$&");
  const fits = Object.keys(description.paths).filter(
    (template) => description.paths[template][method] && pattern(template).test(named),
  );
  const fixed = (template) => template.replace(/{[^}]*}/g, "").length;
  const template = fits.sort((one, other) => fixed(other) - fixed(one))[0];
  return template && { template, ...description.paths[template][method] };
}

/// Follows references to the thing itself.
export function resolve(description, thing) {
  while (thing?.$ref) {
    const parts = thing.$ref.split("#/")[1].split("/");
    thing = parts.reduce((place, part) => place[part], description);
  }
  return thing;
}

// Names of branches, refs and comparisons hold slashes; those of users and repositories do not.
function pattern(template) {
  const source = template.replace(/{([^}]*)}/g, (_, name) =>
    ["ref", "branch", "base", "head"].includes(name) ? ".+" : "[^/]+",
  );
  return new RegExp(`^${source}$`);
}

function prepared(value, patched) {
  if (Array.isArray(value)) return value.map((entry) => prepared(entry, patched));
  if (value === null || typeof value !== "object") return value;
  if (patched && Array.isArray(value[BREAKS])) value = broken(value);
  const result = {};
  for (const [name, part] of Object.entries(value)) {
    if (name !== BREAKS && !/^examples?$/.test(name)) result[name] = prepared(part, patched);
  }
  if (typeof result.$ref === "string") result.$ref = result.$ref.replace(/^#/, "github#");
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
