// Projects with many tasks: how they come to be, and how one gets around in them.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Caller } from "./api.ts";

export const LIST = "/projects/WEB";
export const BOARD = "/projects/WEB/board";

/** What is made before all others, and so stands last everywhere. */
const OLDEST = "The first piece of all";

/** How many calls are made at once. */
const AT_ONCE = 4;

/** Makes a project with so many tasks: most to do, some of them somebody's, one in 25 closed. */
export async function seed(call: Caller, count: number): Promise<void> {
  await call("POST", "/projects", { key: "WEB", name: "Website" });
  for (const name of ["bug", "door"]) await call("POST", "/projects/WEB/labels", { name, colour: "teal" });
  const { id } = await call<{ id: string }>("GET", "/me");
  await call("POST", "/projects/WEB/tasks", { title: OLDEST });
  let made = 1;
  const make = async (): Promise<void> => {
    while (made < count) await makeTask(call, id, (made += 1));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, make));
}

async function makeTask(call: Caller, somebody: string, number: number): Promise<void> {
  const task = {
    title: `Piece ${number} of the work`,
    status: ["todo", "todo", "todo", "in_progress", "in_review"][number % 5],
    priority: ["none", "low", "medium", "high", "urgent"][number % 7] ?? "none",
    labels: number % 3 === 0 ? ["bug"] : [],
    assignee: number % 4 === 0 ? somebody : null,
  };
  const made = await call<{ number: number; version: number }>("POST", "/projects/WEB/tasks", task);
  if (number % 25 > 0) return;
  const outcome = number % 50 === 0 ? "done" : "canceled";
  await call("POST", `/projects/WEB/tasks/${made.number}/close`, { outcome }, made.version);
}

/** The cards of a column, which scroll. */
export function cards(page: Page, name = "To do"): Locator {
  const column = page.getByRole("region", { name: new RegExp(`^${name}`) });
  return column.getByRole("group", { name: "Cards" });
}

/** Puts the mouse onto cards or lines; gives what is below it later, as the address of its task. */
export async function pointAt(page: Page, where: Locator): Promise<() => Promise<string>> {
  const box = await where.getByRole("listitem").first().boundingBox();
  if (!box) throw new Error("nothing is shown");
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  const below = ({ x, y }: typeof at): string | null | undefined =>
    document.elementFromPoint(x, y)?.closest("li")?.querySelector("a")?.getAttribute("href");
  return async () => (await page.evaluate(below, at)) ?? "";
}

/** Scrolls by the wheel, over and over. */
export async function wheel(page: Page, by: number, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) await page.mouse.wheel(0, by);
}

/** Scrolls until what stands last is seen; more comes on the way. */
export async function toTheEnd(page: Page): Promise<void> {
  await expect(async () => {
    await wheel(page, 3_000, 10);
    await expect(page.getByRole("link", { name: OLDEST })).toBeInViewport({ timeout: 1 });
  }).toPass({ timeout: 120_000, intervals: [0] });
}

/** Gathers which further parts a page asks for from now on. */
export function furtherParts(page: Page): () => string[] {
  const asked: string[] = [];
  page.on("request", (one) => {
    if (one.url().includes("cursor=")) asked.push(one.url());
  });
  return () => asked;
}
