// The main job, end to end: from an empty server to a closed task with its pull request.

import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { looks } from "../axe.ts";
import { AUTHOR, git, refused, withToken } from "../git.ts";
import { forGuide } from "../guide.ts";
import { files, search } from "../leaks.ts";
import { connect, consent, person, picture, register } from "../people.ts";
import { commitTo, delay, look, merge, permission, repository, token } from "../practice.ts";
import { addMember, createProject, createTask, linkRepository } from "../projects.ts";
import { sharedStack } from "../shared.ts";

const MANAGER = "mona-manager";
const DEVELOPER = "dev-dana";
const ORGANIZATION = "sealed-systems";
const HEADLINES = ["Teach the quetzal to sing", "Let the axolotl answer"];
const ELSEWHERE = "Paint the pangolin's gate";

const stack = sharedStack();

test("from two accounts to a closed task with its pull request", async ({ browser }) => {
  const manager = await person(browser, stack.url);
  const developer = await person(browser, stack.url);
  const chosen = await chooseRepository();

  await test.step("a manager connects GitHub and grants one organization", async () => {
    await register(manager, "Mona Manager", "mona@example.com");
    await connect(manager, MANAGER, [ORGANIZATION]);
    await picture(manager, "connected");
    await forGuide(manager, "connected");
  });

  await test.step("the manager creates a project and links a repository", async () => {
    await createProject(manager, "Website", "WEB");
    await linkRepository(manager, "WEB", chosen.full_name, async () => {
      await picture(manager, "picker");
      await forGuide(manager, "picker", manager.getByRole("list", { name: "Owner" }));
    });
    await expect(manager.getByRole("button", { name: "Take over" })).toBeHidden();
    await picture(manager, "linked");
  });

  await test.step("a developer joins, and is assigned a task", async () => {
    await register(developer, "Dana Developer", "dana@example.com");
    await connect(developer, DEVELOPER);
    await addMember(manager, "WEB", "dana@example.com", "Developer");
    expect(await permission(stack.github, chosen.full_name, DEVELOPER)).toBeUndefined();
    await delay(stack.github, "PUT", "/collaborators/", 2_000);
    await createTask(manager, "WEB", "Make the pages load faster", "Dana Developer");
    await expect(manager.getByText("On its way", { exact: true })).toBeVisible();
    await expect(manager.getByText("Granted", { exact: true })).toBeVisible();
    expect(await permission(stack.github, chosen.full_name, DEVELOPER)).toBe("write");
    await picture(manager, "granted");
    await forGuide(manager, "granted", manager.getByText("Granted", { exact: true }));
  });

  const work = await test.step("the developer branches, clones, commits and pushes", () =>
    pushTwoCommits(developer));

  await test.step("the task shows both commits, newest first", async () => {
    await developer.getByRole("button", { name: "Refresh" }).click();
    const commits = developer.getByRole("region", { name: "Commits" }).getByRole("listitem");
    await expect(commits).toHaveCount(2);
    await expect(commits.nth(0)).toContainText(HEADLINES[1]);
    await expect(commits.nth(1)).toContainText(HEADLINES[0]);
    await expect(commits.nth(0).getByRole("link")).toHaveAttribute("href", new RegExp(`/commit/${work.shas[1]}$`));
    await expect(developer.getByText("2 commits ahead of the development branch.")).toBeVisible();
    await expect(developer.getByText("Copied.")).toBeHidden();
    await expect(developer.getByText("Verified", { exact: true })).toBeHidden();
  });

  await test.step("a commit that GitHub signed is marked, and how far the branches are apart is said", async () => {
    await commitTo(stack.github, chosen.full_name, chosen.default_branch, ELSEWHERE);
    await developer.getByRole("button", { name: "Refresh" }).click();
    await expect(developer.getByText("2 commits ahead of the development branch, 1 behind.")).toBeVisible();
    await merge(stack.github, chosen.full_name, chosen.default_branch, work.branch, work.token);
    await developer.getByRole("button", { name: "Refresh" }).click();
    const commits = developer.getByRole("region", { name: "Commits" }).getByRole("listitem");
    await expect(commits).toHaveCount(3);
    await expect(commits.filter({ hasText: "Verified" })).toHaveCount(1);
    await expect(commits.nth(0)).toContainText("Verified");
    await expect(developer.getByText("3 commits ahead of the development branch.")).toBeVisible();
    await picture(developer, "commits");
    await forGuide(developer, "commits", developer.getByRole("region", { name: "Commits" }));
  });

  await test.step("who cannot see the repository on GitHub sees nothing of it", () =>
    strangersSeeNothing(browser, manager, work.shas));

  await test.step("closing opens the pull request once and takes the access away", async () => {
    await manager.goto("/projects/WEB/tasks/1");
    await close(manager);
    await expect(manager.getByText("Ended", { exact: true })).toBeVisible();
    await expect(manager.getByRole("link", { name: /Pull request #\d+/ })).toBeVisible();
    const after = await repository(stack.github, chosen.full_name);
    const ours = after.pull_requests.filter((one) => one.head === work.branch);
    expect(ours).toHaveLength(1);
    expect(ours[0]).toMatchObject({ base: chosen.default_branch, state: "open", author: DEVELOPER });
    expect(after.collaborators.map((one) => one.login)).not.toContain(DEVELOPER);
    await commit(work.clone, "Come too late");
    expect(await refused(work.clone, "push")).toMatch(/denied|not granted|not found/i);
    await picture(manager, "closed");
    await forGuide(manager, "closed", manager.getByRole("link", { name: /Pull request #\d+/ }));
  });

  await test.step("a second open task would have kept the access", () => secondTaskKeepsAccess(manager, chosen.full_name));

  await test.step("removing the connection warns, revokes and ends the trust", async () => {
    await manager.goto("/profile/settings?tab=integrations");
    await manager.getByRole("button", { name: "Remove connection" }).click();
    const warning = manager.getByRole("dialog");
    await expect(warning).toContainText("Website");
    await expect(warning).toContainText("Keep the light on");
    await picture(manager, "warning");
    await forGuide(manager, "warning");
    await warning.getByRole("button", { name: "Yes, remove connection" }).click();
    await expect(manager.getByText("No account is connected")).toBeVisible();
    expect((await look(stack.github)).grants.map((grant) => grant.login)).not.toContain(MANAGER);
    expect(await permission(stack.github, chosen.full_name, DEVELOPER)).toBeUndefined();
  });

  await test.step("nothing of the commits is kept, and no token", async () => {
    const words = [...work.shas, ...HEADLINES, ELSEWHERE, AUTHOR.name, AUTHOR.email, "gho_", "ghr_", work.token];
    expect(await files(stack.folder)).toEqual(expect.arrayContaining(["tasksource.db", "tasksource.db-wal", "server.log"]));
    expect(await search(stack.folder, ["Make the pages load faster"], ["github", "github.log"])).not.toEqual([]);
    expect(await search(stack.folder, words, ["github", "github.log"])).toEqual([]);
  });
});

test("a manager without a connection makes it where it is needed, and comes back there", async ({ browser }) => {
  const page = await person(browser, stack.url);
  await register(page, "Nora Newcomer", "nora@example.com");
  await createProject(page, "Second try", "TRY");
  await page.goto("/projects/TRY/settings?tab=integrations");
  await page.getByRole("button", { name: "Connect GitHub account" }).click();
  await expect(page.getByRole("link", { name: "Continue to GitHub" })).toBeVisible();
  await forGuide(page, "rights");
  await page.getByRole("link", { name: "Continue to GitHub" }).click();
  await consent(page, await anotherLogin(1));
  await expect(page).toHaveURL(/\/projects\/TRY\/settings\?tab=integrations$/);
  await expect(page.getByRole("list", { name: "Owner" })).toBeVisible();
});

test("the guide can be read by anybody, with all its pictures", async ({ browser }) => {
  const page = await person(browser, stack.url);
  await page.goto("/help/github");
  const pictures = page.locator("figure img");
  await expect(pictures).toHaveCount(7);
  for (const one of await pictures.all()) {
    await one.scrollIntoViewIfNeeded();
    await expect.poll(() => one.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  }
  await page.getByRole("link", { name: "Remove the connection" }).click();
  await expect(page.getByRole("heading", { name: "3. Remove the connection" })).toBeInViewport();
  await looks(page, "guide");
});

/** A private repository of the organization that the manager granted. */
async function chooseRepository() {
  const { repositories } = await look(stack.github);
  const chosen = repositories.find((one) => one.full_name.startsWith(`${ORGANIZATION}/`) && one.private);
  if (!chosen) throw new Error(`${ORGANIZATION} has no private repository`);
  return chosen;
}

async function pushTwoCommits(page: Page) {
  await page.goto("/projects/WEB/tasks/1");
  await page.getByRole("button", { name: "Create branch" }).click();
  const lines = page.getByRole("region", { name: "Branch" }).locator("code");
  await expect(lines).toHaveCount(2);
  await page.getByRole("button", { name: "Copy git clone" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await lines.nth(0).innerText());
  const address = copied.split(" ").at(-1) ?? "";
  const branch = (await lines.nth(1).innerText()).split(" ").at(-1) ?? "";
  expect(branch).toBe("web-1-make-the-pages-load-faster");

  const secret = await token(stack.github, DEVELOPER);
  const folder = await mkdtemp(join(stack.folder, "github", "clone-"));
  await git(folder, "clone", withToken(address, DEVELOPER, secret), "work");
  const clone = join(folder, "work");
  await git(clone, "switch", branch);
  const shas: string[] = [];
  for (const headline of HEADLINES) {
    shas.push(await commit(clone, headline));
  }
  await git(clone, "push");
  return { branch, clone, shas, token: secret };
}

/** Commits a change, and gives its SHA. */
async function commit(clone: string, headline: string): Promise<string> {
  await writeFile(join(clone, "NOTES.md"), `${headline}\n`);
  await git(clone, "add", "NOTES.md");
  await git(clone, "commit", "--message", headline);
  return git(clone, "rev-parse", "HEAD");
}

async function strangersSeeNothing(browser: Browser, manager: Page, shas: string[]): Promise<void> {
  const stranger = await person(browser, stack.url);
  await register(stranger, "Vera Viewer", "vera@example.com");
  await addMember(manager, "WEB", "vera@example.com", "Viewer");
  const secrets = [...shas, ...shas.map((sha) => sha.slice(0, 7)), ...HEADLINES, AUTHOR.name, AUTHOR.email, "ahead"];

  const unconnected = await openTask(stranger);
  expect(unconnected.status).toBe(403);
  await expect(stranger.getByRole("button", { name: "Connect GitHub account" })).toBeVisible();
  for (const secret of secrets) expect(unconnected.body).not.toContain(secret);
  await picture(stranger, "not-connected");

  await connect(stranger, await anotherLogin(0));
  const without = await openTask(stranger);
  expect(without.status).toBe(403);
  for (const secret of secrets) expect(without.body).not.toContain(secret);
  await picture(stranger, "no-access");
  await stranger.context().close();
}

/** Opens the task and gives what the server answered about its commits. */
async function openTask(page: Page): Promise<{ status: number; body: string }> {
  const answer = page.waitForResponse((one) => one.url().endsWith("/tasks/1/commits"));
  await page.goto("/projects/WEB/tasks/1");
  const response = await answer;
  return { status: response.status(), body: await response.text() };
}

/** A GitHub account that is neither the manager's nor the developer's. */
async function anotherLogin(which: number): Promise<string> {
  const world = (await (await fetch(`${stack.github}/_sim/world`)).json()) as { users: { login: string }[] };
  const others = world.users.filter((user) => ![MANAGER, DEVELOPER].includes(user.login));
  const other = others[which];
  if (!other) throw new Error(`the practice GitHub has only ${others.length} more accounts`);
  return other.login;
}

async function close(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close as done" }).click();
}

async function secondTaskKeepsAccess(page: Page, fullName: string): Promise<void> {
  await createTask(page, "WEB", "Keep the light on", "Dana Developer");
  await expect(page.getByText("Granted", { exact: true })).toBeVisible();
  await createTask(page, "WEB", "Change one lamp", "Dana Developer");
  await expect(page.getByText("Granted", { exact: true })).toBeVisible();
  await close(page);
  await expect(page.getByText("Kept by another task", { exact: true })).toBeVisible();
  expect(await permission(stack.github, fullName, DEVELOPER)).toBe("write");
}
