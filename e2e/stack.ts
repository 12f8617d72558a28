// The real programs, each on a port and a folder of its own: nothing here stands in for anything.

import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The practice GitHub and the server, running. */
export interface Stack {
  /** Where the server is. */
  url: string;
  /** Where the practice GitHub is. */
  github: string;
  /** The folder with the database, the key and the logs. */
  folder: string;
  /** Ends both, as an operator would, and waits for their end. */
  stop(): Promise<void>;
  /** Removes the folder. */
  remove(): Promise<void>;
}

/** Starts both with a world of that kind, and comes back when they answer. */
export async function start(seed: "demo" | "scale" = "demo"): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), "tasksource-"));
  const url = `http://localhost:${await freePort()}`;
  const github = `http://127.0.0.1:${await freePort()}`;
  const app = { id: "practice", secret: "practice-secret" };
  const simulator = run("GITHUB_SIM_BIN", join(folder, "github.log"), [
    "--listen", new URL(github).host,
    "--data", join(folder, "github"),
    "--client-id", app.id,
    "--client-secret", app.secret,
    "--redirect-uri", `${url}/github/callback`,
    "--seed", seed,
  ]);
  await answers(`${github}/_sim/world`, simulator);
  const server = run("TASKSOURCE_BIN", join(folder, "server.log"), [
    "serve",
    "--log", "debug,hyper=info,h2=info",
    "--listen", new URL(url).host.replace("localhost", "127.0.0.1"),
    "--public-url", url,
    "--data", join(folder, "data"),
    "--github-client-id", app.id,
    "--github-client-secret", app.secret,
    "--github-web-url", github,
    "--github-api-url", `${github}/api/v3`,
    "--github-practice",
  ]);
  await answers(`${url}/readyz`, server);
  return {
    url,
    github,
    folder,
    stop: async () => {
      await end(server);
      await end(simulator);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function run(variable: string, log: string, flags: string[]): ChildProcess {
  const program = process.env[variable];
  if (!program) throw new Error(`${variable} does not name a program; run: cargo xtask test --only e2e`);
  const child = spawn(program, flags, { stdio: ["ignore", "pipe", "pipe"] });
  const file = createWriteStream(log);
  child.stdout?.pipe(file, { end: false });
  child.stderr?.pipe(file, { end: false });
  return child;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`the program behind ${url} ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${url} did not answer within 30 s`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  return ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
