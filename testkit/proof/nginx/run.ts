import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { openCluster } from "@/db/embedded/cluster";
import { migrate } from "@/db/setup/migrate";
import { createOrganization, type MadePerson } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import type { ProofReport } from "../report";
import { startNginx } from "./nginx";
import { startServer } from "./server";
import { saysTheHost, type Variant, variants } from "./variants";
import { steps, type Walked, walk } from "./walk";

/** Public addresses: the usual port of http, another one, and https ended before nginx. */
const sites = ["http://twofold.example", "http://twofold.example:8080", "https://twofold.example"];

/** A step that must not be served is right when it was refused. */
const wrong = (walked: Walked, served: boolean) => steps.filter((step) => (walked[step] === "ok") !== served);

const row = (site: string, variant: Variant, walked: Walked) => ({
  site,
  Host: variant.host || "-",
  "X-Forwarded-Host": variant.forwardedHost || "-",
  Proto: variant.forwardedProto ? "yes" : "-",
  For: variant.forwardedFor ? "yes" : "-",
  ...walked,
});

/**
 * `npm run proof -- nginx`: a production server behind nginx, with and without each of the headers that a proxy may
 * write. Where nginx says which host was asked for everything works; where it does not, everything is refused.
 */
export async function run(): Promise<ProofReport> {
  const cluster = await openCluster();
  process.env.TWOFOLD_MASTER_KEY = cluster.secrets.masterKey;
  const database = new pg.Client(cluster.adminUrl());
  try {
    await migrate(cluster.urls);
    await database.connect();
    const made = await createOrganization(database, insightsOrganization());
    await publishCycles(database, made, [{ duos: steadyBut({}) }]);
    const reports: Tried[] = [];
    for (const site of sites) {
      reports.push(await tryVariants({ site: new URL(site), cluster, database, vera: made.people.Vera! }));
    }
    const of = (count: (report: Tried) => number) => reports.reduce((sum, report) => sum + count(report), 0);
    return {
      name: "nginx",
      organizations: 1,
      cases: of(({ cases }) => cases),
      leaks: of(({ leaks }) => leaks),
      undecided: 0,
      controls: [
        {
          name: "asked for another host",
          leaks: of(({ refused }) => refused),
          of: sites.length * steps.length,
        },
      ],
    };
  } finally {
    await database.end();
    await cluster.stop();
  }
}

type Cluster = Awaited<ReturnType<typeof openCluster>>;
type ProxiedApp = { site: URL; cluster: Cluster; database: pg.Client; vera: MadePerson };
type Tried = { cases: number; leaks: number; refused: number };

async function tryVariants({ site, cluster, database, vera }: ProxiedApp): Promise<Tried> {
  const secret = cluster.secrets.authSecret;
  const server = await startServer(cluster.urls, {
    AUTH_SECRET: secret,
    AUTH_URL: site.origin,
    TRUSTED_PROXIES: "1",
    SMTP_URL: "smtp://127.0.0.1:9",
    LOG_LEVEL: "error",
  });
  const proto = site.protocol.slice(0, -1);
  try {
    const nginx = await startNginx(variants, { port: server.port, proto });
    const at = async (index: number, host?: string) =>
      walk({
        port: nginx.ports[index]!,
        site,
        host,
        name: vera.name,
        token: await mailedToken(database, vera, secret),
      });
    try {
      const table = [];
      let leaks = 0;
      for (const [index, variant] of variants.entries()) {
        const walked = await at(index);
        leaks += wrong(walked, saysTheHost(variant)).length;
        table.push(row(site.origin, variant, walked));
      }
      console.table(table);
      const usual = variants.findIndex(({ host, forwardedHost }) => host === "$http_host" && !forwardedHost);
      const elsewhere = await at(usual, "evil.example");
      return {
        cases: table.length * steps.length,
        leaks,
        refused: wrong(elsewhere, true).length,
      };
    } finally {
      await nginx.stop();
    }
  } finally {
    await server.stop();
  }
}

/** A token as a mailed link has one, known without reading the mail. */
async function mailedToken(database: pg.Client, { email }: MadePerson, secret: string): Promise<string> {
  const token = randomUUID();
  const hash = createHash("sha256")
    .update(token + secret)
    .digest("hex");
  await database.query(
    "insert into verification_tokens (identifier, token, expires) values ($1, $2, now() + interval '10 minutes')",
    [email, hash],
  );
  return token;
}
