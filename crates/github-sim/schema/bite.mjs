// Whether the check bites: every field is taken out of every kind of reply, and every reply is
// given every other status. A change that nobody would notice is an error.
// What is bent is put back: the recorded replies stay as they were.

// All statuses that GitHub's description names for any route, and those that any route may give.
const STATUSES = [
  200, 201, 202, 204, 205, 207, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406,
  409, 410, 412, 413, 415, 422, 429, 451, 500, 502, 503, 504,
];

/// Replies by kind: a route with a status. Of those that have the same fields, one is kept.
export function kindsOf(judged) {
  const kinds = new Map();
  for (const { call, kind } of judged) {
    if (!kinds.has(kind)) kinds.set(kind, new Map());
    const short = { ...call, body: shortened(call.body) };
    const shape = JSON.stringify([short.type, ...places(short.body)].sort());
    const shapes = kinds.get(kind);
    if (!shapes.has(shape)) shapes.set(shape, short);
  }
  return kinds;
}

/// Takes each field out of all replies of a kind at once, as a mistake in the program would.
export function withoutFields(kinds, judge) {
  const proof = { tried: 0, unnoticed: [] };
  for (const [kind, shapes] of kinds) {
    const replies = [...shapes.values()];
    const before = linesOf(replies, judge);
    for (const place of new Set(replies.flatMap(({ body }) => [...places(body)]))) {
      proof.tried += 1;
      const after = linesOf(replies.map((reply) => without(reply, place)), judge);
      if (after === before) proof.unnoticed.push(`${kind}: ${place}`);
    }
  }
  return proof;
}

/// Gives each reply every other status.
export function withOtherStatuses(kinds, judge) {
  const proof = { tried: 0, unnoticed: [] };
  for (const [kind, shapes] of kinds) {
    for (const reply of shapes.values()) {
      for (const status of STATUSES.filter((other) => other !== reply.status)) {
        proof.tried += 1;
        const { failures } = judge({ ...reply, status }, { briefly: true });
        if (failures.length === 0) proof.unnoticed.push(`${kind} as ${status}`);
      }
    }
  }
  return proof;
}

// What is kept of replies in `known`; a failure counts as a line that is not there.
function linesOf(replies, judge) {
  const verdicts = replies.map((reply) => judge(reply, { briefly: true }));
  const lines = verdicts.flatMap(({ failures, fields }) => [...failures, ...fields]);
  return JSON.stringify([...new Set(lines)].sort());
}

// Of a list one entry for each set of fields: the others are made by the same hand.
function shortened(value) {
  if (Array.isArray(value)) {
    const entries = value.map(shortened);
    return [...new Map(entries.map((entry) => [JSON.stringify([...places(entry)]), entry])).values()];
  }
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([field, part]) => [field, shortened(part)]);
  return Object.fromEntries(entries);
}

// Where fields are; the entries of a list share their places.
function places(value, place = "", found = new Set()) {
  if (Array.isArray(value)) {
    value.forEach((entry) => places(entry, `${place}[]`, found));
  } else if (value && typeof value === "object") {
    for (const [field, part] of Object.entries(value)) {
      found.add(`${place}.${field}`);
      // What a hook was told is described elsewhere.
      if (field !== "payload") places(part, `${place}.${field}`, found);
    }
  }
  return found;
}

function without(reply, place) {
  const cut = (value, here) => {
    if (Array.isArray(value)) return value.map((entry) => cut(entry, `${here}[]`));
    if (value === null || typeof value !== "object" || !place.startsWith(here)) return value;
    const kept = Object.entries(value).filter(([field]) => `${here}.${field}` !== place);
    return Object.fromEntries(kept.map(([field, part]) => [field, cut(part, `${here}.${field}`)]));
  };
  return { ...reply, body: cut(reply.body, "") };
}
