// Holds recorded replies against GitHub's description: calls come in as lines of JSON
// {version, method, path, status, type, body}, a report of failures, coverage and fields goes out.
// The practice GitHub is never called from here.
import { readFileSync } from "node:fs";
import { describe } from "./description.mjs";
import { judge } from "./judge.mjs";
import { unnoticed } from "./bite.mjs";

const base = process.argv[2].replace(/\/$/, "");
const calls = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const verdictOn = judge(describe(calls[0].version), base);

const failures = [];
const covered = {};
const fields = {};
for (const call of calls) {
  const verdict = verdictOn(call);
  verdict.failures.forEach((why) => {
    failures.push(`${call.method} ${call.path} ${call.status}: ${why}`);
  });
  if (!verdict.route) continue;
  covered[verdict.route] ??= { described: verdict.described, seen: [] };
  const { seen } = covered[verdict.route];
  if (!seen.includes(call.status)) seen.push(call.status);
  const kind = `${verdict.route} ${call.status}`;
  for (const line of verdict.fields) (fields[line] ??= new Set()).add(kind);
}
const blind = failures.length ? [] : unnoticed(calls, verdictOn, fields);
const kinds = Object.entries(fields).map(([line, kinds]) => [line, kinds.size]);
console.log(
  JSON.stringify({ failures, covered, fields: Object.fromEntries(kinds), unnoticed: blind }),
);
