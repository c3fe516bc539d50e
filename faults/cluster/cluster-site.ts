import { randomBytes } from "node:crypto";
import path from "node:path";
import type { At } from "@/bench/submitting/respondents";
import type { Reach } from "@/db/embedded/cluster";
import { newMasterKey, newRolePasswords } from "@/db/embedded/secrets";
import { freePort } from "@/db/embedded/server";
import { createDatabase } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { loginRoles, roleUrls } from "@/db/setup/roles";
import { ensureBuild } from "@/scripts/launch/build";
import { databaseSettings, secretSettings } from "@/scripts/launch/environment";
import { mailSink, type TakenMail } from "../mail-sink";
import { type Balancer, balancer } from "../rolling-restart/balancer";
import { Node } from "../site";
import type { Started } from "../started";
import { Worker } from "../worker";
import { deleteFolder, findPrograms, newFolder, Pooler, Server } from "./servers";

/** Two app nodes behind a balancer, a worker, PgBouncer, a primary and its streaming standby. */
export type ClusterSite = {
  readonly nodes: readonly Node[];
  readonly worker: Worker;
  /** What people reach: the nodes in turn. */
  readonly at: At;
  readonly proxy: Balancer;
  readonly pooler: Pooler;
  readonly taken: readonly TakenMail[];
  /** The primary's, whichever server that is now. */
  readonly cluster: Reach;
  primary: Server;
  standby: Server;
  /** All that were started; they outlast everything that needs one to end. */
  readonly servers: Server[];
  readonly folder: string;
};

/** The name by which a standby is awaited. */
export const standbyName = "standby";
const databaseName = "twofold";
export const metricsToken = randomBytes(24).toString("hex");

export async function openClusterSite(started: Started): Promise<ClusterSite> {
  const programs = findPrograms();
  await ensureBuild();
  const folder = newFolder(programs);
  started.add(async () => deleteFolder(folder));
  const passwords = newRolePasswords();
  const secrets = {
    adminPassword: randomBytes(18).toString("hex"),
    rolePasswords: passwords,
    authSecret: randomBytes(32).toString("base64"),
    masterKey: newMasterKey(),
  };
  process.env.TWOFOLD_MASTER_KEY = secrets.masterKey;
  const primary = await Server.primary(programs, folder, secrets.adminPassword);
  const servers = [primary];
  started.add(async () => {
    for (const server of servers) await server.stop();
  });
  await createDatabase((database) => primary.adminUrl(database), databaseName, { passwords });
  await migrate(roleUrls(primary.adminUrl(), databaseName, passwords), "production");
  const standby = await Server.standbyOf(primary, path.join(folder, "second"), standbyName);
  servers.push(standby);
  const users = Object.fromEntries(loginRoles.map((role) => [`twofold_${role}`, passwords[role]]));
  const pooler = await Pooler.start(programs, folder, { users, targets: { primary, standby } });
  started.add(() => pooler.stop());
  const through = (database: string) => roleUrls(`postgres://127.0.0.1:${pooler.port}/`, database, passwords);
  const pooled = through("twofold");
  const session = through("twofold_session");
  const smtp = await mailSink(started, () => true);
  const port = await freePort();
  const at = { port, origin: `http://localhost:${port}` };
  const settings = {
    ...databaseSettings({ ...pooled, publisher: session.publisher, worker: session.worker }),
    ...secretSettings(secrets),
    DATABASE_URL_READ: through("twofold_read").app,
    AUTH_URL: at.origin,
    TWOFOLD_MODE: "production",
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    TWOFOLD_ERASURE_LEDGER: path.join(folder, "erasures.jsonl"),
    METRICS_TOKEN: metricsToken,
    LOG_LEVEL: "silent",
  };
  const nodes = [
    await Node.at({ ...settings, TWOFOLD_JOBS: "apart" }),
    await Node.at({ ...settings, TWOFOLD_JOBS: "apart" }),
  ];
  for (const node of nodes) started.add(() => node.stop());
  for (const node of nodes) await node.start();
  const reachOf = (server: Server): Reach => ({
    directory: server.directory,
    secrets,
    urls: roleUrls(server.adminUrl(), databaseName, passwords),
    adminUrl: (database) => server.adminUrl(database),
  });
  const worker = new Worker(
    { urls: { ...pooled, publisher: session.publisher, worker: session.worker }, secrets },
    { ...settings, LOG_LEVEL: "info" },
    started,
  );
  await worker.start();
  const proxy = await balancer(nodes, port);
  started.add(() => proxy.close());
  const site: ClusterSite = {
    nodes,
    worker,
    at,
    proxy,
    pooler,
    taken: smtp.taken,
    primary,
    standby,
    servers,
    folder,
    get cluster() {
      return reachOf(site.primary);
    },
  };
  return site;
}
