import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { Answering } from "@/bench/submitting/answering";
import { ask } from "@/bench/submitting/requests";
import { makeRespondents, type Respondent, submit } from "@/bench/submitting/respondents";
import { guardsOf } from "@/db/backup/guards";
import { createDatabase, withClient } from "@/db/setup/create-database";
import { type DatabaseUrls, loginRoles, roleUrls, urlVariable } from "@/db/setup/roles";
import { pageField, pageHeader } from "@/lib/domain/page-header";
import { databaseSettings, secretSettings } from "@/scripts/launch/environment";
import { actionId } from "@/testkit/action-id";
import {
  createOrganization,
  createSession,
  type MadePerson,
  sessionCookieName,
} from "@/testkit/factories/organization";
import { signedFor } from "@/testkit/page-token";
import { runCommand } from "../command";
import type { Control } from "../report";
import { openSite, type Site } from "../site";
import { compareStored } from "../stored";
import type { Setting, Trial } from "../trial";
import { countReadable, differing, hashRows } from "./rows";

const parameters = { people: 100 };
const restored = "twofold_restored";

/**
 * A backup is restored into another database by the commands that an operator uses. Its rows must be those of the backup,
 * its answers must open, what guards them must be as before, and who was erased after the backup must be gone before the
 * first page is served. The controls start with a ledger that lacks the erasure, and take the policies away.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { people }, controls, started, say }) {
    const scene = await arrange(started, people);
    const { site, files, told } = scene;
    const node = site.nodes[0]!;
    await node.stop();
    const before = await withClient(site.cluster.adminUrl(), describe);
    copyFileSync(files.ledger, files.ledgerThen);
    const { backup, restore } = commandsOf(site, files);
    say((await backup()).trim());
    await node.start();
    await erase(site, scene.admin, scene.zoe);
    await node.stop();

    const urls = await emptyDatabase(site);
    const began = performance.now();
    say((await restore(urls)).trim().split("\n").at(-1)!);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const adminUrl = site.cluster.adminUrl(restored);
    const after = await withClient(adminUrl, describe);
    const differences = differing(before.rows, after.rows);
    for (const name of differences) say(`differs: ${name}`);
    const stored = await withClient(adminUrl, (admin) => compareStored(admin, told));

    const outdated = controls ? [await startedWith(scene, urls, files.ledgerThen)] : [];
    const remembered = await startedWith(scene, urls, files.ledger);
    const viewer = { orgId: scene.first.person.orgId, personId: scene.first.person.id };
    const readable = await countReadable(urls.app, viewer);
    const unguarded = differing(countEach(before.guards), countEach(after.guards)).length;
    return {
      figures: [
        { name: "people", measured: people, atLeast: parameters.people },
        { name: "tables", measured: after.rows.size, atLeast: 1 },
        { name: "policies", measured: after.guards.length, atLeast: 1 },
        { name: "restoreSeconds", measured: seconds },
      ],
      never: { ...stored, differing: differences.length, remembered, unguarded, readable },
      controls: [
        ...outdated.map((found): Control => ({ name: "a ledger without the line leaves the person", found })),
        ...(controls ? [await withoutPolicies(adminUrl, () => countReadable(urls.app, viewer))] : []),
      ],
    };
  },
};

type Files = { backup: string; ledger: string; ledgerThen: string };
type Scene = {
  site: Site;
  files: Files;
  told: ReadonlyMap<string, Answering>;
  first: Respondent;
  admin: MadePerson;
  zoe: MadePerson;
};

/** Two organizations whose people submitted, and one whose admin has erased somebody. */
async function arrange(started: Setting["started"], people: number): Promise<Scene> {
  const folder = mkdtempSync(path.join(tmpdir(), "twofold-restore-"));
  started.add(async () => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string) => path.join(folder, name);
  const files = { backup: file("a.backup"), ledger: file("now.jsonl"), ledgerThen: file("then.jsonl") };
  const settings = async () => ({ TWOFOLD_ERASURE_LEDGER: files.ledger });
  const site = await openSite(started, { settings });
  await site.nodes[0]!.start();
  const told = new Map<string, Answering>();
  const respondents = [...(await makeRespondents(site, people)), ...(await makeRespondents(site, 10))];
  for (const one of respondents) {
    const answering = new Answering();
    const submission = answering.next();
    answering.take(submission, (await submit(site.nodes[0]!, one, submission)).outcome);
    told.set(one.duoId, answering);
  }
  const made = await withClient(site.cluster.adminUrl(), (client) =>
    createOrganization(client, { people: { Ada: { admin: true }, Yan: {}, Zoe: {} } }),
  );
  const { Ada, Yan, Zoe } = made.people;
  await erase(site, Ada!, Yan!);
  return { site, files, told, first: respondents[0]!, admin: Ada!, zoe: Zoe! };
}

