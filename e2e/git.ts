// The real git, as a developer uses it, with nothing of this machine's configuration.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Who the commits are by; the leak test searches for these. */
export const AUTHOR = { name: "Dana Quillfeather", email: "dana.quillfeather@commits.example" };

/** Runs git in `folder`; a failure carries what git said. */
export async function git(folder: string, ...words: string[]): Promise<string> {
  const { stdout } = await execute("git", words, { cwd: folder, env: environment(folder) });
  return stdout.trim();
}

/** Runs git and expects it to be refused; gives what git said. */
export async function refused(folder: string, ...words: string[]): Promise<string> {
  try {
    await git(folder, ...words);
  } catch (error) {
    return (error as { stderr: string }).stderr;
  }
  throw new Error(`git ${words.join(" ")} was not refused`);
}

/** The address with a token, as a credential helper would fill it in. */
export function withToken(url: string, login: string, token: string): string {
  const address = new URL(url);
  address.username = login;
  address.password = token;
  return address.href;
}

function environment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: AUTHOR.name,
    GIT_AUTHOR_EMAIL: AUTHOR.email,
    GIT_COMMITTER_NAME: AUTHOR.name,
    GIT_COMMITTER_EMAIL: AUTHOR.email,
  };
}
