// A database on the PostgreSQL that was brought up for the tests, for one file alone.

import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A database without tables. */
export interface Database {
  /** Its address, as the server takes it. */
  url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** Makes one. */
export async function createDatabase(): Promise<Database> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error("TEST_POSTGRES_URL names no PostgreSQL; run: cargo xtask test --only e2e");
  const name = `tasksource_e2e_${randomUUID().replaceAll("-", "")}`;
  await order(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => order(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** PostgreSQL's own client: there is no other on every machine that has its server. */
async function order(server: string, sql: string): Promise<void> {
  const psql = process.env.PSQL_BIN ?? "psql";
  const quiet = ["--no-psqlrc", "--no-password", "--quiet", "--set", "ON_ERROR_STOP=1"];
  await execute(psql, [...quiet, "--command", sql, server]);
}
