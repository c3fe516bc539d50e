import { appendFileSync, chownSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { databaseAccount, type SystemAccount } from "@/db/embedded/account";
import { findBinaries } from "@/db/embedded/binaries";
import type { Cluster } from "@/db/embedded/cluster";
import { writeRunning } from "@/db/embedded/running";
import { freePort, type Installation, startServer, stopServer } from "@/db/embedded/server";
import { newThrowaway } from "@/db/embedded/throwaway";

/** What a copy of a running server's files must not have, or gets anew. */
const left = ["postmaster.pid", "postmaster.opts", "server.log", "pg_wal", "pg_replslot", "pg_dynshmem"];

export type Standby = {
  /** A URL of the primary, as one of the standby. */
  of(primaryUrl: string): string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it and deletes its files. */
  remove(): Promise<void>;
};

/** A streaming standby of an embedded database, of the same PostgreSQL, which runs. */
export async function openStandby(cluster: Cluster): Promise<Standby> {
  const account = databaseAccount();
  const home = newThrowaway();
  // A killed test's files are found by this, and its server is stopped.
  writeRunning(home);
  const installation = { data: path.join(home, "postgres"), account, binaries: findBinaries(account) };
  await copyData(cluster, installation);
  const port = await freePort();
  const start = () => startServer(installation, port);
  const stop = () => stopServer(installation);
  await start();
  return {
    of: (primaryUrl) => Object.assign(new URL(primaryUrl), { port: String(port) }).href,
    start,
    stop,
    async remove() {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The files of a running server as PostgreSQL's manual has it for backups by the file system. */
async function copyData(cluster: Cluster, { data, account }: Installation): Promise<void> {
  const from = path.join(cluster.directory, "postgres");
  const admin = new pg.Client({ connectionString: cluster.adminUrl("postgres") });
  await admin.connect();
  try {
    await admin.query("select pg_backup_start('standby', true)");
    cpSync(from, data, { recursive: true, filter: (file) => !left.includes(path.relative(from, file)) });
    for (const folder of ["pg_wal", "pg_wal/archive_status", "pg_replslot", "pg_dynshmem"]) {
      mkdirSync(path.join(data, folder), { mode: 0o700 });
    }
    const { rows } = await admin.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
    writeFileSync(path.join(data, "backup_label"), rows[0]!.labelfile);
  } finally {
    await admin.end();
  }
  const { username, password, port } = new URL(cluster.adminUrl());
  appendFileSync(
    path.join(data, "postgresql.auto.conf"),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=${username} password=${password}'\n`,
  );
  writeFileSync(path.join(data, "standby.signal"), "");
  giveAll(account, data);
}

function giveAll(account: SystemAccount | undefined, folder: string): void {
  if (!account) return;
  chownSync(folder, account.uid, account.gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    chownSync(path.join(folder, entry), account.uid, account.gid);
  }
}
