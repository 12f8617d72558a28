// One page measured by Lighthouse with its mobile profile: the middle one of several runs.

import { mkdir, writeFile } from "node:fs/promises";
import lighthouse, { generateReport, type Result } from "lighthouse";
import { computeMedianRun } from "lighthouse/core/lib/median-run.js";

const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const REPORTS = "artifacts/lighthouse";

/**
 * How long to wait until nothing is on its way any more. Signed in, something always is: the stream
 * of changes never ends, and by itself Lighthouse would wait for 45 s each time.
 */
const LONGEST_WAIT = 15_000;

/** What was measured of a page. */
export interface Figures {
  page: string;
  /** The scores by category, 0 to 100. */
  scores: Record<string, number>;
  /** What is not as it should be, apart from the speed. */
  faults: string[];
  /** First and largest contentful paint, total blocking time, time to interactive: milliseconds. */
  fcp: number;
  lcp: number;
  tbt: number;
  tti: number;
  /** What came over the network, headers included. */
  bytes: number;
  /** How fast this machine was meanwhile, by Lighthouse's own index. */
  machine: number;
}

/** Measures a page in a new tab of the browser behind that port, and keeps the report. */
export async function audit(url: string, port: number): Promise<Figures> {
  const runs: Result[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await once(url, port));
  const result = computeMedianRun(runs);
  const page = new URL(url).pathname;
  await mkdir(REPORTS, { recursive: true });
  await writeFile(`${REPORTS}/${page.slice(1).replaceAll("/", "-")}.html`, generateReport(result, "html"));
  return figures(page, result);
}

/**
 * A first visit: Lighthouse empties the browser's cache before each run. Cookies and what the page
 * remembers stay, so that nobody is signed out by it; `disableStorageReset` would keep the cache too.
 */
async function once(url: string, port: number): Promise<Result> {
  const run = await lighthouse(url, {
    port,
    logLevel: "error",
    onlyCategories: CATEGORIES,
    maxWaitForLoad: LONGEST_WAIT,
  });
  if (!run) throw new Error(`Lighthouse measured nothing at ${url}`);
  const { runtimeError, finalDisplayedUrl } = run.lhr;
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
  // Who is signed out is sent elsewhere, and another page would be measured.
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}`);
  return run.lhr;
}

function figures(page: string, result: Result): Figures {
  const value = (audit: string): number => Math.round(result.audits[audit]?.numericValue ?? Number.NaN);
  return {
    page,
    scores: Object.fromEntries(CATEGORIES.map((id) => [id, Math.round((result.categories[id]?.score ?? 0) * 100)])),
    faults: faults(result),
    fcp: value("first-contentful-paint"),
    lcp: value("largest-contentful-paint"),
    tbt: value("total-blocking-time"),
    tti: value("interactive"),
    bytes: value("total-byte-weight"),
    machine: Math.round(result.environment.benchmarkIndex),
  };
}

/** The audits that take points away where all points are wanted. */
function faults(result: Result): string[] {
  const refs = CATEGORIES.slice(1).flatMap((id) => result.categories[id]?.auditRefs ?? []);
  const failed = refs.filter(({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 1);
  return failed.map(({ id }) => `${id} (${result.audits[id]?.title})`);
}
