import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  appendFileSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { databaseAccount, giveTo, type SystemAccount } from "@/db/embedded/account";
import { adminRole, freePort, type Installation, startServer, stopServer } from "@/db/embedded/server";
import { withClient } from "@/db/setup/create-database";
import { killDatabase, signalDatabase } from "../database-process";

const debianServers = "/usr/lib/postgresql";
const oldestMajor = 15;
const pgbouncer = "/usr/sbin/pgbouncer";

export type Programs = { bin: string; major: number; pgbouncer: string; account: SystemAccount | undefined };

/** Debian's PostgreSQL and PgBouncer; throws with what to install where one is missing. */
export function findPrograms(): Programs {
  const majors = readable(debianServers) ? readdirSync(debianServers).map(Number) : [];
  const major = Math.max(0, ...majors.filter((one) => one >= oldestMajor));
  const missing = [
    ...(major ? [] : [`PostgreSQL ${oldestMajor} or newer in ${debianServers}`]),
    ...(readable(pgbouncer) ? [] : [`PgBouncer as ${pgbouncer}`]),
  ];
  if (missing.length > 0) {
    throw new Error(
      `The trial "cluster" uses Debian's own servers, and there is no ${missing.join(" and no ")}. As root: apt-get install postgresql pgbouncer`,
    );
  }
  return {
    bin: path.join(debianServers, String(major), "bin"),
    major,
    pgbouncer,
    account: databaseAccount(),
  };
}

function readable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder for everything that the servers of one trial write. */
export function newFolder({ account }: Programs): string {
  const folder = mkdtempSync(path.join(tmpdir(), "twofold-cluster-"));
  chmodSync(folder, 0o755);
  giveTo(account, folder);
  return folder;
}

/** A PostgreSQL server of this machine: a primary, or the standby of one. */
export class Server {
  readonly #installation: Installation;

  /** `directory` has its files in `postgres` below it. */
  private constructor(
    private readonly programs: Programs,
    readonly directory: string,
    private readonly reached: { readonly port: number; readonly password: string },
  ) {
    const { bin, major, account } = programs;
    const binaries = { initdb: path.join(bin, "initdb"), pgCtl: path.join(bin, "pg_ctl"), major };
    this.#installation = { data: path.join(directory, "postgres"), account, binaries };
  }

  static async primary(programs: Programs, folder: string, password: string): Promise<Server> {
    const server = await Server.at(programs, path.join(folder, "first"), password);
    const file = path.join(server.directory, "password");
    writeFileSync(file, password);
    giveTo(programs.account, file);
    server.#run("initdb", [
      `--pgdata=${server.data}`,
      `--username=${adminRole}`,
      `--pwfile=${file}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C.UTF-8",
    ]);
    // Enough of its log that a standby that was away a while finds what it lacks.
    appendFileSync(path.join(server.data, "postgresql.conf"), "wal_keep_size = '256MB'\n");
    await server.start();
    return server;
  }

  /** A streaming standby of another server, which names itself `name` to it. */
  static async standbyOf(primary: Server, directory: string, name: string): Promise<Server> {
    const server = await Server.at(primary.programs, directory, primary.reached.password);
    const { port, password } = primary.reached;
    server.#run("pg_basebackup", [
      `--pgdata=${server.data}`,
      `--dbname=host=127.0.0.1 port=${port} user=${adminRole} password=${password} application_name=${name}`,
      "--write-recovery-conf",
      "--checkpoint=fast",
    ]);
    await server.start();
    return server;
  }

  private static async at(programs: Programs, directory: string, password: string): Promise<Server> {
    mkdirSync(directory, { mode: 0o755 });
    giveTo(programs.account, directory);
    return new Server(programs, directory, { port: await freePort(), password });
  }

  get port(): number {
    return this.reached.port;
  }

  get data(): string {
    return this.#installation.data;
  }

  adminUrl(database = "twofold"): string {
    return `postgres://${adminRole}:${this.reached.password}@127.0.0.1:${this.port}/${database}`;
  }

  start(): Promise<void> {
    return startServer(this.#installation, this.port);
  }

  stop(): Promise<void> {
    return stopServer(this.#installation);
  }

  /** Ends all its processes at once. */
  kill(): void {
    killDatabase(this);
  }

  /** Lets nothing of it answer any more, while its connections stay. */
  stall(): void {
    signalDatabase(this, "SIGSTOP");
  }

  goOn(): void {
    signalDatabase(this, "SIGCONT");
  }

  /** Makes a standby a primary; resolves when it takes writes. */
  promote(): void {
    this.#run("pg_ctl", ["promote", `--pgdata=${this.data}`, "--wait", "--timeout=60", "--silent"]);
  }

  /** Sets what its configuration says and lets it read that again. */
  async set(name: string, value: string): Promise<void> {
    await withClient(this.adminUrl("postgres"), async (admin) => {
      // Otherwise this itself would wait for a standby that is gone.
      await admin.query("set synchronous_commit = local");
      await admin.query(`alter system set ${name} = '${value}'`);
      await admin.query("select pg_reload_conf()");
    });
  }

  #run(program: string, args: readonly string[]): void {
    const { bin, account } = this.programs;
    execFileSync(path.join(bin, program), args, {
      ...account,
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
    });
  }
}

/** The databases of PgBouncer, as the page on scaling has them. */
type Targets = { primary: Server; standby: Server };

/** PgBouncer between the app and its servers, in transaction mode; `twofold_session` is in session mode. */
export class Pooler {
  #child: ChildProcess | undefined;

  private constructor(
    private readonly programs: Programs,
    private readonly directory: string,
    readonly port: number,
  ) {}

  /** `users` are names with passwords. */
  static async start(
    programs: Programs,
    folder: string,
    { users, targets }: { users: Readonly<Record<string, string>>; targets: Targets },
  ): Promise<Pooler> {
    const directory = path.join(folder, "pgbouncer");
    mkdirSync(directory);
    giveTo(programs.account, directory);
    const pooler = new Pooler(programs, directory, await freePort());
    const lines = Object.entries(users).map(([name, password]) => `"${name}" "${password}"\n`);
    pooler.#write("users.txt", lines.join(""));
    pooler.#write("pgbouncer.ini", pooler.#settings(targets));
    const child = spawn(programs.pgbouncer, [path.join(directory, "pgbouncer.ini")], {
      ...programs.account,
      stdio: "ignore",
    });
    pooler.#child = child;
    await sleep(500);
    if (child.exitCode !== null) throw new Error("PgBouncer did not start.");
    return pooler;
  }

  /** Sends what comes from now on to other servers. */
  pointTo(targets: Targets): void {
    this.#write("pgbouncer.ini", this.#settings(targets));
    this.#child?.kill("SIGHUP");
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  }

  #write(name: string, text: string): void {
    const file = path.join(this.directory, name);
    writeFileSync(file, text, { mode: 0o600 });
    giveTo(this.programs.account, file);
  }

  #settings({ primary, standby }: Targets): string {
    return `[databases]
twofold = host=127.0.0.1 port=${primary.port} dbname=twofold
twofold_session = host=127.0.0.1 port=${primary.port} dbname=twofold pool_mode=session
twofold_read = host=127.0.0.1 port=${standby.port} dbname=twofold

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${this.port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${path.join(this.directory, "users.txt")}
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
server_login_retry = 1
server_connect_timeout = 2
logfile = ${path.join(this.directory, "pgbouncer.log")}
`;
  }
}

export const deleteFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
