// What people do in a project on its pages, for every journey.

import { expect, type Page } from "@playwright/test";

/** Creates a project. */
export async function createProject(page: Page, name: string, key: string): Promise<void> {
  await page.goto("/projects");
  await page.getByRole("link", { name: "New project" }).first().click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("textbox", { name: "Key" }).fill(key);
  await page.getByLabel("Description").fill("What the world sees of us.");
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${key}`));
}

/** Picks a repository and its default branch; `seen` is called before anything is picked. */
export async function linkRepository(
  page: Page,
  key: string,
  fullName: string,
  seen: () => Promise<void> = async () => {},
): Promise<void> {
  const [owner, name] = fullName.split("/") as [string, string];
  await page.goto(`/projects/${key}/settings?tab=integrations`);
  await expect(page.getByText("An organization is missing?")).toBeVisible();
  await seen();
  await page.getByRole("list", { name: "Owner" }).getByRole("button", { name: owner }).click();
  await page.getByLabel("Name").fill(name.slice(0, 5));
  const row = page.getByRole("listitem").filter({ hasText: fullName });
  await row.getByRole("button", { name: "Select" }).click();
  await page.getByRole("button", { name: "Use this branch" }).click();
  await expect(page.getByText(fullName).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Unlink" })).toBeVisible();
}

/** Adds somebody who has an account. */
export async function addMember(page: Page, key: string, email: string, role: string): Promise<void> {
  await page.goto(`/projects/${key}/settings?tab=members`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption({ label: role });
  await page.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByText(email)).toBeVisible();
}

/** Creates a task that is somebody's from the beginning. */
export async function createTask(page: Page, key: string, title: string, assignee: string): Promise<void> {
  await page.goto(`/projects/${key}`);
  await page.getByRole("button", { name: "New task" }).first().click();
  const form = page.getByRole("dialog", { name: "New task" });
  await form.getByLabel("Title").fill(title);
  await form.getByLabel("Assignee").selectOption({ label: assignee });
  await form.getByRole("button", { name: "Create task" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
}
