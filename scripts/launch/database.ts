import path from "node:path";
import { type Cluster, joinCluster, openCluster, type Reach } from "@/db/embedded/cluster";
import { holdsDatabase } from "@/db/embedded/directory";
import { withClient } from "@/db/setup/create-database";
import { type DatabaseUrls, type LoginRole, loginRoles, urlVariable } from "@/db/setup/roles";
import type { Lifecycle } from "./lifecycle";
import { step } from "./progress";
import { databaseUrlExample, databaseUrlSetting, dataDirectory, SettingError } from "./settings";

const [ownFolder, demoFolder] = [".twofold/data", ".twofold/demo"];

/** Where the product's own embedded database lives unless TWOFOLD_DATA_DIR says otherwise. */
export const productDirectory = () => dataDirectory(ownFolder);
/** The folder of the demo's embedded database. */
export const demoDirectory = () => dataDirectory(demoFolder);

/** Opens the embedded database for as long as the launcher lives; without a directory, a throwaway one. */
export async function openDatabase(lifecycle: Lifecycle, directory: string | undefined): Promise<Cluster> {
  const notices: string[] = [];
  let started = false;
  const opening = step("Starting the database", () =>
    openCluster({
      directory,
      onNotice: (line) => (started ? console.error(line) : notices.push(line)),
      onLost: (error) => {
        console.error(`The database is lost: ${error.message}`);
        void lifecycle.exit(1);
      },
    }),
  );
  // Already now: a signal may come while the database starts.
  lifecycle.onStop(() =>
    opening.then(
      (cluster) => cluster.stop(),
      () => undefined,
    ),
  );
  const cluster = await opening;
  started = true;
  for (const line of notices) console.error(line);
  return cluster;
}

/**
 * The embedded database of the product for one command: that of the running server, `joined`, or opened until the
 * command ends.
 */
export async function embeddedDatabase(
  lifecycle: Lifecycle,
): Promise<{ reach: Reach; joined: boolean; appUrl?: string }> {
  const directory = productDirectory();
  const running = joinCluster(directory);
  if (!running) return { reach: await openDatabase(lifecycle, directory), joined: false };
  console.error(`Using the database of the server that runs on ${directory}.`);
  return { reach: running, joined: true, appUrl: running.appUrl };
}

/**
 * The same for a command about what is there. Refuses where no database was ever made, with the directory that was
 * meant, and leaves nothing behind.
 */
export async function existingDatabase(lifecycle: Lifecycle): ReturnType<typeof embeddedDatabase> {
  const directory = process.env.TWOFOLD_DATA_DIR ?? ownFolder;
  if (directory.startsWith("~") || holdsDatabase(directory)) return embeddedDatabase(lifecycle);
  const demo = holdsDatabase(demoFolder)
    ? ` There is a demo in ${demoFolder}: TWOFOLD_DATA_DIR=${demoFolder} before the command means that one.`
    : "";
  throw new Error(
    `There is no database in ${path.resolve(directory)}. Name the directory of the one that you mean with TWOFOLD_DATA_DIR, or a server’s with DATABASE_URL; “npm start” makes a new one.${demo}`,
  );
}

/**
 * The URLs of a PostgreSQL server for these roles, each tried once; undefined when the environment names no server,
 * and the embedded database is meant. Throws `SettingError` for one that is missing or leads nowhere.
 */
export async function serverUrls<Role extends LoginRole>(
  roles: readonly Role[],
): Promise<Pick<DatabaseUrls, Role> | undefined> {
  const given = new Map(loginRoles.map((role) => [role, databaseUrlSetting(urlVariable(role))] as const));
  if ([...given.values()].every((url) => url === undefined)) return undefined;
  const urls: Partial<DatabaseUrls> = {};
  for (const role of roles) {
    const url = given.get(role);
    const name = urlVariable(role);
    if (!url) {
      throw new SettingError(
        { name },
        "a database server is configured, and `npm run db:setup` prints the URL of each role on it",
        [databaseUrlExample(name)],
      );
    }
    await tryUrl(name, url);
    urls[role] = url;
  }
  return urls as Pick<DatabaseUrls, Role>;
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "no server answers there",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the host's name cannot be looked up",
  ETIMEDOUT: "the server does not answer",
  "28P01": "the server refuses the password",
  "28000": "the server refuses the role",
  "3D000": "the server has no such database",
};

/** Connects once. Throws `SettingError` with the host, the database and the reason, never with the password. */
export async function tryUrl(name: string, url: string): Promise<void> {
  try {
    await withClient(url, (client) => client.query("select"));
  } catch (error) {
    const { code = "", errors, message } = error as NodeJS.ErrnoException & { errors?: Error[] };
    const { username, password, host, pathname } = new URL(url);
    const login = [username, ...(password ? ["…"] : [])].join(":");
    const why = reasons[code] ?? (message || errors?.map((one) => one.message).join(", ") || code);
    throw new SettingError({ name, value: `postgres://${login}${login && "@"}${host}${pathname}` }, why, [
      databaseUrlExample(name),
    ]);
  }
}
