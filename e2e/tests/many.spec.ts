// A project with 5,000 tasks: the board and the list scroll, filter and move as if there were few, and
// who is far down in them stays there.

import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { register, retitle, signIn, type Caller } from "../api.ts";
import { framesOf, type Frames } from "../frames.ts";
import { enter, person } from "../people.ts";
import { start, type Stack } from "../stack.ts";
import { median } from "../watch.ts";

const TASKS = 5_000;
const EMAIL = "mona@example.com";
const LIST = "/projects/WEB";
const BOARD = "/projects/WEB/board";

/** What is made before all others, and so stands last everywhere. */
const OLDEST = "The first piece of all";

/** How many calls are made at once, and how often everything is measured. */
const AT_ONCE = 8;
const TRIES = 7;

/** Two frames at 60 Hz: what is slower is seen. */
const FRAME_MS = 34;
const STUTTER_MS = 150;
const FIRST_MS = 3_000;
const MOVED_MS = 200;

/** A pause in typing of 200 ms, and what then comes; a quick typist makes none that is so long. */
const FILTERED_MS = 300;
const KEY_MS = 60;

/** So few cards or lines are on the page at once, of however many. */
const DRAWN = 200;

/** How many places a card is moved at once by hand, and how soon a page does what it is asked for. */
const FAR = 41;
const SOON = { timeout: 5_000 };

let stack: Stack;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  stack = await start();
  await register(stack.url, "Mona Manager", EMAIL);
  await seed(await signIn(stack.url, EMAIL));
});
test.afterAll(async () => {
  await stack.stop();
  await stack.remove();
});

test("the board of 5,000 tasks does not stutter", async ({ browser }) => {
  const page = await arrive(browser);
  const first = await opened(page, BOARD);
  const asked = listen(page);
  await pointAt(page, cards(page));
  const frames = await scrolled(page);
  await toTheEnd(page);
  // The first part has 50 cards, the others 200.
  expect(asked().length).toBeLessThan(TASKS / 200);
  expect(await page.getByRole("listitem").count()).toBeLessThan(DRAWN);

  // All of the column is there now: that is when a move is hardest.
  await toTheTop(page, cards(page));
  const moves: number[] = [];
  for (let left = TRIES; left > 0; left -= 1) moves.push(await moved(page));
  const filters = await filtered(page);
  tell("the board", { first, frames, filters, moves });
});

test("the list of 5,000 tasks does not stutter", async ({ browser }) => {
  const page = await arrive(browser);
  const first = await opened(page, LIST);
  await expect(page.getByText(/^200 tasks so far/)).toBeVisible();
  const asked = listen(page);
  await pointAt(page, page.getByRole("main"));
  const frames = await scrolled(page);
  await toTheEnd(page);
  await expect(page.getByText(`${TASKS} tasks`, { exact: true })).toBeVisible();
  expect(asked()).toHaveLength(TASKS / 200 - 1);
  expect(await page.getByRole("listitem").count()).toBeLessThan(DRAWN);

  await toTheTop(page, page.getByRole("main"));
  const filters = await filtered(page);
  tell("the list", { first, frames, filters });
});

// The pages do not do yet what the following ask for; what they come to do is to be a plain test.

test.fail("what changes elsewhere leaves the reader where they are", async ({ browser }) => {
  const page = await arrive(browser);
  const call = await signIn(stack.url, EMAIL);
  for (const path of [LIST, BOARD]) {
    await page.goto(path);
    const task = await farDown(page, path === LIST ? page.getByRole("main") : cards(page));
    await retitle(call, task, `Changed elsewhere, as ${path} shows`);
    await expect(page.getByRole("link", { name: `Changed elsewhere, as ${path} shows` })).toBeInViewport(SOON);
  }
});

