// When something came to be shown, by the page's own clock: however late a test asks, the time is right.

import type { Page } from "@playwright/test";

/** Has a page note when each text came to be shown in what the selector finds. */
export async function watch(page: Page, selector: string): Promise<void> {
  await page.evaluate((selector) => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    const note = (): void => {
      const now = performance.timeOrigin + performance.now();
      for (const one of document.querySelectorAll(selector)) seen[one.textContent ?? ""] ??= now;
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, selector);
}

/** When a text came to be shown, once it was. */
export async function seen(page: Page, text: string): Promise<number> {
  const found = await page.waitForFunction(
    (text) => (window as unknown as { seen: Record<string, number> }).seen[text],
    text,
  );
  return (await found.jsonValue()) as number;
}

/** The one in the middle. */
export function median(took: number[]): number {
  const sorted = took.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
