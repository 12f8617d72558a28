// The board and the list, and what a task says of itself: moved by mouse and by keyboard, found by
// what the address says, talked about.

import { expect, test, type Locator, type Page } from "@playwright/test";
import { accessible } from "../axe.ts";
import { person, picture, register } from "../people.ts";
import { createProject } from "../projects.ts";
import { sharedStack } from "../shared.ts";

const stack = sharedStack();

test("cards are added, moved, found, written on and talked about", async ({ browser }) => {
  const page = await person(browser, stack.url);
  await register(page, "Mona Manager", "mona@example.com");
  await createProject(page, "Website", "WEB");
  await page.goto("/projects/WEB/board");
  const todo = column(page, "To do");
  const doing = column(page, "In progress");
  const done = column(page, "Done");

  await test.step("tasks are added right in their column", async () => {
    await add(todo, "To do", ["First", "Second", "Third"]);
    await expect(cards(todo)).toHaveText([/Third/, /Second/, /First/]);
    await todo.getByRole("button", { name: "Close" }).click();
    await add(doing, "In progress", ["Begun"]);
  });

  await test.step("a card is dragged by mouse, and stays where it was put", async () => {
    await drag(page, card(todo, "First"), card(doing, "Begun"));
    await expect(cards(doing)).toHaveText([/First/, /Begun/]);
    await drag(page, card(todo, "Second"), card(todo, "Third"));
    await expect(cards(todo)).toHaveText([/Second/, /Third/]);
    await page.reload();
    await expect(cards(doing)).toHaveText([/First/, /Begun/]);
    await expect(cards(todo)).toHaveText([/Second/, /Third/]);
  });

  await test.step("a card is moved by keyboard, and its way is said", async () => {
    const said = page.locator("[aria-live=assertive]");
    await page.getByRole("button", { name: "Move WEB-3" }).focus();
    await page.keyboard.press("Space");
    await expect(said).toContainText("WEB-3: To do, place 2 of 2. Held.");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await expect(said).toContainText("WEB-3: In progress, place 3 of 3.");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
    await expect(cards(doing)).toHaveText([/First/, /Third/, /Begun/]);
    await expect(said).toContainText("Put down.");
    await expect(page.getByRole("button", { name: "Move WEB-3" })).toBeFocused();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Escape");
    await expect(said).toContainText("WEB-3 stays where it was.");
  });

  await test.step("closing is asked for as on the task's page", async () => {
    await drag(page, card(doing, "Begun"), done.getByText("No task here."));
    const question = page.getByRole("dialog", { name: "Close WEB-4 as done?" });
    await question.getByRole("button", { name: "Keep as it is" }).click();
    await expect(cards(done)).toHaveCount(0);
    await drag(page, card(doing, "Begun"), done.getByText("No task here."));
    await question.getByRole("button", { name: "Close as done" }).click();
    await expect(cards(done)).toHaveText([/Begun/]);
    await picture(page, "board");
  });

  await test.step("a move that is refused goes back, in words", async () => {
    await drag(page, card(todo, "Second"), card(doing, "First"), async () => {
      const elsewhere = await page.context().newPage();
      await elsewhere.goto("/projects/WEB/tasks/2");
      await elsewhere.getByLabel("Status", { exact: true }).selectOption({ label: "In review" });
      await expect(elsewhere.getByLabel("Status", { exact: true })).toHaveValue("in_review");
      await elsewhere.close();
    });
    await expect(page.getByText("WEB-2 was not moved: Somebody changed this meanwhile.").first()).toBeVisible();
    await expect(cards(column(page, "In review"))).toHaveText([/Second/]);
  });

  await test.step("title, Markdown, priority, day and labels are written where they stand", async () => {
    await page.goto("/projects/WEB/tasks/1");
    await page.getByRole("button", { name: "Edit text" }).click();
    await page.getByRole("textbox", { name: "Text" }).fill("- [x] **done**\n\n<script>alert(1)</script>");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const text = page.getByRole("region", { name: "Text" });
    await expect(text.locator("strong")).toHaveText("done");
    await expect(text.getByRole("checkbox")).toBeChecked();
    await expect(text).toContainText("<script>alert(1)</script>");
    await page.getByLabel("Priority").selectOption({ label: "Urgent" });
    await expect(page.getByLabel("Priority")).toHaveValue("urgent");
    await page.getByLabel("Due day").fill("2031-02-03");
    await expect(page.getByRole("region", { name: "Timeline" })).toContainText("due: 2031-02-03");
    await page.getByText("Choose labels").click();
    await page.getByLabel("New label").fill("bug");
    await page.getByRole("button", { name: "Create label" }).click();
    await expect(page.getByRole("checkbox", { name: "bug" })).toBeChecked();
  });

  await test.step("a comment mentions a member, and is changed and taken back", async () => {
    const talk = page.getByRole("region", { name: "Comments" });
    await talk.getByLabel("Say something").fill("Look, @Mo");
    await talk.getByRole("button", { name: "Mona Manager" }).click();
    await talk.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(talk.locator("mark")).toHaveText("@Mona Manager");
    await accessible(page, "task");
    await picture(page, "task-with-comment");
    await talk.getByRole("button", { name: "Edit comment" }).click();
    await talk.getByLabel("Comment", { exact: true }).fill("Never _mind_");
    await talk.getByRole("button", { name: "Save comment" }).click();
    await expect(talk.locator("em")).toHaveText("mind");
    await talk.getByRole("button", { name: "Delete comment" }).click();
    await expect(talk.getByText("Nobody has said anything yet.")).toBeVisible();
    const timeline = page.getByRole("region", { name: "Timeline" });
    await expect(timeline).toContainText("took their comment back");
    await expect(timeline).toContainText("priority: urgent");
  });

  await test.step("list and board are narrowed by what the address says", async () => {
    await page.goto("/projects/WEB");
    await page.getByLabel("Find tasks by text").fill("WEB-1");
    await expect(page).toHaveURL(/\?q=WEB-1$/);
    await expect(page.getByText("1 task", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Board" }).click();
    await expect(page).toHaveURL(/\/board\?q=WEB-1$/);
    await expect(page.getByRole("button", { name: /^Move / })).toHaveCount(1);
    await page.goto("/projects/WEB?label=bug&sort=priority");
    await expect(page.getByLabel("Label", { exact: true })).toHaveValue("bug");
    await expect(page.getByRole("listitem").filter({ hasText: "WEB-" })).toHaveText([/First/]);
    await page.goto("/projects/WEB?sort=priority");
    await expect(page.getByText("4 tasks", { exact: true })).toBeVisible();
    await accessible(page, "list");
    await picture(page, "list");
    await page.goto("/projects/WEB/board");
    await expect(cards(doing)).toHaveCount(2);
    await accessible(page, "board");
  });
});

function column(page: Page, name: string): Locator {
  return page.getByRole("region", { name: new RegExp(`^${name}`) });
}

function cards(column: Locator): Locator {
  return column.getByRole("listitem");
}

function card(column: Locator, title: string): Locator {
  return cards(column).filter({ hasText: title });
}

async function add(column: Locator, name: string, titles: string[]): Promise<void> {
  await column.getByRole("button", { name: `Add a task to ${name}` }).click();
  for (const title of titles) {
    await column.getByLabel("Title").fill(title);
    await column.getByLabel("Title").press("Enter");
    await expect(card(column, title)).toBeVisible();
    await expect(column.getByLabel("Title")).toHaveValue("");
  }
}

/** Drags as a hand does, in steps, to the upper edge of what is there; something may happen meanwhile. */
async function drag(page: Page, from: Locator, to: Locator, meanwhile = async () => {}): Promise<void> {
  await from.hover({ position: { x: 100, y: 100 } });
  await page.mouse.down();
  const target = await to.boundingBox();
  if (!target) throw new Error("the target is not on the page");
  await page.mouse.move(target.x + 60, target.y + 20, { steps: 4 });
  await page.mouse.move(target.x + 60, target.y + 12);
  await meanwhile();
  await page.mouse.up();
}
