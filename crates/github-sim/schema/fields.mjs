// Which fields a reply has beside those that its schema demands.
// Whether the reply is valid at all is decided before, by the validator.
import { resolve } from "./description.mjs";

/// Notes every object whose fields differ from all that its schema names.
export function differences(description, fits, schema, value, note) {
  compare(schema, value, "reply");

  function compare(schema, value, name) {
    if (value === null || typeof value !== "object") return;
    const shape = gathered(schema, value, { name, properties: {}, closed: false });
    if (Array.isArray(value)) {
      if (shape.items) value.forEach((entry) => compare(shape.items, entry, `${shape.name}[]`));
      return;
    }
    const known = Object.keys(shape.properties);
    if (known.length > 0) {
      const without = known.filter((field) => !(field in value)).sort();
      const beyond = Object.keys(value).filter((field) => !known.includes(field)).sort();
      note(shape.name, without, beyond);
    } else if (!Array.isArray(value) && !shape.others) {
      note(`${shape.name}, any fields`, [], Object.keys(value).sort());
    }
    for (const [field, part] of Object.entries(value)) {
      const next = shape.properties[field] ?? shape.others;
      if (next) compare(next, part, `${shape.name}.${field}`);
    }
  }

  // Everything that a schema says about a value, through references and alternatives.
  function gathered(schema, value, shape) {
    if (schema.$ref) shape.name = schema.$ref.split(":").pop();
    schema = resolve(description, schema);
    Object.assign(shape.properties, schema.properties);
    if (schema.items) shape.items = schema.items;
    if (typeof schema.additionalProperties === "object") shape.others = schema.additionalProperties;
    // Here the value is an object, and most alternatives are only "or null".
    const alternatives = (schema.oneOf ?? schema.anyOf ?? []).filter((one) => one.type !== "null");
    const only = alternatives.length === 1 ? alternatives[0] : undefined;
    const taken = only ?? alternatives.find((one) => fits(one, value));
    for (const part of [...(schema.allOf ?? []), ...(taken ? [taken] : [])]) {
      gathered(part, value, shape);
    }
    return shape;
  }
}
