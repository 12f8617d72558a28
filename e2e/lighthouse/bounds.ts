// What the pages are held to, and how it is told.

import type { Figures } from "./audit.ts";

/** The least score of each category. */
const LEAST: Record<string, number> = { performance: 95, accessibility: 100, "best-practices": 100 };

/**
 * The longest until the first view can be used, in milliseconds of time to interactive: from then on
 * what the page is about is painted (it is never before the largest contentful paint) and no long
 * task keeps the page from answering. A first paint alone may be a frame with nothing in it.
 */
const USABLE = 1_500;

/** Below this index Lighthouse itself warns: it takes a desktop machine for granted and slows it down. */
const SLOW_MACHINE = 1_000;

/** The bounds that do not hold. */
export function broken(all: Figures[]): string[] {
  return all.flatMap((one) => {
    const scores = Object.entries(LEAST).filter(([category, least]) => (one.scores[category] ?? 0) < least);
    return [
      ...scores.map(([category, least]) => `${one.page}: ${category} ${one.scores[category]}, at least ${least}`),
      ...one.faults.map((fault) => `${one.page}: ${fault}`),
      ...(one.tti <= USABLE ? [] : [`${one.page}: usable after ${one.tti} ms, at most ${USABLE} ms`]),
    ];
  });
}

/** All figures, a page in a line. */
export function table(all: Figures[]): string {
  const head = ["page", "performance", "accessibility", "best practices", "FCP", "LCP", "TBT", "usable (TTI)", "bytes"];
  const rows = all.map((one) => [
    one.page,
    ...Object.keys(LEAST).map((category) => one.scores[category]),
    ...[one.fcp, one.lcp, one.tbt, one.tti].map((ms) => `${ms} ms`),
    one.bytes,
  ]);
  return `\n${lines([head, ...rows])}\n\n${machine(all)}`;
}

function lines(rows: unknown[][]): string {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => String(row[at]).length))) ?? [];
  const cell = (one: unknown, at: number): string =>
    at === 0 ? String(one).padEnd(widths[at] ?? 0) : String(one).padStart(widths[at] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join("  ")}`).join("\n");
}

function machine(all: Figures[]): string {
  const slowest = Math.min(...all.map((one) => one.machine));
  const judged = slowest < SLOW_MACHINE ? "too slow or too busy: the times are worse than on a phone" : "fast enough";
  return `  this machine by Lighthouse's benchmark index: ${slowest}, ${judged}\n`;
}
