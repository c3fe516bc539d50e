import { spawnSync } from "node:child_process";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { mean } from "@/lib/statistics/mean";
import { exponent } from "../measures";
import type { Numbers } from "../run";
import { growingTables } from "./growing-tables";
import { makeOrganization } from "./organization";

const sizes = [1_000, 3_000, 10_000];
const cyclesOfHistory = 12;
/** The largest size once more with two years of cycles. */
const longHistory = 24;

type Measured = { duos: number; cycles: number; seconds: number; peakMb: number };

export const takes = ["duos", "cycles"];

/**
 * Measures how long publishing one cycle takes, from stored answers to committed rows, with twelve published cycles before
 * it, and for the largest size with twenty-four. Publishing runs in a process of its own, so that the peak of memory is
 * that of publishing alone.
 */
export async function run({ duos, cycles = longHistory }: Numbers): Promise<void> {
  const cluster = await openCluster();
  process.env.TWOFOLD_MASTER_KEY = cluster.secrets.masterKey;
  try {
    const last = duos ? await growth(cluster, { duos, cycles }) : await goals(cluster);
    console.log(JSON.stringify(last));
  } finally {
    await cluster.stop();
  }
}

async function goals(cluster: Cluster) {
  const measured: Measured[] = [];
  for (const duos of sizes) measured.push(await measure(cluster, { duos, cycles: cyclesOfHistory }));
  const long = await measure(cluster, { duos: sizes.at(-1)!, cycles: longHistory });
  show([...measured, long]);
  const { seconds, peakMb } = measured.at(-1)!;
  const after24 = { seconds: long.seconds, peakMb: long.peakMb };
  return { seconds, peakMb, exponent: exponentOf(measured), after24 };
}

/** An organization of another size beside one of a tenth, and what its publications leave in the tables that only grow. */
async function growth(cluster: Cluster, { duos, cycles }: Pick<Measured, "duos" | "cycles">) {
  const small = await measure(cluster, { duos: Math.ceil(duos / 10), cycles });
  const large = await measure(cluster, { duos, cycles });
  show([small, large]);
  const tables = await withClient(cluster.adminUrl(), growingTables);
  console.table(tables);
  const { seconds, peakMb } = large;
  return { duos, cycles, seconds, peakMb, exponent: exponent([small.duos, small.seconds], [duos, seconds]) };
}

function show(measured: readonly Measured[]): void {
  console.table(
    measured.map(({ duos, cycles, seconds, peakMb }) => ({
      duos,
      cycles,
      seconds: seconds.toFixed(2),
      "ms per duo": ((1000 * seconds) / duos).toFixed(3),
      "peak MB": Math.round(peakMb),
    })),
  );
}

async function measure(
  cluster: Cluster,
  { duos, cycles }: Pick<Measured, "duos" | "cycles">,
): Promise<Measured> {
  await cluster.recreateDatabase();
  await migrate(cluster.urls, "test");
  const { orgId, cycleIds } = await withClient(cluster.urls.migrate, (owner) =>
    makeOrganization(owner, duos, cycles + 1),
  );
  publish(cluster, [orgId, ...cycleIds.slice(0, -1)]);
  return { duos, cycles, ...publish(cluster, [orgId, cycleIds.at(-1)!]) };
}

function publish(cluster: Cluster, subjects: readonly string[]): Pick<Measured, "seconds" | "peakMb"> {
  const urls = Object.fromEntries(loginRoles.map((role) => [urlVariable(role), cluster.urls[role]]));
  const child = spawnSync(process.execPath, ["--import", "tsx", "scripts/publish-cycles.ts", ...subjects], {
    encoding: "utf8",
    env: { ...process.env, ...urls },
  });
  if (child.status !== 0) throw new Error(`Publishing failed.\n${child.stderr}`);
  return JSON.parse(child.stdout.trim().split("\n").at(-1)!);
}

/** Least-squares slope of log seconds over log duos; 1 means that time grows in proportion to duos. */
function exponentOf(measured: readonly Measured[]): number {
  const duos = centred(measured.map((one) => Math.log(one.duos)));
  const seconds = centred(measured.map((one) => Math.log(one.seconds)));
  const sumOfProducts = duos.reduce((sum, x, i) => sum + x * seconds[i]!, 0);
  return sumOfProducts / duos.reduce((sum, x) => sum + x * x, 0);
}

function centred(values: readonly number[]): number[] {
  const average = mean(values) ?? 0;
  return values.map((value) => value - average);
}
