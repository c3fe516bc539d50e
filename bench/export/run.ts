import { spawn } from "node:child_process";
import { once } from "node:events";
import { setInterval } from "node:timers";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Cluster } from "@/db/embedded/cluster";
import { copyStatement } from "@/db/queries/exports/copy-statement";
import { exportHistory } from "@/db/queries/exports/duos";
import { withClient } from "@/db/setup/create-database";
import { leaderScope } from "@/lib/domain/permissions";
import { createSession, sessionCookieName } from "@/testkit/factories/organization";
import { insertPublished, type PublishedOrganization } from "../insights/organization";
import { exponent, median, round } from "../measures";
import { get } from "../requests";
import { type Site, withSite } from "../served";

const sizes = process.env.BENCH_TENFOLD ? { small: 10_000, large: 100_000 } : { small: 1_000, large: 10_000 };
const cycleCount = 24;
const pairs = 7;
const path = "/insights/export?table=history&range=24";

type Reader = { organization: PublishedOrganization; headers: Record<string, string> };
type Scene = { small: Reader; large: Reader };
type Download = { ms: number; firstByteMs: number; bytes: number; memoryMb: number };

/**
 * The states of 10,000 duos over 24 cycles as a CSV file, signed in, against psql's COPY of the very same SELECT under
 * the same policies, in interleaved pairs; its first byte, what the server's memory grows by, and how both grow from a
 * tenth of the rows. BENCH_TENFOLD=1 takes ten times as many duos for all of it, and minutes to write them first.
 */
export function run(): Promise<void> {
  return withSite(fill, async (site, scene) => {
    const statement = await statementOf(site, scene.large);
    for (let n = 0; n < 3; n++) {
      await download(site, scene.large);
      await download(site, scene.small);
    }
    const large: Download[] = [];
    const small: Download[] = [];
    const copies: number[] = [];
    for (let n = 0; n < pairs; n++) {
      copies.push(await copy(site, scene.large, statement));
      large.push(await download(site, scene.large));
      small.push(await download(site, scene.small));
    }
    const of = (downloads: readonly Download[], name: keyof Download) =>
      median(downloads.map((one) => one[name]));
    const rows = sizes.large * cycleCount;
    console.table([
      {
        what: "psql COPY",
        rows,
        ms: round(median(copies), 0),
        "rows/s": round(rows / (median(copies) / 1000), 0),
      },
      ...(
        [
          [sizes.large, large],
          [sizes.small, small],
        ] as const
      ).map(([duos, downloads]) => ({
        what: `download, ${duos} duos`,
        rows: duos * cycleCount,
        ms: round(of(downloads, "ms"), 0),
        "rows/s": round((duos * cycleCount) / (of(downloads, "ms") / 1000), 0),
        "first byte ms": round(of(downloads, "firstByteMs"), 1),
        MB: round(of(downloads, "bytes") / 1e6, 1),
        "memory +MB": round(of(downloads, "memoryMb"), 1),
      })),
    ]);
    console.log(
      JSON.stringify({
        copyRatio: round(median(copies.map((ms, n) => ms / large[n]!.ms))),
        firstByteMs: round(of(large, "firstByteMs"), 1),
        memoryMb: round(Math.max(...large.map((one) => one.memoryMb)), 1),
        exponent: round(exponent([sizes.small, of(small, "ms")], [sizes.large, of(large, "ms")])),
      }),
    );
  });
}

async function fill(cluster: Cluster, port: number): Promise<Scene> {
  const made = await withClient(cluster.urls.migrate, async (owner) => ({
    small: await insertPublished(owner, sizes.small, cycleCount),
    large: await insertPublished(owner, sizes.large, cycleCount),
  }));
  return withClient(cluster.adminUrl(), async (admin) => {
    const reader = async (organization: PublishedOrganization) => ({
      organization,
      headers: { cookie: `${sessionCookieName(port)}=${await createSession(admin, organization.leader)}` },
    });
    return { small: await reader(made.small), large: await reader(made.large) };
  });
}

/** What the export runs, from the same builder. */
function statementOf({ cluster }: Site, { organization }: Reader): Promise<string> {
  const { orgId, rootId, cycleIds, leader } = organization;
  return withClient(cluster.urls.app, async (client) => {
    const scope = leaderScope({ leads: [rootId] })!;
    const selection = {
      scope,
      orgId,
      readerId: leader.id,
      cycleId: cycleIds[0]!,
      unitId: rootId,
      recounted: false,
      filters: {},
    };
    return copyStatement(exportHistory(drizzle(client), cycleIds, selection));
  });
}

/** Milliseconds that psql says its COPY took, as the same reader under the same policies. */
async function copy({ cluster }: Site, { organization }: Reader, statement: string): Promise<number> {
  const { orgId, leader } = organization;
  const psql = spawn("psql", ["--no-psqlrc", "--quiet", cluster.urls.app], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let said = "";
  psql.stdout.on("data", (chunk) => {
    said += chunk;
  });
  psql.stdin.end(`begin;
set local twofold.org_id = '${orgId}';
set local twofold.person_id = '${leader.id}';
\\o /dev/null
\\timing on
${statement};
\\timing off
commit;
`);
  const [code] = await once(psql, "exit");
  const ms = Number(/Time: ([\d.]+) ms/.exec(said)?.[1]);
  if (code !== 0 || !(ms > 0)) throw new Error(`psql did not copy: ${said.slice(0, 500)}`);
  return ms;
}

/** One file, with the highest memory of the server while it came less what it had before. */
async function download(site: Site, { organization, headers }: Reader): Promise<Download> {
  const before = site.memoryMb();
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, site.memoryMb());
  }, 20);
  const answer = await get(site.origin + path, { headers });
  clearInterval(watch);
  if (answer.status !== 200) throw new Error(`The export of ${organization.orgId} answered ${answer.status}`);
  const { ms, firstByteMs, bytes } = answer;
  return { ms, firstByteMs, bytes, memoryMb: highest - before };
}
