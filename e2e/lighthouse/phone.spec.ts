// How fast the pages are on a phone, and whether everybody can use them, as Lighthouse sees it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, type BrowserContext } from "@playwright/test";
import { signIn } from "../api.ts";
import { register } from "../people.ts";
import { createProject } from "../projects.ts";
import { sharedStack } from "../shared.ts";
import { audit, type Figures } from "./audit.ts";
import { broken, table } from "./bounds.ts";

const EMAIL = "mona@example.com";
const TASKS = 30;
const COLUMNS = ["todo", "in_progress", "in_review"];
const SIGNED_IN = ["/projects/WEB/board", "/projects/WEB/tasks/1", "/projects/WEB/settings", "/profile/settings"];

const stack = sharedStack();

test("the pages are fast on a phone, and everybody can use them", async ({ playwright }, { project }) => {
  // Lighthouse opens tabs of its own, which share what the profile holds: the cookie of the session.
  const profile = join(stack.folder, "profile");
  const { args = [], ...launch } = project.use.launchOptions ?? {};
  const context = await playwright.chromium.launchPersistentContext(profile, {
    ...launch,
    args: [...args, "--remote-debugging-port=0"],
    baseURL: stack.url,
    // Lighthouse says what a phone's screen is.
    viewport: null,
  });
  const port = await debuggingPort(profile);
  const figures: Figures[] = [await audit(`${stack.url}/login`, port)];
  await beginWork(context);
  for (const path of SIGNED_IN) figures.push(await audit(stack.url + path, port));
  await context.close();
  console.log(table(figures));
  expect(broken(figures)).toEqual([]);
});

/** The port that Chromium chose for itself. */
async function debuggingPort(profile: string): Promise<number> {
  const written = await readFile(join(profile, "DevToolsActivePort"), "utf8");
  return Number(written.split("\n")[0]);
}

/** Somebody signs in, and has a project with something to show. */
async function beginWork(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await register(page, "Mona Manager", EMAIL);
  await createProject(page, "Website", "WEB");
  // A tab that stayed open would renew the session in the midst of a measurement.
  await page.close();
  await fill("/projects/WEB");
}

/** Tasks in all columns, and a comment on the first one. */
async function fill(project: string): Promise<void> {
  const caller = await signIn(stack.url, EMAIL);
  for (let number = 1; number <= TASKS; number += 1) {
    await caller("POST", `${project}/tasks`, {
      title: `Make the pages load faster, step ${number}`,
      text: "Measure **first**, then leave out what nobody needs.",
      status: COLUMNS[number % COLUMNS.length],
    });
  }
  await caller("POST", `${project}/tasks/1/comments`, { text: "The first step is the *longest*." });
}
