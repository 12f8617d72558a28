// Law 5 from outside: searches every file that the server wrote for what must never be kept.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The files below `folder` that hold one of the words, as `file: word`. */
export async function search(folder: string, words: string[], except: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || except.some((part) => path.startsWith(join(folder, part)))) continue;
    const bytes = await readFile(path);
    for (const word of words) {
      if (bytes.includes(word) || bytes.includes(Buffer.from(word, "utf16le"))) found.push(`${path}: ${word}`);
    }
  }
  return found;
}

/** The names of all files below `folder`, to know that the search had something to look at. */
export async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
