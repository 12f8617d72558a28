// Who can push now, because of which task: what is done by hand is seen, and a manager ends access.

import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { looks } from "../axe.ts";
import { connect, person, picture, register } from "../people.ts";
import { letIn, look, permission } from "../practice.ts";
import { addMember, createProject, createTask, linkRepository } from "../projects.ts";
import { sharedStack } from "../shared.ts";

const MANAGER = "mona-manager";
const DEVELOPER = "dev-dana";
const BY_HAND = "hannes-hand";
const ORGANIZATION = "sealed-systems";

const stack = sharedStack();

test("who can push is seen with the reason, ended at once, and written down", async ({ browser }) => {
  const manager = await person(browser, stack.url);
  const developer = await person(browser, stack.url);
  const { repositories } = await look(stack.github);
  const shop = repositories.find((one) => one.full_name.startsWith(`${ORGANIZATION}/`) && one.private);
  if (!shop) throw new Error(`${ORGANIZATION} has no private repository`);
  const fullName = shop.full_name;
  await register(manager, "Mona Manager", "mona@example.com");
  await connect(manager, MANAGER, [ORGANIZATION]);
  await register(developer, "Dana Developer", "dana@example.com");
  await connect(developer, DEVELOPER);
  await createProject(manager, "Website", "WEB");
  await linkRepository(manager, "WEB", fullName);
  await addMember(manager, "WEB", "dana@example.com", "Developer");
  await createTask(manager, "WEB", "Paint the door", "Dana Developer");
  await expect(manager.getByText("Granted", { exact: true })).toBeVisible();
  const dana = manager.getByRole("listitem", { name: "Dana Developer" });

  await test.step("somebody who was let in by hand is marked, and who has a task has a reason", async () => {
    await newcomer();
    await letIn(stack.github, fullName, BY_HAND);
    await manager.goto("/projects/WEB/settings?tab=access");
    await expect(manager.getByText("as GitHub shows it now")).toBeVisible();
    const stranger = manager.getByRole("listitem", { name: BY_HAND });
    await expect(stranger).toContainText("Given by hand");
    await expect(dana).toContainText("Can push");
    await expect(dana.getByRole("link", { name: "WEB-1" })).toBeVisible();
    await expect(dana).not.toContainText("by hand");
    await looks(manager, "access");
  });

  await test.step("what is revoked is gone on GitHub, and stays so until it is given back", async () => {
    await dana.getByRole("button", { name: "Revoke now" }).click();
    await manager.getByRole("dialog").getByRole("button", { name: "Yes, revoke it" }).click();
    await expect(dana).toContainText("Held back");
    await expect(dana).toContainText("Mona Manager revoked it");
    expect(await permission(stack.github, fullName, DEVELOPER)).toBeUndefined();
    await picture(manager, "held");
    await developer.goto("/projects/WEB/tasks/1");
    await expect(developer.getByText("Held back", { exact: true })).toBeVisible();
  });

  await test.step("the review has a line for each", async () => {
    const saved = manager.waitForEvent("download");
    await manager.getByRole("button", { name: "Download CSV" }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^WEB-access-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
    expect(lines.find((line) => line.startsWith("Dana Developer,"))).toContain(",WEB-1,held,");
    expect(lines.find((line) => line.startsWith(`,${BY_HAND},`))).toContain(",added,");
  });

  await test.step("given back, it is there again, and each person sees their own", async () => {
    await dana.getByRole("button", { name: "Give back" }).click();
    await expect(dana).toContainText("Granted");
    expect(await permission(stack.github, fullName, DEVELOPER)).toBe("write");
    await developer.goto("/profile/settings?tab=access");
    await expect(developer.getByRole("region", { name: `Access to ${fullName}` })).toContainText("Paint the door");
    await manager.goto("/projects/WEB/settings?tab=members");
    await manager.getByRole("link", { name: "Access of Dana Developer" }).click();
    await expect(dana).toBeVisible();
    await expect(manager.getByRole("listitem", { name: BY_HAND })).toBeHidden();
  });
});

/** Somebody who is on GitHub, and not here. */
async function newcomer(): Promise<void> {
  const body = JSON.stringify({ login: BY_HAND });
  const headers = { "content-type": "application/json" };
  const made = await fetch(`${stack.github}/_sim/users`, { method: "POST", headers, body });
  expect(made.ok).toBe(true);
}
