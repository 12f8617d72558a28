// What the practice GitHub knows: the journeys look there, they do not take the pages' word for it.

import { expect } from "@playwright/test";

/** A repository as GitHub sees it. */
export interface Repository {
  id: number;
  full_name: string;
  private: boolean;
  default_branch: string;
  collaborators: { login: string; permission: string }[];
  invitations: { login: string }[];
  branches: string[];
  pull_requests: { number: number; title: string; head: string; base: string; state: string; author: string }[];
}

/** All that GitHub knows. */
export interface World {
  repositories: Repository[];
  grants: { login: string; scopes: string[]; tokens: number }[];
}

/** Looks at the practice GitHub. */
export async function look(github: string): Promise<World> {
  const answer = await fetch(`${github}/_sim/world`);
  expect(answer.ok).toBe(true);
  return (await answer.json()) as World;
}

/** One repository, by `owner/name`. */
export async function repository(github: string, fullName: string): Promise<Repository> {
  const found = (await look(github)).repositories.find((one) => one.full_name === fullName);
  if (!found) throw new Error(`${fullName} is not on GitHub`);
  return found;
}

/** What an account may do as a collaborator, or nothing. */
export async function permission(github: string, fullName: string, login: string): Promise<string | undefined> {
  return (await repository(github, fullName)).collaborators.find((one) => one.login === login)?.permission;
}

/** Lets the next call that fits take its time. */
export async function delay(github: string, method: string, path: string, ms: number): Promise<void> {
  const answer = await fetch(`${github}/_sim/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ method, path, times: 1, fault: { kind: "delay", ms } }),
  });
  expect(answer.ok).toBe(true);
}

/** A token as git would be given one: made by the person on GitHub, not by Tasksource. */
export async function token(github: string, login: string): Promise<string> {
  const answer = await fetch(`${github}/_sim/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, scopes: ["repo"] }),
  });
  expect(answer.ok).toBe(true);
  return ((await answer.json()) as { access_token: string }).access_token;
}
