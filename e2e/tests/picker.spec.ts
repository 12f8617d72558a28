// Choosing among 5,000 repositories of 300 owners, and many branches: nobody is lost.

import { expect, test, type Page } from "@playwright/test";
import { accessible, looks } from "../axe.ts";
import { connect, person, register } from "../people.ts";
import { calls, changeOrganization, changeRepository, fail, forgetCalls, makeRepository, mend } from "../practice.ts";
import { addMember, createProject, createTask, linkRepository } from "../projects.ts";
import { sharedStack } from "../shared.ts";
import { start } from "../stack.ts";

const VIEWER = "user-1";
const OWNER = "user-2";
const DEVELOPER = "user-3";
const BOUND_MS = 50;

const stack = sharedStack(() => start("scale"));

test("a repository and a branch are picked among thousands", async ({ browser }) => {
  const page = await person(browser, stack.url);
  await register(page, "Uma Many", "uma@example.com");
  await connect(page, VIEWER);
  await changeOrganization(stack.github, "org-2", { demands_sso: true });
  await changeOrganization(stack.github, "org-3", { restricts_apps: true });
  await changeRepository(stack.github, "org-1/repository-551", VIEWER, { archived: true });
  await createProject(page, "Website", "WEB");
  const owners = page.getByRole("list", { name: "Owner" });
  const rows = page.getByRole("group", { name: "Repositories" }).getByRole("listitem");

  await test.step("the first rows are there after one request, whatever becomes of the others", async () => {
    await forgetCalls(stack.github);
    await fail(stack.github, "/user/repos", "server_error", { times: 1_000, skip: 1 });
    await page.goto("/projects/WEB/settings?tab=integrations");
    await expect(rows.first()).toBeVisible();
    const alert = page.getByRole("alert").filter({ hasText: "GitHub does not answer at the moment." });
    await expect(alert).toBeVisible();
    const lists = (await calls(stack.github)).filter((one) => one.path.includes("/user/repos"));
    expect(lists.filter((one) => one.status === 200)).toHaveLength(1);
    await expect(page.getByText("100 repositories so far")).toBeVisible();
    await accessible(page, "picker, a page fails");
    await mend(stack.github);
    await alert.getByRole("button", { name: "Try again" }).click();
  });

  await test.step("the rest follows, with its progress", async () => {
    await expect(page.getByRole("progressbar", { name: "Reading repositories from GitHub" })).toBeVisible();
    // Two of the fifty organizations are out of reach, save for what is public of them.
    await expect(page.getByText(/^49\d\d repositories$/)).toBeVisible({ timeout: 60_000 });
    expect(await rows.count()).toBeLessThan(40);
    await looks(page, "picker-many");
  });

  await test.step("owner and name combine as one types", async () => {
    const took = [];
    for (const [label, text] of [["Owner", "user-12"], ["Name", "repository-1"], ["Name", "repository-12"], ["Owner", ""], ["Name", ""]]) {
      took.push(await type(page, label as string, text as string));
    }
    console.log(`filtering 5,000 repositories, until they are drawn: ${took.map((ms) => ms.toFixed(1)).join(", ")} ms`);
    // The best is what the program takes; the rest depends on what else this machine does.
    expect(Math.min(...took)).toBeLessThan(BOUND_MS);
    await page.getByRole("searchbox", { name: "Owner" }).fill("user-12");
    await page.getByLabel("Name").fill("repository-12");
    await expect(rows).not.toHaveCount(0);
    for (const text of await rows.allInnerTexts()) expect(text).toMatch(/user-12\d?\/repository-12/);
  });

  await test.step("who may not manage one is told why", async () => {
    const row = rows.first();
    await expect(row).toContainText("You can push here, but linking takes an administrator.");
    await expect(row.getByRole("button", { name: "Select" })).toBeDisabled();
    await page.getByRole("searchbox", { name: "Owner" }).fill("");
    await page.getByLabel("Name").fill("org-1/ repository-551");
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText("Archived on GitHub");
  });

  await test.step("owners out of reach say what keeps them, with the link that helps", async () => {
    const waiting = owners.getByRole("listitem").filter({ hasText: "org-2" }).filter({ hasText: "sign-on needed" });
    await expect(waiting.getByRole("link", { name: "Sign in with SSO" })).toHaveAttribute("href", /\/orgs\/org-2\/sso/);
    await page.getByRole("searchbox", { name: "Owner" }).fill("sealed");
    await page.getByRole("button", { name: "Ask GitHub about “sealed”" }).click();
    await expect(page.getByText("GitHub knows nobody of this login.")).toBeVisible();
    await page.getByRole("searchbox", { name: "Owner" }).fill("org-3");
    const restricted = owners.getByRole("listitem").filter({ hasText: /org-3(?!\d)/ });
    await page.getByRole("button", { name: "Ask GitHub about “org-3”" }).click();
    await expect(restricted).toContainText("restricted");
    await expect(restricted.getByRole("link", { name: "Review access" })).toHaveAttribute("href", /\/settings\/connections\//);
    await expect(page.getByText("GitHub shows Tasksource nothing private of org-3")).toBeVisible();
    await looks(page, "picker-restricted");
  });

  await test.step("a branch beyond the first hundred is found by its beginning", async () => {
    await page.getByRole("button", { name: "All, latest work first" }).click();
    await page.getByLabel("Name").fill("org-1/ repository-251");
    await rows.first().getByRole("button", { name: "Select" }).click();
    const branches = page.getByRole("radio");
    await expect(branches.first()).toBeChecked();
    await expect(page.getByRole("group", { name: "Branches" }).locator("label").first()).toContainText("default");
    await expect(branches).toHaveCount(101);
    await page.getByRole("button", { name: "Show more branches" }).click();
    await expect(branches).toHaveCount(201);
    await page.getByLabel("Development branch").fill("branch-1999");
    await expect(branches).toHaveCount(1);
    await page.getByRole("radio", { name: "branch-1999" }).check();
    await accessible(page, "branch picker");
    await page.getByRole("button", { name: "Use this branch" }).click();
    await expect(page.getByRole("button", { name: "Finish" })).toBeVisible();
    await accessible(page, "linked");
  });

  await test.step("an empty repository is explained", async () => {
    await page.getByRole("button", { name: "Finish" }).click();
    await makeRepository(stack.github, { owner: "org-1", name: "void", commits: 0 });
    await page.getByRole("button", { name: "Link a repository" }).click();
    await page.getByLabel("Name").fill("org-1/void");
    await rows.first().getByRole("button", { name: "Select" }).click();
    await expect(page.getByText("It has no branch to start from.")).toBeVisible();
    await looks(page, "branch-empty");
  });

  await test.step("an error of GitHub looks like an error, never like an empty list", async () => {
    await fail(stack.github, "/user/repos", "server_error", { times: 1_000 });
    await page.goto("/projects/WEB/settings?tab=integrations");
    await page.getByRole("button", { name: "Link a repository" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "GitHub does not answer at the moment." });
    await expect(alert).toBeVisible();
    await expect(page.getByText(/No repository/)).toBeHidden();
    await accessible(page, "picker, GitHub fails");
    await mend(stack.github);
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(rows.first()).toBeVisible();
    await expect(alert).toBeHidden();
  });
});

test("everything is a few keys away, and can be taken back before GitHub sees it", async ({ browser }) => {
  const page = await person(browser, stack.url);
  const developer = await person(browser, stack.url);
  await register(page, "Olga Owner", "olga@example.com");
  await connect(page, OWNER);
  await register(developer, "Dana Developer", "dana@example.com");
  await connect(developer, DEVELOPER);
  await createProject(page, "Harbour", "HAR");
  await linkRepository(page, "HAR", `${OWNER}/repository-302`);
  await addMember(page, "HAR", "dana@example.com", "Developer");
  await createTask(page, "HAR", "Paint the door", "Dana Developer");
  await expect(page.getByText("Granted", { exact: true })).toBeVisible();
  await accessible(page, "task");

  await test.step("the palette goes to a task by words or key, to pages, and gives the focus back", async () => {
    await page.goto("/projects");
    await expect(page.getByRole("link", { name: /Harbour/ })).toBeVisible();
    const opener = page.getByRole("link", { name: "New project" }).first();
    await opener.focus();
    const field = page.getByRole("combobox", { name: "Project, task, page or action" });
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
    await looks(page, "palette");
    await page.keyboard.press("Escape");
    await expect(opener).toBeFocused();

    await page.keyboard.press("Control+k");
    await field.fill("door");
    const choices = page.getByRole("listbox", { name: "Choices" });
    const marked = choices.getByRole("option", { selected: true });
    await expect(marked).toContainText("HAR-1 Paint the door");
    await expect(field).toHaveAttribute("aria-activedescendant", (await marked.getAttribute("id")) ?? "");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/projects\/HAR\/tasks\/1$/);

    await page.keyboard.press("Control+k");
    await field.fill("har memb");
    await expect(choices.getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/projects\/HAR\/settings\?tab=members$/);
    await page.keyboard.press("Control+k");
    await field.fill("1");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await expect(marked).toContainText("HAR-1");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Paint the door" })).toBeVisible();
  });

  await test.step("single keys work where nobody types, and a sheet lists them", async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await accessible(page, "shortcuts");
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(page).toHaveURL(/\/projects\/HAR$/);
    await page.keyboard.press("c");
    const title = page.getByRole("dialog", { name: "New task" }).getByLabel("Title");
    await expect(title).toBeVisible();
    await title.fill("gpc?");
    await expect(title).toHaveValue("gpc?");
    await page.keyboard.press("Escape");
  });

  await test.step("a close is undone before anything reached GitHub", async () => {
    await page.goto("/projects/HAR/tasks/1");
    await expect(page.getByText("Granted", { exact: true })).toBeVisible();
    await forgetCalls(stack.github);
    await page.getByRole("button", { name: "Close as done" }).click();
    const news = page.getByRole("status").filter({ hasText: "HAR-1 is closed." });
    await expect(news).toBeVisible();
    await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
    await accessible(page, "undo on offer");
    await news.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("HAR-1 is open again. Nothing was sent to GitHub.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Close as done" })).toBeVisible();
    await onlyLooked();
    await expect(page.getByText("Granted", { exact: true })).toBeVisible();
  });

  await test.step("so is an assignment, by key", async () => {
    await forgetCalls(stack.github);
    await page.getByLabel("Assignee").selectOption({ label: "Nobody" });
    await expect(page.getByText("HAR-1 is nobody's now.")).toBeVisible();
    await page.getByRole("heading", { name: "Paint the door" }).click();
    await page.keyboard.press("z");
    await expect(page.getByText("It is as it was before.")).toBeVisible();
    await expect(page.getByLabel("Assignee").locator("option:checked")).toContainText("Dana Developer");
    await onlyLooked();
  });

  await test.step("what the server refuses is taken back on the page, in words", async () => {
    // Nothing tells this page of what the other one does.
    await page.route("**/api/v1/events*", (route) => route.abort());
    await page.goto("/projects/HAR/tasks/1");
    await expect(page.getByRole("button", { name: "Close as done" })).toBeVisible();
    await developer.goto("/projects/HAR/tasks/1");
    await developer.getByRole("button", { name: "Edit title" }).click();
    await developer.getByLabel("Title").fill("Paint the gate");
    await developer.getByRole("button", { name: "Save" }).first().click();
    await expect(developer.getByRole("heading", { name: "Paint the gate" })).toBeVisible();
    await page.getByRole("button", { name: "Close as done" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Somebody changed this meanwhile." })).toBeVisible();
    await expect(page.getByRole("button", { name: "Close as done" })).toBeVisible();
  });
});

/** GitHub was asked how things stand, as the undo has it, and nothing was changed there. */
async function onlyLooked(): Promise<void> {
  await expect.poll(async () => (await calls(stack.github)).length).toBeGreaterThan(0);
  const changes = (await calls(stack.github)).filter((one) => one.method !== "GET");
  expect(changes).toEqual([]);
}

/** Types into a field and gives the time until the browser has drawn what follows. */
function type(page: Page, label: string, text: string): Promise<number> {
  const id = label === "Owner" ? "owner-filter" : "repository-name";
  return page.evaluate(
    async ([id, text]) => {
      const field = document.getElementById(id as string) as HTMLInputElement;
      const begun = performance.now();
      field.value = text as string;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
      return performance.now() - begun;
    },
    [id, text],
  );
}
