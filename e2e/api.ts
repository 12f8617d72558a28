// A person's program at the API: for what happens elsewhere while somebody looks at a page.

import { expect } from "@playwright/test";
import { PASSWORD } from "./people.ts";

/** Makes one call and gives what was answered; a change says which version it is based on. */
export type Caller = <Answer>(method: string, path: string, body?: object, version?: number) => Promise<Answer>;

/** Creates an account. */
export async function register(server: string, name: string, email: string): Promise<void> {
  await call(server, {}, "POST", "/auth/register", { name, email, password: PASSWORD });
}

/** Signs somebody in who has an account; lasts for ten minutes. */
export async function signIn(server: string, email: string): Promise<Caller> {
  const { access_token } = await call<{ access_token: string }>(server, {}, "POST", "/auth/login", {
    email,
    password: PASSWORD,
  });
  const signed = { authorization: `Bearer ${access_token}` };
  return (method, path, body, version) => {
    const headers = version === undefined ? signed : { ...signed, "if-match": `"${version}"` };
    return call(server, headers, method, path, body);
  };
}

/** Gives a task another title; nothing is measured but this: gives when it began. */
export async function retitle(caller: Caller, task: string, title: string): Promise<number> {
  const { version } = await caller<{ version: number }>("GET", task);
  const begun = Date.now();
  await caller("PATCH", task, { title }, version);
  return begun;
}

async function call<Answer>(
  server: string,
  headers: Record<string, string>,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const answer = await fetch(`${server}/api/v1${path}`, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await answer.text();
  expect(answer.ok, `${method} ${path}: ${said}`).toBe(true);
  return (said === "" ? undefined : JSON.parse(said)) as Answer;
}
