import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { quietLog } from "../setup/server-log";
import { giveTo, type SystemAccount } from "./account";
import type { Binaries } from "./binaries";
import { DamagedData, notStarted } from "./fault";
import { commandOf, markOf } from "./process";
import { readText } from "./state-file";

const run = promisify(execFile);

/** Name of the administrator in an embedded server. */
export const adminRole = "twofold_admin";

/** An embedded server's files and the account that runs it. */
export type Installation = { data: string; account: SystemAccount | undefined; binaries: Binaries };

// Answers must be on disk before they are acknowledged, and must not turn up in the server's own log.
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "''",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  // The statement of a file is longer than the kilobyte that pg_stat_activity shows by default.
  track_activity_query_size: "16kB",
  ...quietLog,
};

async function asAccount({ account }: Installation, command: string, args: string[]) {
  try {
    return await run(command, args, { ...account, cwd: "/", env: { ...process.env, LC_ALL: "C" } });
  } catch (error) {
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
    throw new Error([message, stdout, stderr].filter(Boolean).join("\n").trim());
  }
}

/** Whether a database is there. Throws `DamagedData` when its files are not whole, or of another PostgreSQL. */
export function hasDatabase({ data, binaries }: Installation): boolean {
  if (!existsSync(data)) return false;
  const versionFile = path.join(data, "PG_VERSION");
  const found = existsSync(versionFile) ? Number.parseInt(readFileSync(versionFile, "utf8"), 10) : Number.NaN;
  if (found === binaries.major) return true;
  throw new DamagedData(
    path.dirname(data),
    Number.isNaN(found)
      ? `${versionFile} is missing or damaged, so that the database cannot be opened. Put the directory back from a backup`
      : `${data} was made by PostgreSQL ${found}, and PostgreSQL ${binaries.major} is installed. Restore a dump into a new directory`,
  );
}

/** Creates the cluster beside its final place and moves it there whole, so that a kill leaves nothing half made. */
export async function initialise(installation: Installation, password: string): Promise<void> {
  const { data, account, binaries } = installation;
  sweepParts(data);
  const part = `${data}.${process.pid}`;
  const passwordFile = `${part}.password`;
  try {
    mkdirSync(part, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveTo(account, part);
    giveTo(account, passwordFile);
    await asAccount(installation, binaries.initdb, [
      `--pgdata=${part}`,
      `--username=${adminRole}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ]);
    renameSync(part, data);
  } catch (error) {
    // Another launcher may have made it meanwhile.
    if (!existsSync(data)) throw error;
  } finally {
    rmSync(part, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

/** Deletes the files of launchers that were killed while they created the cluster. */
function sweepParts(data: string): void {
  for (const name of readdirSync(path.dirname(data))) {
    const [, pid] = /^postgres\.(\d+)(?:\.password)?$/.exec(name) ?? [];
    if (pid && !markOf(Number(pid))) rmSync(path.join(path.dirname(data), name), { recursive: true });
  }
}

/** The port of the server that runs on this data, if one does. */
export function runningPort({ data }: Installation): number | undefined {
  const file = path.join(data, "postmaster.pid");
  const text = readText(file);
  if (text === undefined) return undefined;
  const [pid, , , port] = text.split("\n");
  if (commandOf(Number(pid)).includes("postgres")) return Number(port) || undefined;
  // After a crash its number may be another program's by now, which PostgreSQL would take for itself.
  rmSync(file);
  return undefined;
}

/**
 * Starts the server and waits until it takes connections, after replaying its log if it was killed. Throws with what
 * the server wrote to its log when it does not start.
 */
export async function startServer(installation: Installation, port: number): Promise<void> {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const log = path.join(installation.data, "server.log");
  const written = existsSync(log) ? statSync(log).size : 0;
  try {
    await asAccount(installation, installation.binaries.pgCtl, [
      "start",
      `--pgdata=${installation.data}`,
      `--log=${log}`,
      "--wait",
      "--timeout=120",
      "--silent",
      "-o",
      [`-p ${port}`, ...options].join(" "),
    ]);
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log).subarray(written).toString().trim() : "";
    const reason = said.split("\n").filter((line) => /(FATAL|PANIC|HINT|DETAIL):/.test(line));
    const lines = reason.length > 0 ? reason : [(error as Error).message, said];
    throw notStarted(installation.data, lines.join("\n").trim());
  }
}

/** Ends every connection, writes everything down and stops. Nothing happens when no server runs. */
export async function stopServer(installation: Installation): Promise<void> {
  if (!runningPort(installation)) return;
  await asAccount(installation, installation.binaries.pgCtl, [
    "stop",
    `--pgdata=${installation.data}`,
    "--mode=fast",
    "--wait",
    "--timeout=120",
    "--silent",
  ]);
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
