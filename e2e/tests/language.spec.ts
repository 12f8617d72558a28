// The pages in the language of whoever reads them.

import { expect, test, type Page } from "@playwright/test";
import { looks } from "../axe.ts";
import { foreign, messages } from "../language.ts";
import { PASSWORD, person } from "../people.ts";
import { sharedStack } from "../shared.ts";

const GERMAN = messages("de");
const NOT_GERMAN = foreign("de");

const stack = sharedStack();

test("the pages speak German where the browser does, and English to who prefers it", async ({ browser }) => {
  const page = await person(browser, stack.url, { locale: "de-AT" });

  await test.step("an account, a project and a task are made in German", async () => {
    await page.goto("/register");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await wholly(page);
    await page.getByLabel(said("common.name")).fill("Gerda Gärtner");
    await page.getByLabel(said("sign_in.email")).fill("gerda@example.com");
    await page.getByLabel(said("sign_in.password")).fill("kurz");
    await page.getByRole("button", { name: said("sign_in.create-account") }).click();
    await expect(page.getByText("Nimm mindestens 12 Zeichen.")).toBeVisible();
    await page.getByLabel(said("sign_in.password")).fill(PASSWORD);
    await page.getByRole("button", { name: said("sign_in.create-account") }).click();
    await expect(page).toHaveURL(/\/projects$/);
    await wholly(page);
    await page.goto("/projects/new");
    await wholly(page);
    await page.getByLabel(said("common.name")).fill("Garten");
    await page.getByRole("button", { name: said("projects.create") }).click();
    await page.getByRole("button", { name: said("tasks.new-task") }).first().click();
    const form = page.getByRole("dialog");
    await form.getByLabel(said("tasks.title")).fill("Die Rosen schneiden");
    await form.getByRole("button", { name: said("tasks.create") }).click();
    await expect(page.getByRole("heading", { name: "Die Rosen schneiden" })).toBeVisible();
  });

  await test.step("no page mixes the languages", async () => {
    const tabs = (path: string, names: string[]) => names.map((name) => `${path}?tab=${name}`);
    for (const address of [
      "/projects",
      "/projects/GARTEN",
      "/projects/GARTEN/board",
      ...tabs("/projects/GARTEN/settings", ["general", "members", "integrations", "workflow", "access", "activity"]),
      ...tabs("/profile/settings", ["profile", "integrations", "access", "security"]),
      "/notifications",
      "/help/github",
      "/projects/NOWHERE",
      "/projects/GARTEN/tasks/1",
    ]) {
      await page.goto(address);
      await wholly(page);
    }
    await looks(page, "task-german");
  });

  await test.step("English is chosen in the profile, and stays", async () => {
    await page.goto("/profile/settings");
    await page.getByRole("combobox", { name: said("profile.language") }).selectOption("en");
    await expect(page.getByRole("heading", { name: "About you" })).toBeVisible();
    await page.goto("/projects");
    await expect(page.getByRole("heading", { name: "Projects" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});

/** A message in German. */
function said(id: string): string {
  const message = GERMAN.get(id);
  if (!message) throw new Error(`no German message ${id}`);
  return message;
}

/** The page has come, and nothing on it is said in English. */
async function wholly(page: Page): Promise<void> {
  await expect(page.locator("main h1").first()).toBeVisible();
  await expect(page.locator("main .skeleton")).toHaveCount(0);
  const lines = await page.locator("body").evaluate((body) => body.innerText.split("\n").map((line) => line.trim()));
  expect(lines.filter((line) => NOT_GERMAN.has(line)), page.url()).toEqual([]);
}
