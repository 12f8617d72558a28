import { defineConfig } from "@playwright/test";
import journeys from "../playwright.config.ts";

export default defineConfig({
  testDir: ".",
  outputDir: "../artifacts/lighthouse/results",
  reporter: "list",
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // What runs beside it would be measured with it.
  workers: 1,
  timeout: 1_800_000,
  // The same browser, without traces and pictures: to make them costs what is measured here.
  use: { launchOptions: journeys.use?.launchOptions },
});
