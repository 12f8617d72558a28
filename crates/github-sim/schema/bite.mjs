// Whether the check bites: every field is taken out of every kind of reply, once each.
// What is taken out is put back: the recorded replies stay as they were.

/// The fields that could go missing without a failure and without a new line among `known`.
export function unnoticed(calls, verdictOn, known) {
  const found = new Set();
  const kinds = new Set();
  for (const call of calls) {
    const { route } = verdictOn(call);
    const kind = `${route} ${call.status}`;
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    const short = { ...call, body: shortened(call.body) };
    for (const { holder, field, place } of fieldsOf(short.body, "")) {
      if (!isNoticed(short, kind, holder, field)) found.add(`${kind}: ${place}`);
    }
  }
  return [...found];

  function isNoticed(call, kind, holder, field) {
    const taken = holder[field];
    delete holder[field];
    const { failures, fields } = verdictOn(call);
    holder[field] = taken;
    return failures.length > 0 || fields.some((line) => !known[line]?.has(kind));
  }
}

// Of a list only the first entry: the others are made by the same hand.
function shortened(value) {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([field, part]) => [field, shortened(part)]);
  return Object.fromEntries(entries);
}

function* fieldsOf(value, place) {
  if (Array.isArray(value)) {
    yield* fieldsOf(value[0], `${place}[]`);
  } else if (value && typeof value === "object") {
    for (const field of Object.keys(value)) {
      yield { holder: value, field, place: `${place}.${field}` };
      // What a hook was told is described elsewhere.
      if (field !== "payload") yield* fieldsOf(value[field], `${place}.${field}`);
    }
  }
}