/** Erases somebody as the admin's page does. */
async function erase({ cluster, nodes }: Site, admin: MadePerson, person: MadePerson): Promise<void> {
  const { origin, port } = nodes[0]!;
  const session = await withClient(cluster.adminUrl(), (client) => createSession(client, admin));
  const page = signedFor("page", admin, cluster.secrets.authSecret);
  const form = new FormData();
  form.set(`_1_${pageField}`, page);
  form.set("_1_personId", person.id);
  form.set("_1_confirmation", `${person.name} Example`);
  form.set("0", '[{"attempt":0,"typed":{}},"$K1"]');
  const encoded = new Request(origin, { method: "POST", body: form });
  const headers = {
    origin,
    cookie: `${sessionCookieName(port)}=${session}`,
    [pageHeader]: page,
    "content-type": encoded.headers.get("content-type")!,
    "next-action": actionId("eraseAction"),
  };
  const body = await encoded.text();
  const answer = await ask(`${origin}/program/erase/${person.id}`, { method: "POST", headers, body });
  if (!answer.text.includes('"ok":true')) throw new Error(`Nobody was erased: ${answer.text.slice(-400)}`);
}

async function describe(admin: pg.Client) {
  return { rows: await hashRows(admin), guards: await guardsOf(admin) };
}

const countEach = (lines: readonly string[]) => new Map(lines.map((line) => [line, "there"]));

async function emptyDatabase({ cluster }: Site): Promise<DatabaseUrls> {
  const { rolePasswords: passwords } = cluster.secrets;
  await createDatabase(cluster.adminUrl, restored, { passwords });
  return roleUrls(cluster.adminUrl(), restored, passwords);
}

function commandsOf({ cluster }: Site, files: Files) {
  const run = async (args: string[], env: Record<string, string>) => {
    const { code, said } = await runCommand(args, { ...secretSettings(cluster.secrets), ...env });
    if (code !== 0) throw new Error(`npm run ${args[0]} failed:\n${said}`);
    return said;
  };
  const every = (urls: DatabaseUrls) =>
    Object.fromEntries(loginRoles.map((role) => [urlVariable(role), urls[role]]));
  return {
    backup: () =>
      run(["backup", files.backup], { ...every(cluster.urls), DATABASE_URL_ADMIN: cluster.adminUrl() }),
    restore: (urls: DatabaseUrls) =>
      run(["restore", files.backup], { ...every(urls), TWOFOLD_ERASURE_LEDGER: files.ledgerThen }),
  };
}

/** Starts a server over the restored database with a ledger, and counts who is back as it serves its first page. */
async function startedWith({ site, zoe }: Scene, urls: DatabaseUrls, ledger: string): Promise<number> {
  const node = site.nodes[0]!;
  await node.start({ ...databaseSettings(urls), TWOFOLD_ERASURE_LEDGER: ledger });
  while ((await ask(`${node.origin}/sign-in`)).status !== 200) await sleep(20);
  const found = await withClient(site.cluster.adminUrl(restored), (admin) =>
    admin.query("select from people where id = $1 and name <> ''", [zoe.id]),
  );
  await node.stop();
  return found.rowCount ?? 0;
}

async function withoutPolicies(adminUrl: string, count: () => Promise<number>): Promise<Control> {
  await withClient(adminUrl, async (admin) => {
    for (const name of ["people", "duos", "responses", "response_parts"]) {
      await admin.query(`alter table ${name} disable row level security`);
    }
  });
  return { name: "without row-level security others’ rows are readable", found: await count() };
}
