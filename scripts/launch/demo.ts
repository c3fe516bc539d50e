import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Cluster } from "@/db/embedded/cluster";
import { migrationHead } from "@/db/setup/boot-checks";
import { migrate } from "@/db/setup/migrate";
import { ensureBuild } from "./build";
import { openDatabase } from "./embedded";
import { withLifecycle } from "./lifecycle";
import { runProgram } from "./program";
import { step } from "./progress";
import { serve } from "./serve";
import { chooseAddress, databaseSettings } from "./settings";

/** What scripts/seed.ts prints, kept beside the data so that a warm start need not ask the database. */
type Seeded = { head: number; expiresAt: string; personas: { name: string; role: string }[] };

const secretsOf = ({ secrets }: Cluster) => ({
  AUTH_SECRET: secrets.authSecret,
});

/** The demo's data if it is whole, of this version and still current. */
function readSeeded(file: string): Seeded | undefined {
  if (!existsSync(file)) return undefined;
  const seeded: Seeded = JSON.parse(readFileSync(file, "utf8"));
  return seeded.head === migrationHead && Date.parse(seeded.expiresAt) > Date.now() ? seeded : undefined;
}

/** A demo's database is disposable: what is missing, half made or out of date is made anew. */
async function ensureSeeded(cluster: Cluster, reset: boolean): Promise<Seeded> {
  const file = path.join(cluster.directory, "demo.json");
  const present = reset ? undefined : readSeeded(file);
  if (present) return present;
  rmSync(file, { force: true });
  await step("Preparing the tables", async () => {
    await cluster.recreateDatabase();
    await migrate(cluster.urls, "demo");
  });
  const seeded = await step("Filling in the demo organization", () => seed(cluster));
  writeFileSync(file, JSON.stringify(seeded));
  return seeded;
}

async function seed(cluster: Cluster): Promise<Seeded> {
  const output = await runProgram(["--import", "tsx", "scripts/seed.ts"], {
    ...process.env,
    ...databaseSettings(cluster.urls),
    ...secretsOf(cluster),
    DATABASE_URL_MIGRATE: cluster.urls.migrate,
    TWOFOLD_MODE: "demo",
  });
  return { head: migrationHead, ...JSON.parse(output.trim().split("\n").at(-1)!) };
}

function run(command: "start" | "dev", args: readonly string[]): Promise<void> {
  return withLifecycle(async (lifecycle) => {
    const directory = args.includes("--throwaway")
      ? undefined
      : (process.env.TWOFOLD_DATA_DIR ?? ".twofold/demo");
    const cluster = await openDatabase(lifecycle, directory);
    const { personas } = await ensureSeeded(cluster, args.includes("--reset"));
    // The port may have been held by the web server of a killed launcher until the database was opened.
    const address = await chooseAddress();
    if (command === "start") await ensureBuild((pid) => cluster.record(pid));
    const settings = {
      ...databaseSettings(cluster.urls),
      ...secretsOf(cluster),
      AUTH_URL: address.url,
      TWOFOLD_MODE: "demo",
    };
    await serve(lifecycle, { command, address, settings, cluster }, () => {
      console.log(`\nTwofold's demo is at ${address.url}\nSign in there with one click as`);
      const width = Math.max(...personas.map(({ name }) => name.length));
      for (const { name, role } of personas) console.log(`  ${name.padEnd(width)}  ${role}`);
      console.log("Stop it with Ctrl-C.");
    });
  });
}

/** `npm run demo`: everything from a clone to a running demo. `--reset` starts over, `--throwaway` keeps nothing. */
export const demo = (args: readonly string[]) => run("start", args);

/** `npm run dev`: the demo's data under Next's development server. */
export const dev = (args: readonly string[]) => run("dev", args);
