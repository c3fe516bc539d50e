import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Cluster } from "@/db/embedded/cluster";
import { DamagedData } from "@/db/embedded/fault";
import { readStateFile, writeStateFile } from "@/db/embedded/state-file";
import { migrationHead } from "@/db/setup/boot-checks";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { checkAddress, chooseAddress } from "./address";
import { ensureBuild } from "./build";
import { commandLine } from "./command-line";
import { demoDirectory, openDatabase } from "./database";
import { databaseSettings, ledgerSetting, secretSettings } from "./environment";
import { type Lifecycle, withLifecycle } from "./lifecycle";
import { runProgram } from "./program";
import { step } from "./progress";
import { serve } from "./serve";

/** What scripts/seed.ts prints, kept beside the data so that a warm start need not ask the database. */
const seeded = z.object({
  head: z.number(),
  expiresAt: z.iso.datetime(),
  personas: z.array(z.object({ name: z.string(), role: z.string() })).min(1),
});
type Seeded = z.infer<typeof seeded>;

/** Why data that was seeded before cannot be shown; undefined when it can. */
function reasonToReseed({ head, expiresAt }: Seeded): string | undefined {
  if (head !== migrationHead)
    return "The demo's data was made by another version of Twofold; it is made anew.";
  if (Date.parse(expiresAt) > Date.now()) return undefined;
  const closed = expiresAt.slice(0, 10);
  return `The demo's open cycle closed on ${closed}; the demo organization is made anew, with dates around today. What was changed in it is gone.`;
}

/** What a directory holds: nothing yet, a demo's rows, or those of an installation. */
async function kindOf(cluster: Cluster): Promise<"empty" | "demo" | "installation"> {
  return withClient(cluster.adminUrl(), async (client) => {
    const { rows: tables } = await client.query("select to_regclass('public.organizations') as name");
    if (!tables[0].name) return "empty";
    const { rows } = await client.query(
      "select kind from installation where exists (select from organizations)",
    );
    if (rows.length === 0) return "empty";
    return rows[0].kind === "demo" ? "demo" : "installation";
  });
}

/**
 * Refuses, before anything is written, to make a demo where rows are that no demo made: those of an installation, or of a
 * backup that was restored into the directory. `begun`: the file that stands there while a demo is made.
 */
async function assertReplaceable(cluster: Cluster, begun: string, reset: boolean): Promise<void> {
  const kind = await kindOf(cluster);
  if (kind === "empty" || (kind === "demo" && (reset || existsSync(begun)))) return;
  const away = "Choose another directory with TWOFOLD_DATA_DIR";
  throw new Error(
    kind === "installation"
      ? `${cluster.directory} holds an installation and no demo; a demo would delete it. ${away}. Nothing was changed.`
      : `${cluster.directory} holds rows that “npm run demo” did not make, for example a restored backup; a demo would delete them. ${away}, or delete them with “npm run demo -- --reset”. Nothing was changed.`,
  );
}

/** A demo's database is disposable: what is missing, half made or out of date is made anew. */
async function ensureSeeded(cluster: Cluster, reset: boolean): Promise<Seeded> {
  const file = path.join(cluster.directory, "demo.json");
  const present = readStateFile(file, seeded);
  const reason = present && !reset ? reasonToReseed(present) : undefined;
  if (present && !reset && !reason) return present;
  const begun = path.join(cluster.directory, "demo-begun.json");
  await assertReplaceable(cluster, begun, reset || present !== undefined);
  if (reason) console.error(reason);
  writeStateFile(begun, {});
  rmSync(file, { force: true });
  // A demo that is made anew has the same people again.
  if (reset) rmSync(path.join(cluster.directory, "erasures.jsonl"), { force: true });
  await step("Preparing the tables", async () => {
    await cluster.recreateDatabase();
    await migrate(cluster.urls, "demo");
  });
  const made = await step("Filling in the demo organization", () => seed(cluster));
  writeStateFile(file, made);
  rmSync(begun, { force: true });
  return made;
}

/** Opens the demo's database; a directory that cannot be opened any more is deleted, because nothing in it is kept. */
async function openDemo(lifecycle: Lifecycle, directory: string | undefined): Promise<Cluster> {
  try {
    return await openDatabase(lifecycle, directory);
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
    console.error(`${error.message.split("\n")[0]}\nThe demo keeps nothing: its directory is made anew.`);
    rmSync(error.directory, { recursive: true, force: true });
    return openDatabase(lifecycle, directory);
  }
}

async function seed(cluster: Cluster): Promise<Seeded> {
  const output = await runProgram(["--import", "tsx", "scripts/seed.ts"], {
    ...process.env,
    ...databaseSettings(cluster.urls),
    ...secretSettings(cluster.secrets),
    DATABASE_URL_MIGRATE: cluster.urls.migrate,
    TWOFOLD_MODE: "demo",
  });
  return { head: migrationHead, ...JSON.parse(output.trim().split("\n").at(-1)!) };
}

function run(command: "start" | "dev", args: readonly string[]): Promise<void> {
  const usage = `npm run ${command === "start" ? "demo" : "dev"} -- [--reset] [--throwaway]`;
  const { switches } = commandLine(args, { usage, switches: ["reset", "throwaway"] });
  return withLifecycle(async (lifecycle) => {
    await checkAddress();
    const directory = switches.has("throwaway") ? undefined : demoDirectory();
    const cluster = await openDemo(lifecycle, directory);
    const { personas } = await ensureSeeded(cluster, switches.has("reset"));
    // The port may have been held by the web server of a killed launcher until the database was opened.
    const address = await chooseAddress();
    if (command === "start") await ensureBuild((pid) => cluster.record(pid));
    const settings = {
      ...databaseSettings(cluster.urls),
      ...ledgerSetting(cluster.directory),
      ...secretSettings(cluster.secrets),
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