test.fail("a card far down is moved by keyboard, and stays in sight", async ({ browser }) => {
  const page = await arrive(browser);
  await page.goto(BOARD);
  const task = await farDown(page, cards(page));
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

test.fail("a card is moved by keyboard past all that can be seen", async ({ browser }) => {
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

test.fail("a part that cannot be had is told of, and asked for again", async ({ browser }) => {
  const page = await arrive(browser);
  for (const path of [LIST, BOARD]) {
    await page.goto(path);
    await pointAt(page, path === LIST ? page.getByRole("main") : cards(page));
    await page.route(/cursor=/, (route) => route.abort(), { times: 1 });
    await wheel(page, 3_000, 10);
    await page.getByRole("alert").getByRole("button", { name: "Try again" }).click(SOON);
    await toTheEnd(page);
  }
});

/** What was measured, in milliseconds; several tries of each. */
interface Figures {
  first: number[];
  frames: Frames[];
  filters: number[];
  moves?: number[];
}

/** Prints the figures and holds them to the bounds: the best is what the program takes, the rest depends on what else this machine does. */
function tell(what: string, { first, frames, filters, moves = [] }: Figures): void {
  const best = (took: number[]): string => Math.min(...took).toFixed(0);
  const frame = frames.map((one) => one.median);
  const worst = frames.map((one) => one.worst);
  const lines = [
    `shown after ${best(first)} ms`,
    `frames while scrolling ${median(frame).toFixed(1)} ms median, ${median(worst).toFixed(0)} ms worst (at best ${best(worst)} ms)`,
    `the longest task ${median(frames.map((one) => one.task)).toFixed(0)} ms`,
    `filtered after ${best(filters)} ms at best, ${median(filters).toFixed(0)} ms median`,
    ...(moves.length > 0 ? [`a card moved after ${best(moves)} ms at best, ${median(moves).toFixed(0)} ms median`] : []),
  ];
  console.log(`${what} of 5,000 tasks: ${lines.join(", ")}`);
  expect(Math.min(...first)).toBeLessThan(FIRST_MS);
  expect(median(frame)).toBeLessThan(FRAME_MS);
  expect(Math.min(...worst)).toBeLessThan(STUTTER_MS);
  expect(Math.min(...filters)).toBeLessThan(FILTERED_MS);
  if (moves.length > 0) expect(Math.min(...moves)).toBeLessThan(MOVED_MS);
}

/** Opens a page a few times; gives how long it took from the address to the first cards or lines. */
async function opened(page: Page, path: string): Promise<number[]> {
  await page.addInitScript(() => {
    const shown = new Promise<number>((resolve) => {
      const look = (_: unknown, self: MutationObserver): void => {
        if (!document.querySelector("main li a")) return;
        self.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true });
    });
    Object.assign(window, { shown });
  });
  const took: number[] = [];
  for (let left = TRIES; left > 0; left -= 1) {
    await page.goto(path);
    took.push(await page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown));
  }
  return took;
}

/** Puts the mouse onto cards or lines; gives what is below it later, as the address of its task. */
async function pointAt(page: Page, where: Locator): Promise<() => Promise<string>> {
  const box = await where.getByRole("listitem").first().boundingBox();
  if (!box) throw new Error("nothing is shown");
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  const below = ({ x, y }: typeof at): string | null | undefined =>
    document.elementFromPoint(x, y)?.closest("li")?.querySelector("a")?.getAttribute("href");
  return async () => (await page.evaluate(below, at)) ?? "";
}

/** Scrolls on by the wheel as a quick hand does, a few times. */
async function scrolled(page: Page): Promise<Frames[]> {
  const rounds: Frames[] = [];
  for (let left = TRIES; left > 0; left -= 1) rounds.push(await framesOf(page, () => wheel(page, 300, 20)));
  return rounds;
}

/** Scrolls until what stands last is seen; more comes on the way. */
async function toTheEnd(page: Page): Promise<void> {
  await expect(async () => {
    await wheel(page, 3_000, 10);
    await expect(page.getByRole("link", { name: OLDEST })).toBeInViewport({ timeout: 1 });
  }).toPass({ timeout: 120_000, intervals: [0] });
}

/** Scrolls two parts further than what is there at first; gives a task that can be seen there. */
async function farDown(page: Page, where: Locator): Promise<string> {
  const asked = listen(page);
  const below = await pointAt(page, where);
  await expect(async () => {
    await wheel(page, 3_000, 10);
    expect(asked().length).toBeGreaterThan(2);
  }).toPass({ intervals: [0] });
  await expect.poll(below).not.toBe("");
  return below();
}

async function toTheTop(page: Page, where: Locator): Promise<void> {
  await page.mouse.wheel(0, -1_000_000);
  await expect(where.getByRole("listitem").first()).toBeInViewport();
}

async function wheel(page: Page, by: number, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) await page.mouse.wheel(0, by);
}

/** Types into the filter, over and over; gives the times from the last key until the one task that fits is drawn. */
async function filtered(page: Page): Promise<number[]> {
  const field = page.getByLabel("Find tasks by text");
  const took: number[] = [];
  for (let number = 1; number <= TRIES; number += 1) {
    const words = `Piece ${number * 700} `;
    await expectOne(page, words);
    await field.press("Control+a");
    await field.pressSequentially(words, { delay: KEY_MS });
    took.push(await page.evaluate(() => (window as unknown as { drawn: Promise<number> }).drawn));
  }
  return took;
}

/** Has a page note how long after the last key only one task was drawn, and this one. */
async function expectOne(page: Page, words: string): Promise<void> {
  await page.evaluate((words) => {
    let typed = 0;
    addEventListener("input", (event) => (typed = event.timeStamp), { capture: true });
    const drawn = new Promise<number>((resolve) => {
      const look = (_: unknown, self: MutationObserver): void => {
        const found = document.querySelectorAll("main li a");
        if (found.length !== 1 || !found[0]?.textContent?.includes(words)) return;
        self.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - typed)));
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
    });
    Object.assign(window, { drawn });
  }, words);
}

