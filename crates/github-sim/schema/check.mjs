// Holds replies against GitHub's description while they come in.
// The first line names the routes that are served, and is answered by the statuses that GitHub
// describes for each; every further line is a reply {version, method, path, status, …}; at the end
// a report goes out. The practice GitHub is never called from here.
import { createInterface } from "node:readline";
import { describe } from "./description.mjs";
import { judge } from "./judge.mjs";
import { kindsOf, withOtherStatuses, withoutFields } from "./bite.mjs";
import { REFUSALS } from "./refusals.mjs";
import { routesOf } from "./routes.mjs";
import { readable } from "./tokens.mjs";

const [base, version] = process.argv.slice(2);
const description = describe(version);
const judged = [];
const failures = [];
const seen = {};
const ordered = {};
const fields = {};
const refused = new Map(REFUSALS.map((refusal) => [refusal, new Set()]));
let verdictOn;
for await (const line of createInterface({ input: process.stdin })) {
  if (verdictOn) take(readable(JSON.parse(line)));
  else verdictOn = judge(description, prepared(JSON.parse(line)), base.replace(/\/$/, ""));
}
console.log(JSON.stringify(report()));

function prepared(served) {
  const routes = routesOf(description, served);
  const described = routes.map(({ name, responses }) => [name, Object.keys(responses ?? {})]);
  console.log(JSON.stringify(Object.fromEntries(described)));
  return routes;
}

function take(call) {
  const verdict = verdictOn(call);
  judged.push({ call, kind: verdict.kind });
  const what = `${call.method} ${call.path} ${call.status}`;
  failures.push(...verdict.failures.map((why) => `${what}: ${why}`));
  const [, route, status] = verdict.kind.match(/^(.*) (\d+)$/);
  const places = call.ordered ? ordered : seen;
  (places[route] ??= new Set()).add(Number(status));
  for (const line of verdict.fields) (fields[line] ??= new Set()).add(verdict.kind);
  if (verdict.refusal) refused.get(verdict.refusal).add(route);
}

function report() {
  // A proof about wrong replies would prove nothing.
  const kinds = failures.length ? new Map() : kindsOf(judged);
  const refusals = [...refused].map(([refusal, routes]) => ({ ...refusal, routes: routes.size }));
  return {
    judged: judged.length,
    failures,
    seen: each(seen, sorted),
    ordered: each(ordered, sorted),
    fields: each(fields, (kinds) => kinds.size),
    refusals,
    without_fields: withoutFields(kinds, verdictOn),
    other_statuses: withOtherStatuses(kinds, verdictOn),
  };
}

function sorted(statuses) {
  return [...statuses].sort((one, other) => one - other);
}

function each(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, part]) => [name, change(part)]));
}
