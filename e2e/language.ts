// What the pages say in another language, taken from the same files as the pages take it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LOCALES = "../frontend/locales";

/** The messages of a language without anything put in, by `file.id`. */
export function messages(language: string): Map<string, string> {
  const folder = join(LOCALES, language);
  const found = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, id, said] of text.matchAll(/^([a-z][\w-]*) = ([^{\n]+)$/gm)) {
      found.set(`${file.replace(".ftl", "")}.${id}`, said ?? "");
    }
  }
  return found;
}

/** What English says and the language does not: none of it may be on a page in that language. */
export function foreign(language: string): Set<string> {
  const own = new Set(messages(language).values());
  return new Set([...messages("en").values()].filter((said) => !own.has(said)));
}
