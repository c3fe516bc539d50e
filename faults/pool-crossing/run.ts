import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { closePools, type ViewerIdentity, withConnection, withViewer } from "@/db/client";
import type { Cluster } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization } from "@/testkit/factories/organization";
import { openDatabase } from "../site";
import type { Trial } from "../trial";

const parameters = { transactions: 10_000, connections: 2 };
const organizations = 4;
const peopleOfEach = 4;
/** Transactions under way or waiting at any time. */
const atOnce = 40;
/** Statements outside a transaction and transactions that fail: one in so many. */
const outsideEvery = 8;
const failingEvery = 7;
const waitMsAtMost = 2;
const ofControl = 500;

type Seen = { transactions: number; foreign: number; missing: number };
class Given extends Error {}

/**
 * Many people's transactions take turns on a few connections, some of them fail in the middle, and between them are
 * statements for nobody, such as those that count towards a limit. Each may see the rows of its own person and no others.
 * The control is the same code whose identity outlives its transaction: SET in place of SET LOCAL.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { transactions, connections }, controls, started, say }) {
    const cluster = await openDatabase(started);
    const people = await makePeople(cluster);
    const before = { ...process.env };
    process.env.DATABASE_URL = cluster.urls.app;
    process.env.DATABASE_POOL_SIZE = String(connections);
    started.add(async () => {
      process.env = before;
      await closePools();
    });
    const found = await interleave(people, transactions);
    say(`${found.transactions} transactions of ${people.length} people`);
    const report = {
      figures: [{ name: "transactions", measured: found.transactions, atLeast: parameters.transactions }],
      never: { foreign: found.foreign, missing: found.missing },
      controls: [],
    };
    if (!controls) return report;
    const control = await withLastingIdentity(() => interleave(people, ofControl));
    return { ...report, controls: [{ name: "SET in place of SET LOCAL crosses", found: control.foreign }] };
  },
};

/** People who have each answered in their organization, so that there is something to see. */
function makePeople(cluster: Cluster): Promise<ViewerIdentity[]> {
  const names = Array.from({ length: peopleOfEach }, (_, n) => `Ian${n}`);
  return withClient(cluster.adminUrl(), async (admin) => {
    const people: ViewerIdentity[] = [];
    for (let n = 0; n < organizations; n++) {
      const made = await createOrganization(admin, {
        people: { Mia: {}, ...Object.fromEntries(names.map((name) => [name, {}])) },
        duos: Object.fromEntries(names.map((name) => [name, { ic: name, manager: "Mia" }])),
        cycle: { number: 2 },
      });
      await answerFor(admin, made, (_, side) => (side === "ic" ? evenAnswers(3) : undefined));
      people.push(...names.map((name) => ({ orgId: made.orgId, personId: made.people[name]!.id })));
    }
    return people;
  });
}

/** With a value, so that its plan is kept like that of the product's own statements (`db/named`), for all who ask. */
const ownRows = { text: "select org_id, author_id from response_parts where stage = $1" };
const stage = ["final"];

async function interleave(people: readonly ViewerIdentity[], transactions: number): Promise<Seen> {
  const seen: Seen = { transactions: 0, foreign: 0, missing: 0 };
  let begun = 0;
  const work = async () => {
    while (begun < transactions) {
      const n = begun++;
      const viewer = people[Math.floor(Math.random() * people.length)]!;
      await (n % outsideEvery === 0 ? outside(seen) : inside(viewer, seen, n % failingEvery === 0));
      seen.transactions += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return seen;
}

/** Looks twice, with a pause in which others get their turn, and then fails if it is to. */
async function inside(viewer: ViewerIdentity, seen: Seen, fails: boolean): Promise<void> {
  await withViewer(viewer, async (_, client) => {
    for (let look = 0; look < 2; look++) {
      const { rows } = await client.query<{ org_id: string; author_id: string }>(ownRows, stage);
      const isOwn = (row: (typeof rows)[number]) =>
        row.org_id === viewer.orgId && row.author_id === viewer.personId;
      seen.foreign += rows.filter((row) => !isOwn(row)).length;
      if (!rows.some(isOwn)) seen.missing += 1;
      await sleep(Math.random() * waitMsAtMost);
    }
    if (fails) throw new Given();
  }).catch((error) => {
    if (!(error instanceof Given)) throw error;
  });
}

async function outside(seen: Seen): Promise<void> {
  seen.foreign += await withConnection(
    "app",
    async (client) => (await client.query(ownRows, stage)).rows.length,
  );
}

/**
 * Lets the product's own statements set the identity for the whole session while `work` runs, on new connections: one that
 * is there keeps the way in which it asks (`db/named`).
 */
async function withLastingIdentity<T>(work: () => Promise<T>): Promise<T> {
  await closePools();
  const { prototype } = pg.Client;
  const { query } = prototype;
  prototype.query = function (this: pg.Client, first: unknown, ...rest: unknown[]) {
    const statement =
      typeof first === "string" ? first.replaceAll("set local twofold", "set twofold") : first;
    return Reflect.apply(query, this, [statement, ...rest]);
  } as typeof query;
  try {
    return await work();
  } finally {
    prototype.query = query;
  }
}
