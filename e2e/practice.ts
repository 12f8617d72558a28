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

/** One call that GitHub received. */
export interface Call {
  method: string;
  path: string;
  status: number;
  login?: string;
}

/** The calls that GitHub received since they were last forgotten. */
export async function calls(github: string): Promise<Call[]> {
  return (await (await fetch(`${github}/_sim/calls`)).json()) as Call[];
}

/** Forgets the calls so far. */
export async function forgetCalls(github: string): Promise<void> {
  await fetch(`${github}/_sim/calls`, { method: "DELETE" });
}

/** Lets the next calls that fit fail, after some that do not. */
export async function fail(github: string, path: string, name: string, { times = 1, skip = 0 } = {}): Promise<void> {
  await order(github, "faults", { path, times, skip, fault: { kind: "named", name } });
}

/** Forgets all faults. */
export async function mend(github: string): Promise<void> {
  await fetch(`${github}/_sim/faults`, { method: "DELETE" });
}

/** An organization's owners change how it treats apps. */
export async function changeOrganization(github: string, login: string, change: object): Promise<void> {
  await send("PATCH", `${github}/_sim/organizations/${login}`, change);
}

/** A repository's owner changes it. */
export async function changeRepository(github: string, fullName: string, login: string, change: object): Promise<void> {
  // The whole world is a lot to look at where it is large: the owner asks for this one.
  const headers = { authorization: `Bearer ${await token(github, login)}`, "user-agent": "journeys" };
  const { id } = (await (await fetch(`${github}/api/v3/repos/${fullName}`, { headers })).json()) as { id: number };
  await send("PATCH", `${github}/_sim/repositories/${id}`, change);
}

/** A new repository. */
export async function makeRepository(github: string, body: object): Promise<void> {
  await order(github, "repositories", body);
}

/** Lets the next call that fits take its time. */
export async function delay(github: string, method: string, path: string, ms: number): Promise<void> {
  await order(github, "faults", { method, path, times: 1, fault: { kind: "delay", ms } });
}

/** A token as git would be given one: made by the person on GitHub, not by Tasksource. */
export async function token(github: string, login: string): Promise<string> {
  const made = (await order(github, "tokens", { login, scopes: ["repo"] })) as { access_token: string };
  return made.access_token;
}

/** Somebody else's work arrives on a branch. */
export async function commitTo(github: string, fullName: string, branch: string, message: string): Promise<void> {
  await order(github, "commits", { repository: fullName, branch, message });
}

/** A person merges one branch into another on GitHub, which makes and signs the commit. */
export async function merge(github: string, fullName: string, head: string, base: string, secret: string): Promise<void> {
  const pulls = `${github}/api/v3/repos/${fullName}/pulls`;
  const pull = (await send("POST", pulls, { head, base, title: `Bring ${base} up to date` }, secret)) as { number: number };
  await send("PUT", `${pulls}/${pull.number}/merge`, {}, secret);
}

/** Somebody gives a right by hand, behind Tasksource's back. */
export async function letIn(github: string, fullName: string, login: string): Promise<void> {
  const { id } = await repository(github, fullName);
  await send("PUT", `${github}/_sim/repositories/${id}/collaborators/${login}`, { permission: "push" });
}

function order(github: string, what: string, body: object): Promise<unknown> {
  return send("POST", `${github}/_sim/${what}`, body);
}

async function send(method: string, url: string, body: object, secret?: string): Promise<unknown> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (secret) headers.authorization = `Bearer ${secret}`;
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const said = await answer.text();
  expect(answer.ok, `${method} ${url}: ${said}`).toBe(true);
  return said === "" ? undefined : JSON.parse(said);
}
