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
  /** All servers; the first is the one above. */
  servers: Server[];
  /** Where the practice GitHub is. */
  github: string;
  /** The folder with the database, the key and the logs. */
  folder: string;
  /** Ends all of them, as an operator would, and waits for their end. */
  stop(): Promise<void>;
  /** Removes the folder. */
  remove(): Promise<void>;
}

/** One server, running. */
export interface Server {
  /** Where it is. */
  url: string;
  /** Ends it as the loss of its machine would. */
  kill(): Promise<void>;
  /** Starts it again where it was, and comes back when it answers. */
  startAgain(): Promise<void>;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
}

/** Several servers, which share a key and a database that servers can share. */
export interface Several {
  count: number;
  databaseUrl: string;
}

const APP = { id: "practice", secret: "practice-secret" };

/** Starts all with a world of that kind, and comes back when they answer. */
export async function start(seed: "demo" | "scale" = "demo", several?: Several): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), "tasksource-"));
  const urls: string[] = [];
  for (let left = several?.count ?? 1; left > 0; left -= 1) urls.push(`http://localhost:${await freePort()}`);
  const github = `http://127.0.0.1:${await freePort()}`;
  const simulator = run("GITHUB_SIM_BIN", join(folder, "github.log"), [
    "--listen", new URL(github).host,
    "--data", join(folder, "github"),
    "--client-id", APP.id,
    "--client-secret", APP.secret,
    "--seed", seed,
    ...urls.flatMap((url) => ["--redirect-uri", `${url}/github/callback`]),
  ]);
  await answers(`${github}/_sim/world`, simulator);
  const servers: Server[] = [];
  // One after the other: the first makes the key.
  for (const [at, url] of urls.entries()) {
    const log = join(folder, at === 0 ? "server.log" : `server-${at + 1}.log`);
    servers.push(await serve(url, log, settings(url, folder, github, several?.databaseUrl)));
  }
  return {
    url: urls[0] ?? "",
    servers,
    github,
    folder,
    stop: async () => {
      for (const server of servers) await server.stop();
      await end(simulator);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function settings(url: string, folder: string, github: string, databaseUrl?: string): string[] {
  return [
    "serve",
    "--log", "debug,hyper=info,h2=info",
    "--listen", new URL(url).host.replace("localhost", "127.0.0.1"),
    "--public-url", url,
    "--data", join(folder, "data"),
    "--github-client-id", APP.id,
    "--github-client-secret", APP.secret,
    "--github-web-url", github,
    "--github-api-url", `${github}/api/v3`,
    "--github-practice",
    ...(databaseUrl ? ["--database-url", databaseUrl] : []),
  ];
}

async function serve(url: string, log: string, flags: string[]): Promise<Server> {
  let child: ChildProcess;
  const begin = async (): Promise<void> => {
    child = run("TASKSOURCE_BIN", log, flags);
    await answers(`${url}/readyz`, child);
  };
  await begin();
  return {
    url,
    kill: () => end(child, "SIGKILL"),
    startAgain: begin,
    stop: () => end(child),
  };
}

function run(variable: string, log: string, flags: string[]): ChildProcess {
  const program = process.env[variable];
  if (!program) throw new Error(`${variable} does not name a program; run: cargo xtask test --only e2e`);
  const child = spawn(program, flags, { stdio: ["ignore", "pipe", "pipe"] });
  const file = createWriteStream(log, { flags: "a" });
  child.stdout?.pipe(file, { end: false });
  child.stderr?.pipe(file, { end: false });
  return child;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (hasEnded(child)) throw new Error(`the program behind ${url} ended with ${child.exitCode ?? child.signalCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${url} did not answer within 30 s`);
}

function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (hasEnded(child)) return Promise.resolve();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  return ended;
}

/** One that was killed has no exit code. */
function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
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
