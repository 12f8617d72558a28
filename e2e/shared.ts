// What all tests of a file share.

import { test } from "@playwright/test";
import { start, type Stack } from "./stack.ts";

/** The programs, which run from before the first test of this file until after the last. */
export function sharedStack(begin: () => Promise<Stack> = start): Stack {
  const shared = {} as Stack;
  let running: Stack | undefined;
  test.beforeAll(async () => {
    running = await begin();
    Object.assign(shared, running);
  });
  test.afterAll(async () => {
    await running?.stop();
    await running?.remove();
  });
  return shared;
}
