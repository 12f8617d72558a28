// Which route of the practice GitHub a call meets, and what GitHub's description calls that route.
// What a reply must look like is never decided here.
import { resolve } from "./description.mjs";

// Names of branches, refs and files hold slashes; those of users and repositories do not.
const LONG = ["base", "basehead", "branch", "head", "path", "ref"];

// Routes that GitHub has but does not describe, by the one that answers alike.
const ALIKE = [
  // Refs tell this address of themselves.
  ["get /repos/{owner}/{repo}/git/refs/{ref}", "/repos/{owner}/{repo}/git/ref/{ref}"],
  // Statuses have an older address, too.
  ["get /repos/{owner}/{repo}/statuses/{ref}", "/repos/{owner}/{repo}/commits/{ref}/statuses"],
  // Without a path, the root is meant, and without a ref the default branch.
  ["get /repos/{owner}/{repo}/contents", "/repos/{owner}/{repo}/contents/{path}"],
  ["get /repos/{owner}/{repo}/tarball", "/repos/{owner}/{repo}/tarball/{ref}"],
  ["get /repos/{owner}/{repo}/zipball", "/repos/{owner}/{repo}/zipball/{ref}"],
  // Teams tell these addresses of themselves, and say in words that they can be named so.
  ["get /organizations/{org_id}/team/{team_id}", "/orgs/{org}/teams/{team_slug}"],
  ["get /organizations/{org_id}/team/{team_id}/members", "/orgs/{org}/teams/{team_slug}/members"],
  ["get /organizations/{org_id}/team/{team_id}/members/{username}", "/teams/{team_id}/members/{username}"],
  ["get /organizations/{org_id}/team/{team_id}/repos", "/orgs/{org}/teams/{team_slug}/repos"],
];

/// The routes that are served, each with GitHub's own template and responses.
export function routesOf(description, served) {
  const known = new Map(
    Object.entries(description.paths).flatMap(([template, operations]) =>
      Object.entries(operations).map(([method, { responses }]) => [
        `${method} ${unnamed(template)}`,
        { template, responses },
      ]),
    ),
  );
  return served.map(({ method, path }) => {
    const name = `${method} ${path}`;
    const alike = ALIKE.find(([one]) => one === `${method.toLowerCase()} ${path}`)?.[1];
    const found = known.get(`${method.toLowerCase()} ${unnamed(alike ?? path)}`);
    return { name, method, fits: pattern(path), responses: found?.responses };
  });
}

/// The first route that a call fits; a repository may be named by its number.
export function routeOf(routes, method, path) {
  const named = path.replace(/^\/repositories\/\d+/, "/repos/owner/repo");
  return routes.find((route) => route.method === method && route.fits.test(named));
}

/// The schema of a response's body, if it has one.
export function schemaOf(description, response) {
  return resolve(description, response)?.content?.["application/json"]?.schema;
}

// What matters of a template is where its parameters are.
function unnamed(template) {
  return template.replace("{base}...{head}", "{basehead}").replace(/{[^}]*}/g, "{}");
}

function pattern(template) {
  const source = template
    .replaceAll(".", "\\.")
    .replace(/{([^}]*)}/g, (_, name) => (LONG.includes(name) ? ".+" : "[^/]+"));
  return new RegExp(`^${source}$`);
}
