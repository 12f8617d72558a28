// What a script knows of the practice GitHub that it runs against: addresses, tokens, control API.
// The world is made before a script starts, see `tests/it/clients/world.rs`.
import { Octokit } from "octokit";

export const { PRACTICE_WEB: web, PRACTICE_API: api } = process.env;
export const app = { clientId: "practice-client", clientSecret: "practice-secret" };
export const callback = "http://localhost:8080/github/callback";

/// The token of mona, dana or eve.
export const token = (login) => process.env[`TOKEN_${login.toUpperCase()}`];

/// octokit.js as it comes, but that it neither waits between writes nor repeats what failed.
export const PracticeOctokit = Octokit.defaults({
  baseUrl: api,
  throttle: { enabled: false },
  retry: { enabled: false },
});

/// A client of mona, dana or eve; without a name, of nobody.
export const as = (login) => new PracticeOctokit(login ? { auth: token(login) } : {});

/// A call to the control API such as `POST /commits`; it must succeed.
export async function control(call, body) {
  const [method, path] = call.split(" ");
  const response = await fetch(`${web}/_sim${path}`, { method, body: body && JSON.stringify(body) });
  if (!response.ok) throw new Error(`${call}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

/// What a call fails with; it must fail.
export async function refusal(call) {
  const error = await call.then(
    (answer) => new Error(`succeeded with ${answer.status}`),
    (error) => error,
  );
  if (!error.response) throw error;
  return error;
}
