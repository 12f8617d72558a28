// Far down in a long list or column, where not all of it is there: who reads or moves cards there is
// not lost.

import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { register, retitle, signIn } from "../api.ts";
import { BOARD, cards, furtherParts, LIST, pointAt, seed, toTheEnd, wheel } from "../many.ts";
import { enter, person } from "../people.ts";
import { sharedStack } from "../shared.ts";

const EMAIL = "mona@example.com";

/** So many that the list has three parts, and the longest column too. */
const TASKS = 500;

/** How many places a card is moved at once by hand: more than can be seen. */
const FAR = 41;

/** How soon a page does what it is asked for. */
const SOON = { timeout: 5_000 };

const stack = sharedStack();
test.beforeAll(async () => {
  await register(stack.url, "Mona Manager", EMAIL);
  await seed(await signIn(stack.url, EMAIL), TASKS);
});

test("what changes elsewhere leaves the reader where they are", async ({ browser }) => {
  const page = await arrive(browser);
  const call = await signIn(stack.url, EMAIL);
  for (const path of [LIST, BOARD]) {
    const task = await farDown(page, path);
    await retitle(call, task, `Changed elsewhere, as ${path} shows`);
    await expect(page.getByRole("link", { name: `Changed elsewhere, as ${path} shows` })).toBeInViewport(SOON);
  }
});

test("a card far down is moved by keyboard, and stays in sight", async ({ browser }) => {
  const page = await arrive(browser);
  const task = await farDown(page, BOARD);
  const handle = page.getByRole("button", { name: `Move WEB-${task.split("/").at(-1)}`, exact: true });
  await handle.press("Space");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  // The page hears of its own move, and asks again.
  const again = page.waitForResponse((one) => one.url().includes("/board"));
  await page.keyboard.press("Space");
  await again;
  await expect(handle).toBeInViewport(SOON);
  await expect(handle).toBeFocused(SOON);
});

test("a card is moved by keyboard past all that can be seen", async ({ browser }) => {
  const page = await arrive(browser);
  await page.goto(BOARD);
  const handle = cards(page).getByRole("button", { name: /^Move / }).first();
  const name = ((await handle.getAttribute("aria-label")) ?? "").replace("Move ", "");
  const said = page.locator("[aria-live=assertive]");
  await handle.press("Space");
  for (let place = 2; place <= FAR; place += 1) {
    await page.keyboard.press("ArrowDown");
    await expect(said).toContainText(`${name}: To do, place ${place} of`, SOON);
  }
  await page.keyboard.press("Space");
  await expect(said).toContainText("Put down.", SOON);
});

test("a part that cannot be had is told of, and asked for again", async ({ browser }) => {
  const page = await arrive(browser);
  for (const path of [LIST, BOARD]) {
    await page.goto(path);
    await pointAt(page, lines(page, path));
    await page.route(/cursor=/, (route) => route.abort(), { times: 1 });
    await wheel(page, 3_000, 10);
    await page.getByRole("alert").getByRole("button", { name: "Try again" }).click(SOON);
    await toTheEnd(page);
  }
});

/** Scrolls further than what is there at first; gives a task that can be seen there. */
async function farDown(page: Page, path: string): Promise<string> {
  await page.goto(path);
  const asked = furtherParts(page);
  const below = await pointAt(page, lines(page, path));
  await expect(async () => {
    await wheel(page, 3_000, 5);
    expect(asked()).toHaveLength(2);
  }).toPass({ intervals: [0] });
  // Once nothing moves any more.
  let task = "";
  await expect(async () => {
    const last = task;
    task = await below();
    expect(task).toMatch(/\d$/);
    expect(task).toBe(last);
  }).toPass();
  return task;
}

function lines(page: Page, path: string): Locator {
  return path === LIST ? page.getByRole("main") : cards(page);
}

/** Somebody who has signed in. */
async function arrive(browser: Browser): Promise<Page> {
  const page = await person(browser, stack.url);
  await enter(page, EMAIL);
  return page;
}
