// Every page in every state that no other journey stops at: while there is nothing, while an answer
// is on its way, when something is typed wrongly, and when the server cannot be reached.

import { expect, test, type Locator, type Page } from "@playwright/test";
import { looks } from "../axe.ts";
import { PASSWORD, person, register } from "../people.ts";
import { addMember, createProject, createTask } from "../projects.ts";
import { sharedStack } from "../shared.ts";

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

// Nothing that one of the tests does is seen by another.
test.describe.configure({ mode: "parallel" });

const stack = sharedStack();

test("the way in, and what is one's own", async ({ browser, request }) => {
  const page = await person(browser, stack.url);
  const taken = { name: "Mona Manager", email: "mona@example.com", password: PASSWORD };
  expect((await request.post(`${stack.url}/api/v1/auth/register`, { data: taken })).ok()).toBe(true);

  await test.step("signing in", async () => {
    await page.goto("/login");
    await shows(page, "login", page.getByRole("heading", { name: "Sign in" }));
    await send(page, { "E-mail": "mona" });
    await shows(page, "login-errors", page.getByText("This is not an e-mail address."));
    await send(page, { "E-mail": taken.email, Password: "not-the-right-password" });
    await shows(page, "login-refused", page.getByText("E-mail and password do not fit together."));
  });

  await test.step("making an account", async () => {
    await page.goto("/login");
    await page.getByLabel("E-mail").fill("mona");
    // What a field says once it is left must not move the link away under the pointer.
    await page.getByRole("link", { name: "Create one" }).click();
    await expect(page).toHaveURL(/\/register/);
    await shows(page, "register", page.getByRole("heading", { name: "Create your account" }));
    await send(page, { "E-mail": "mona@", Password: "short" });
    await expect(page.getByLabel("Name")).toBeFocused();
    await shows(page, "register-errors", page.getByText("This cannot be empty."));
    await send(page, { Name: "Olga Owner", "E-mail": taken.email, Password: PASSWORD });
    await shows(page, "register-taken", page.getByText("There is an account with this e-mail address already."));
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await send(page, { "E-mail": "olga@example.com" });
    await shows(page, "projects-empty", page.getByText("No project yet"));
  });

  await test.step("the bell with nothing to tell, and the menu", async () => {
    await page.getByRole("link", { name: "Notifications" }).click();
    await shows(page, "notifications-empty", page.getByText("Nothing to tell"));
    await page.getByRole("button", { name: "Account of Olga Owner" }).click();
    await shows(page, "menu", page.getByRole("button", { name: "Sign out" }));
    await page.getByRole("link", { name: "Profile settings" }).click();
  });

  await test.step("the profile of somebody without GitHub", async () => {
    await shows(page, "profile", page.getByText("You sign in as olga@example.com"));
    await tab(page, "Access");
    await shows(page, "profile-access-empty", page.getByText("Nothing, because of your tasks"));
    await tab(page, "Integrations");
    await shows(page, "profile-integrations", page.getByText("No account is connected"));
    await page.getByRole("button", { name: "Connect GitHub account" }).click();
    await shows(page, "connect", page.getByRole("link", { name: "Continue to GitHub" }));
    await page.goto("/github/callback?state=of-nobody&code=of-nothing");
    await shows(page, "connect-refused", page.getByRole("heading", { name: "GitHub was not connected" }));
  });

  await test.step("a second session, a password that is refused, and a token that is shown once", async () => {
    const data = { email: "olga@example.com", password: PASSWORD };
    expect((await request.post(`${stack.url}/api/v1/auth/login`, { data })).ok()).toBe(true);
    await page.getByRole("link", { name: "Go to your profile" }).click();
    await tab(page, "Security");
    await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
    await send(page, { "Current password": "not-the-right-password", "New password": PASSWORD });
    await expect(page.getByText("This is not your current password.")).toBeVisible();
    await send(page, { "What it is for": "Nightly report" });
    await shows(page, "profile-security", page.getByText("Copy it now: it is shown this once."));
  });

  await test.step("an address without a page", async () => {
    await page.goto("/nowhere");
    await shows(page, "not-found", page.getByText("There is no page here"));
  });
});

