// What everybody needs of a page: WCAG 2.2 AA as far as a program can tell, and nothing cut off.

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { picture } from "./people.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The page as it is now breaks no rule; a failure names the rule and the elements. */
export async function accessible(page: Page, where: string): Promise<void> {
  // What is still fading in has other colours than what one reads.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    for (const one of ending) one.finish();
  });
  // A rule that axe does not look at by itself: what a button is called holds what is written on it.
  const named = { "label-content-name-mismatch": { enabled: true } };
  // No page has frames: only for those it would open a tab of its own each time.
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly: { type: "tag", values: RULES }, rules: named, resultTypes: ["violations"] })
    .analyze();
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(", ")}`);
  expect(told, where).toEqual([]);
}

/** In which colours and widths a page is looked at. */
const LOOKS = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 375 },
  { colorScheme: "light", width: 375 },
  { colorScheme: "dark", width: 1280 },
] as const;

/**
 * The page in each colour and each width: nothing beside the screen, and accessible. Whoever wants to
 * look at it themselves (`PICTURES=1`) has a picture of each colour in each width.
 */
export async function looks(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  for (const [at, { colorScheme, width }] of LOOKS.entries()) {
    if (at >= 2 && !process.env.PICTURES) break;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await picture(page, `${name}-${colorScheme}-${width}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const where = `${name}, ${colorScheme}, ${width} px`;
    expect(over, where).toBeLessThanOrEqual(0);
    if (at < 2) await accessible(page, where);
  }
  await page.emulateMedia({ colorScheme: null });
  if (size) await page.setViewportSize(size);
}