/** Moves the uppermost card by keyboard; gives the time from the last key until it is drawn where it was put. */
async function moved(page: Page): Promise<number> {
  const handle = cards(page).getByRole("button", { name: /^Move / }).first();
  const name = (await handle.getAttribute("aria-label")) ?? "";
  await handle.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.evaluate((name) => {
    let pressed = 0;
    addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });
    const put = new Promise<number>((resolve) => {
      const look = (_: unknown, self: MutationObserver): void => {
        if (!document.querySelector(`[aria-labelledby=column-in_progress] [aria-label="${name}"]`)) return;
        self.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
    });
    Object.assign(window, { put });
  }, name);
  const answer = page.waitForResponse((one) => one.url().endsWith("/move"));
  await page.keyboard.press("Space");
  expect((await answer).ok()).toBe(true);
  await expect(cards(page, "In progress").getByRole("button", { name, exact: true })).toBeVisible();
  return page.evaluate(() => (window as unknown as { put: Promise<number> }).put);
}

/** Gathers which further parts a page asks for from now on. */
function listen(page: Page): () => string[] {
  const asked: string[] = [];
  page.on("request", (one) => {
    if (one.url().includes("cursor=")) asked.push(one.url());
  });
  return () => asked;
}

/** The cards of a column, which scroll. */
function cards(page: Page, name = "To do"): Locator {
  const column = page.getByRole("region", { name: new RegExp(`^${name}`) });
  return column.getByRole("group", { name: "Cards" });
}

/** Somebody who has signed in. */
async function arrive(browser: Browser): Promise<Page> {
  const page = await person(browser, stack.url);
  await enter(page, EMAIL);
  return page;
}

/** Makes all tasks: most to do, some of them somebody's, one in 25 closed. */
async function seed(call: Caller): Promise<void> {
  await call("POST", "/projects", { key: "WEB", name: "Website" });
  for (const name of ["bug", "door"]) await call("POST", "/projects/WEB/labels", { name, colour: "teal" });
  const { id } = await call<{ id: string }>("GET", "/me");
  await call("POST", "/projects/WEB/tasks", { title: OLDEST });
  let made = 1;
  const make = async (): Promise<void> => {
    while (made < TASKS) await makeTask(call, id, (made += 1));
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