test("projects, their lists, boards and settings", async ({ browser }) => {
  const page = await person(browser, stack.url);
  await keepNews(page);
  await register(page, "Petra Planner", "petra@example.com");
  await register(await person(browser, stack.url), "Vera Viewer", "vera@example.com");

  await test.step("a list and a board without a task", async () => {
    await createProject(page, "Website", "WEB");
    await shows(page, "list-empty", page.getByText("No task yet"));
    await page.getByRole("link", { name: "Board" }).click();
    await shows(page, "board-empty", page.getByText("No task here.").first());
  });

  await test.step("each tab of the settings", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await shows(page, "settings-general-saved", page.getByText("Saved."));
    await addMember(page, "WEB", "vera@example.com", "Viewer");
    await send(page, { "E-mail": "vera@example.com" });
    await shows(page, "settings-members-refused", page.getByText("This person is a member already."));
    await page.getByRole("button", { name: "Remove Vera Viewer" }).click();
    await shows(page, "settings-members-confirm", page.getByRole("dialog", { name: /^Remove Vera Viewer/ }));
    await page.keyboard.press("Escape");
    await tab(page, "Integrations");
    await shows(page, "settings-integrations", page.getByRole("button", { name: "Connect GitHub account" }));
    await tab(page, "Workflow");
    await send(page, { Title: "{nothing}" });
    await shows(page, "settings-workflow-errors", page.getByText("There is no {nothing};"));
    await tab(page, "Access");
    await shows(page, "settings-access-empty", page.getByText("Nobody, as far as is known"));
    await tab(page, "Activity");
    await shows(page, "settings-activity", page.getByText("added a member"));
  });

  await test.step("several projects, and the form of another one", async () => {
    await createProject(page, LONG, "DDSG");
    await createProject(page, "Harbour", "HAR");
    await page.getByRole("link", { name: "Projects" }).click();
    await shows(page, "projects", page.getByRole("link", { name: /Harbour/ }));
    await page.getByRole("link", { name: "New project" }).click();
    await shows(page, "project-new", page.getByRole("heading", { name: "New project" }));
    await send(page, { Name: "Website", Key: "WEB" });
    await shows(page, "project-new-taken", page.getByText("There is a project with this key already."));
  });

  await test.step("answers that never come, and one that takes its time", async () => {
    const projects = page.getByRole("link", { name: "Projects" });
    const website = page.getByRole("link", { name: /Website/ });
    await lost(page, "projects-unreachable", "**/api/v1/projects", () => projects.click());
    const arrive = await hold(page, "**/api/v1/projects");
    await page.getByRole("button", { name: "Try again" }).click();
    await shows(page, "projects-loading", page.getByRole("main").getByRole("status", { name: "Loading" }));
    await arrive();
    await lost(page, "list-unreachable", "**/api/v1/projects/WEB/tasks?*", () => website.click());
    const board = page.getByRole("link", { name: "Board" });
    await lost(page, "board-unreachable", "**/api/v1/projects/WEB/board", () => board.click());
    await projects.click();
    await lost(page, "project-unreachable", "**/api/v1/projects/WEB", () => website.click());
    await lost(page, "unreachable", "**/api/v1/auth/refresh", () => page.reload());
  });

  await test.step("a project that is not there, and a page that is not sent", async () => {
    await page.goto("/projects/NONE");
    await shows(page, "project-missing", page.getByText("There is no page here"));
    await page.route("**/assets/split_profile_settings-*", (route) => route.abort());
    await page.goto("/profile/settings");
    await shows(page, "part-unreachable", page.getByRole("button", { name: "Load it again" }));
  });
});

