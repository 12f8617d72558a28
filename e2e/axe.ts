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
  const found = await new AxeBuilder({ page })
    .options({ runOnly: { type: "tag", values: RULES }, rules: named })
    .analyze();
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(", ")}`);
  expect(told, where).toEqual([]);
}

/** The page in both colours, wide and narrow: nothing beside the screen, a picture of each, and accessible in each colour and width. */
export async function looks(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 900 });
      await picture(page, `${name}-${colorScheme}-${width}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      const where = `${name}, ${colorScheme}, ${width} px`;
      expect(over, where).toBeLessThanOrEqual(0);
      if ((colorScheme === "light") === (width === 1280)) await accessible(page, where);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (size) await page.setViewportSize(size);
}
