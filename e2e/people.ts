// People at the pages: what each step of the story is to somebody who uses the product.

import { expect, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";

export const PASSWORD = "a-long-enough-password";

/** Somebody with a browser of their own, set up as they like it. */
export async function person(browser: Browser, url: string, likes: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, ...likes });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
  return context.newPage();
}

/** Creates an account; the pages sign in by it. */
export async function register(page: Page, name: string, email: string): Promise<void> {
  await page.goto("/register");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/projects$/);
}

/** Signs in with an account that is there already. */
export async function enter(page: Page, email: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/projects$/);
}

/** Goes through GitHub's own pages, from the account to the consent. */
export async function consent(page: Page, login: string, organizations: string[] = []): Promise<void> {
  await page.getByRole("button", { name: `Continue as ${login}`, exact: true }).click();
  for (const organization of organizations) {
    await page.getByRole("button", { name: `Grant ${organization}` }).click();
  }
  await page.getByRole("button", { name: "Authorize" }).click();
}

/** Connects a GitHub account from the profile. */
export async function connect(page: Page, login: string, organizations: string[] = []): Promise<void> {
  await page.goto("/profile/settings");
  await page.getByRole("button", { name: "Connect GitHub account" }).click();
  await page.getByRole("link", { name: "Continue to GitHub" }).click();
  await consent(page, login, organizations);
  await expect(page).toHaveURL(/\/profile\/settings/);
  await expect(page.getByText(login).first()).toBeVisible();
}

/** Takes a picture, where people want to look at one (`PICTURES=1`). */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  await page.screenshot({ path: `artifacts/pictures/${name}.png`, fullPage: true });
}
