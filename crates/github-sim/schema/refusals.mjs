// Refusals that any route may give, so that GitHub's description seldom names them.
// Each has a reason, and one that is no longer given is an error.
import { readFileSync } from "node:fs";

/// All of them: status, how the message begins or the whole text, and why any route may say so.
export const REFUSALS = JSON.parse(readFileSync(new URL("refusals.json", import.meta.url)));

/// The refusal that a reply is.
export function refusalOf({ status, type, body }) {
  const text = typeof body === "string" ? body : (body?.message ?? "");
  return REFUSALS.find(
    (one) =>
      one.status === status &&
      new RegExp(one.message).test(text) &&
      type.startsWith(one.type ?? "application/json"),
  );
}