test("a task, from its form to its end", async ({ browser }) => {
  const page = await person(browser, stack.url);
  const viewer = await person(browser, stack.url);
  await keepNews(page);
  await register(page, "Paula Painter", "paula@example.com");
  await register(viewer, "Victor Viewer", "victor@example.com");
  await createProject(page, "Paintings", "PAINT");

  await test.step("a task without a repository", async () => {
    await page.getByRole("button", { name: "New task" }).first().click();
    const form = page.getByRole("dialog", { name: "New task" });
    await form.getByRole("button", { name: "Create task" }).click();
    await shows(page, "task-new-errors", form.getByText("This cannot be empty."));
    await createTask(page, "PAINT", "Paint the door", "Paula Painter");
    await shows(page, "task-plain", page.getByText("The task has no repository."));
    await page.getByRole("button", { name: "Edit title" }).click();
    await page.getByRole("button", { name: "Edit text" }).click();
    await page.getByText("Choose labels").click();
    await shows(page, "task-editing", page.getByLabel("New label"));
  });

  await test.step("tasks with long titles, in a list and on a board", async () => {
    await createTask(page, "PAINT", LONG, "Nobody yet");
    await createTask(page, "PAINT", "Paint the gate, the fence and all that is behind it, before the winter comes", "Paula Painter");
    await page.getByRole("link", { name: "Tasks", exact: true }).click();
    await shows(page, "list", page.getByText("3 tasks", { exact: true }));
    await page.getByRole("link", { name: "Board" }).click();
    await page.getByRole("button", { name: "Add a task to To do" }).click();
    await send(page, { Title: "" });
    await shows(page, "board", page.getByText("This cannot be empty."));
  });

  await test.step("a task that is closed, which can be undone", async () => {
    await page.getByRole("link", { name: "Paint the door" }).click();
    await page.getByRole("button", { name: "Close as done" }).click();
    await shows(page, "task-closed", page.getByRole("button", { name: "Undo" }));
  });

  await test.step("a task that cannot be had, and one that is not there", async () => {
    await lost(page, "task-unreachable", "**/api/v1/projects/PAINT/tasks/1", () => page.reload());
    await page.goto("/projects/PAINT/tasks/99");
    await shows(page, "task-missing", page.getByText("There is no page here"));
  });

  await test.step("what those see who may only look", async () => {
    await addMember(page, "PAINT", "victor@example.com", "Viewer");
    await viewer.goto("/projects/PAINT/settings?tab=workflow");
    await shows(viewer, "settings-workflow-viewer", viewer.getByText("Managers and owners can change this."));
    await viewer.goto("/projects/PAINT/tasks/1");
    await shows(viewer, "task-viewer", viewer.getByRole("heading", { name: "Paint the door" }));
  });
});

/** The page, as soon as that is on it, looks as it should. */
async function shows(page: Page, name: string, what: Locator): Promise<void> {
  await expect(what).toBeVisible();
  // The bar on top is drawn where the page is scrolled to.
  await page.evaluate(() => window.scrollTo(0, 0));
  await looks(page, name);
}

/** Goes to another tab of the settings. */
async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: /settings$/ }).getByRole("link", { name }).click();
}

/** Fills fields in, and sends the form from the last of them. */
async function send(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await page.getByRole("main").getByLabel(label, { exact: true }).fill(text);
  }
  await page.keyboard.press("Enter");
}

/** Keeps the answers to a call back, until what this gives is called. */
async function hold(page: Page, call: string): Promise<() => Promise<void>> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(call, async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    release();
    await page.unrouteAll({ behavior: "wait" });
  };
}

/** The page that one goes to looks as it should although a call of its gets nowhere. */
async function lost(page: Page, name: string, call: string, go: () => Promise<unknown>): Promise<void> {
  await page.route(call, (route) => route.abort());
  await go();
  await shows(page, name, page.getByRole("alert").filter({ hasText: "Tasksource cannot be reached." }));
  await page.unroute(call);
}

/** News stay where they are: taking all pictures takes longer than reading them. */
async function keepNews(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const wait = window.setTimeout.bind(window);
    const slowly = (work: () => void, ms = 0): number => wait(work, ms < 5_000 ? ms : 100 * ms);
    Object.assign(window, { setTimeout: slowly });
  });
}
