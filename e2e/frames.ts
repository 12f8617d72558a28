// How smoothly a page moves: by the frames that it draws, and by the tasks that keep it from drawing.

import type { Page } from "@playwright/test";

/** What a page did while something was done with it, in milliseconds. */
export interface Frames {
  /** Between two frames: usually, and at worst. */
  median: number;
  worst: number;
  /** The longest task of 50 ms or more; 0 where there was none. */
  task: number;
}

/** Watches the frames of a page while something is done with it. */
export async function framesOf(page: Page, deed: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const took: number[] = [];
    const tasks: number[] = [];
    let last = performance.now();
    let going = true;
    const draw = (now: number): void => {
      took.push(now - last);
      last = now;
      if (going) requestAnimationFrame(draw);
    };
    const long = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)));
    long.observe({ type: "longtask" });
    requestAnimationFrame(draw);
    const end = (): object => {
      going = false;
      tasks.push(...long.takeRecords().map((one) => one.duration));
      long.disconnect();
      took.sort((one, other) => one - other);
      return { median: took[Math.floor(took.length / 2)], worst: took.at(-1), task: Math.max(0, ...tasks) };
    };
    Object.assign(window, { endFrames: end });
  });
  await deed();
  return page.evaluate(() => (window as unknown as { endFrames: () => Frames }).endFrames());
}
