import { defineConfig } from "@playwright/test";

// Debian's Chromium: a browser is never downloaded. As root it runs without its sandbox, and it is
// kept from looking up hosts that have nothing to do with the tests.
const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "tests",
  outputDir: "artifacts/results",
  reporter: process.env.CI ? [["list"]] : [["list"], ["html", { open: "never", outputFolder: "artifacts/report" }]],
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Measuring takes as long as all the rest, and is asked for: FIGURES=1.
  testIgnore: process.env.FIGURES ? [] : ["many.spec.ts"],
  // Each file has servers of its own.
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  use: {
    headless: true,
    actionTimeout: 15_000,
    // Recording takes as long as the journeys themselves; who looks for a mistake has it.
    trace: process.env.CI ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_BIN ?? "/usr/bin/chromium",
      args: [...quiet, ...sandbox],
    },
  },
});
