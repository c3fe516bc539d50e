import type { Cluster } from "@/db/embedded/cluster";
import { migrate } from "@/db/setup/migrate";
import { checkGiven, parseEnv } from "@/server/env";
import { mailServerFault } from "@/server/mail/transport";
import { type Address, checkAddress, chooseAddress } from "./address";
import { ensureBuild } from "./build";
import { commandLine } from "./command-line";
import { openDatabase, productDirectory, serverUrls } from "./database";
import {
  databaseSettings,
  ledgerSetting,
  secretSettings,
  unusedMasterKey,
  webEnvironment,
} from "./environment";
import { firstAdminSetting, sayHowToSetUp } from "./first-run";
import { type Lifecycle, withLifecycle } from "./lifecycle";
import { step } from "./progress";
import { serve } from "./serve";

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

type Database = { settings: Record<string, string>; cluster?: Cluster };

/** The server of DATABASE_URL, migrated if the migrating role's URL is there too; else the embedded database. */
async function prepareDatabase(lifecycle: Lifecycle, mayMigrate: boolean): Promise<Database> {
  const { TWOFOLD_JOBS, DATABASE_URL_MIGRATE } = process.env;
  const jobsApart = TWOFOLD_JOBS === "apart";
  const server = await serverUrls(jobsApart ? ["app", "auth"] : ["app", "auth", "publisher", "worker"]);
  if (server) {
    const owner = DATABASE_URL_MIGRATE && mayMigrate ? await serverUrls(["migrate", "worker"]) : undefined;
    if (owner) await step("Migrating the database", () => migrate(owner));
    return { settings: {} };
  }
  const cluster = await openDatabase(lifecycle, productDirectory());
  if (mayMigrate) await step("Migrating the database", () => migrate(cluster.urls));
  const own = secretSettings(cluster.secrets);
  const unused = unusedMasterKey(cluster.secrets, process.env.TWOFOLD_MASTER_KEY);
  if (unused) console.error(unused);
  const { AUTH_SECRET = own.AUTH_SECRET } = process.env;
  return {
    settings: { ...databaseSettings(cluster.urls), ...ledgerSetting(cluster.directory), ...own, AUTH_SECRET },
    cluster,
  };
}

/** A mail server may be down for a while, so that this is no reason not to start. */
async function warnAboutMail(): Promise<void> {
  const { SMTP_URL, SMTP_CA_FILE } = process.env;
  const fault = SMTP_URL && (await mailServerFault(SMTP_URL, SMTP_CA_FILE));
  if (!fault) return;
  console.error(
    `Mail cannot leave: the server of SMTP_URL, ${new URL(SMTP_URL).host}, does not take any (${fault}). Links to sign in and notices wait until it does.`,
  );
}

/** An address of this machine with another port than the server's reaches something else, unless a proxy is there. */
function warnAboutPort(at: string, { port }: Address): void {
  const { hostname, port: said, protocol } = new URL(at);
  const asked = Number(said || (protocol === "https:" ? 443 : 80));
  if (asked === port || !loopbackNames.includes(hostname)) return;
  console.error(
    `AUTH_URL says port ${asked}, and this server listens at port ${port}: without a proxy between them nothing answers.`,
  );
}

/** `npm start`: the production server, over the embedded database or DATABASE_URL; `--no-migrate` leaves it as it is. */
export function start(args: readonly string[]): Promise<void> {
  const { switches } = commandLine(args, { usage: "npm start [-- --no-migrate]", switches: ["no-migrate"] });
  return withLifecycle(async (lifecycle) => {
    const { HOST } = process.env;
    await checkAddress(HOST);
    const firstAdmin = firstAdminSetting();
    checkGiven({ ...process.env, TWOFOLD_MODE: "production" });
    const { settings, cluster } = await prepareDatabase(lifecycle, !switches.has("no-migrate"));
    settings.TWOFOLD_MODE = "production";
    // The port may have been held by the web server of a killed launcher until the database was opened.
    const address = await chooseAddress(HOST);
    parseEnv(webEnvironment(address, settings));
    await ensureBuild((pid) => cluster?.record(pid));
    await serve(lifecycle, { command: "start", address, settings, cluster }, () => {
      const at = new URL(process.env.AUTH_URL || address.url).origin;
      console.log(`\nTwofold is at ${at}`);
      warnAboutPort(at, address);
      void sayHowToSetUp({ at, settings, firstAdmin });
      void warnAboutMail();
    });
  });
}
