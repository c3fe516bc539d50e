import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { pageHeader } from "@/lib/domain/page-header";
import { actionId } from "@/testkit/action-id";
import { createOrganization, createSession, sessionCookieName } from "@/testkit/factories/organization";
import { signedFor } from "@/testkit/page-token";
import { median, round } from "../measures";
import { type Site, withSite } from "../served";
import { type CycleTimes, openAndRemind } from "./cycle";

const sizes = { people: 14_000, duos: 5_900, units: 90, leaders: 10 };
const runs = 3;
/** Half of what the page waits between two questions. */
const pollMs = 250;
const timeoutMs = 60_000;

type Admin = { orgId: string; personId: string; session: string };
type Measured = { checkSeconds: number; applySeconds: number; seconds: number; memoryMb: number };

/**
 * Measures two things. How long it takes to open a cycle of 10,000 duos and to remind their people. And how long an
 * import of 20,000 lines takes from the first byte of its upload to the committed roster, with reading the list of
 * changes in between and asking for the progress all the time, as an admin's browser does, and by how much the server's
 * memory grows meanwhile. Each import is into an organization of its own.
 */
export function run(): Promise<void> {
  return withSite(fill, async (site, { admins, cycle }) => {
    const measured: Measured[] = [];
    for (const admin of admins) measured.push(await importAll(site, admin));
    // The first run also loads the code.
    const [first, ...rest] = measured;
    console.table(
      [first!, ...rest].map((one) => ({
        "check s": round(one.checkSeconds),
        "apply s": round(one.applySeconds),
        "whole s": round(one.seconds),
        "memory MB": round(one.memoryMb, 0),
      })),
    );
    const of = (name: keyof Measured) => median(rest.map((one) => one[name]));
    const importMb = round(Math.max(...measured.map((one) => one.memoryMb)), 0);
    console.table([{ "slowest answer while reminders are queued, ms": round(cycle.slowestAnswerMs, 0) }]);
    console.log(
      JSON.stringify({
        importSeconds: round(of("seconds")),
        importMb,
        openSeconds: round(cycle.openSeconds),
        remindSeconds: round(cycle.remindSeconds),
      }),
    );
  });
}

async function fill(cluster: Site["cluster"]): Promise<{ admins: Admin[]; cycle: CycleTimes }> {
  const cycle = await openAndRemind(cluster);
  // No job is to work on it while imports are measured.
  await cluster.recreateDatabase();
  await migrate(cluster.urls);
  const admins = await makeAdmins(cluster);
  return { admins, cycle };
}

async function makeAdmins({ adminUrl }: Site["cluster"]): Promise<Admin[]> {
  return withClient(adminUrl(), async (client) => {
    const admins: Admin[] = [];
    for (let n = 0; n <= runs; n++) {
      const { orgId, people } = await createOrganization(client, { people: { Ada: { admin: true } } });
      const session = await createSession(client, people.Ada!);
      admins.push({ orgId, personId: people.Ada!.id, session });
    }
    return admins;
  });
}

/** Four kinds of lines in one file, with addresses of this organization's own. */
function fileOf({ orgId }: Admin): Blob {
  const columns =
    "record,unit,person_id,name,email,duo_id,ic_id,manager_id,pair_type,ic_grade,manager_grade,team_size,started_on";
  const unit = (n: number) => `Area ${n % 9}${n < 9 ? "" : ` / Team ${n}`}`;
  const each = (count: number, line: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => line(n));
  return new Blob([
    [
      columns,
      ...each(sizes.units, (n) => `unit,${unit(n)}`),
      ...each(sizes.people, (n) => `person,,P${n},Person Number${n},p${n}@${orgId}.example`),
      ...each(
        sizes.duos,
        (n) =>
          `duo,${unit(n % sizes.units)},,,,D${n},P${2 * n},P${2 * n + 1},tech-lead-em,5,${5 + (n % 2)},8,2024-03-01`,
      ),
      ...each(sizes.leaders, (n) => `leader,${unit(n)},P${n}`),
    ].join("\n"),
  ]);
}

async function importAll(site: Site, admin: Admin): Promise<Measured> {
  const body = fileOf(admin);
  const importId = randomUUID();
  const { headers, page } = as(site, admin);
  const address = `${site.origin}/api/program/imports/${importId}`;
  const before = site.memoryMb();
  let peak = before;
  const reach = async (state: string) => {
    for (const deadline = Date.now() + timeoutMs; ; await sleep(pollMs)) {
      const now: { state: string } = await (await fetch(address, { headers })).json();
      peak = Math.max(peak, site.memoryMb());
      if (now.state === state) return;
      if (Date.now() > deadline) throw new Error(`The import does not get ${state}: ${JSON.stringify(now)}`);
    }
  };
  const began = performance.now();
  const upload = await fetch(`${address}/files/1?name=all.csv&complete=no`, {
    method: "PUT",
    headers: { ...headers, "content-type": "application/octet-stream" },
    body,
  });
  if (!upload.ok) throw new Error(`The upload was answered with ${upload.status}`);
  await call(site, "startCheckAction", { headers, body: JSON.stringify([page, importId]) });
  await reach("checked");
  const checked = performance.now();
  const form = new FormData();
  form.set("_1_page", page);
  form.set("_1_importId", importId);
  form.set("_1_seen", await shownList(site, headers, importId));
  form.set("0", '[{"attempt":0,"typed":{}},"$K1"]');
  await call(site, "applyAction", { headers, body: form });
  await reach("applied");
  const ended = performance.now();
  return {
    checkSeconds: (checked - began) / 1000,
    applySeconds: (ended - checked) / 1000,
    seconds: (ended - began) / 1000,
    memoryMb: peak - before,
  };
}

/** The list of changes that the import's page shows, as its form names it; reading the page is part of the work. */
async function shownList(
  { origin }: Site,
  headers: Record<string, string>,
  importId: string,
): Promise<string> {
  const html = await (await fetch(`${origin}/program/import/${importId}`, { headers })).text();
  const seen = /<input[^>]*name="seen"[^>]*value="([^"]+)"/.exec(html)?.[1];
  if (!seen) throw new Error("The import's page shows no list of changes.");
  return seen;
}

function as({ origin, port, cluster }: Site, { orgId, personId, session }: Admin) {
  const page = signedFor("page", { orgId, id: personId }, cluster.secrets.authSecret);
  const cookie = `${sessionCookieName(port)}=${session}`;
  return { page, headers: { cookie, origin, [pageHeader]: page } };
}

/** Calls a server action by its name, as React does. */
async function call(
  site: Site,
  name: string,
  { headers, body }: { headers: Record<string, string>; body: string | FormData },
) {
  const text: Record<string, string> =
    typeof body === "string" ? { "content-type": "text/plain;charset=UTF-8" } : {};
  const response = await fetch(`${site.origin}/program/import`, {
    method: "POST",
    headers: { ...headers, ...text, "next-action": actionId(name) },
    body,
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${name} was answered with ${response.status}`);
}
