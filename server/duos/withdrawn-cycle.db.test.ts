import { beforeEach, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, openCycle, withdrawCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { loadDuo } from "./duo";
import { loadHome } from "./home";

const database = freshDatabase();
let made: MadeOrganization;
let cycleIds: string[];

const ada = () => viewerOf(made, "Ada", { isAdmin: true });
const ian = () => viewerOf(made, "Ian");
const duoPage = (cycleId?: string) => loadDuo(ian(), { duoId: made.duos.first, cycleId });
const opening = (number: number) => `2026-0${number}-02`;

beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 1 },
  });
  cycleIds = [made.cycleId];
});

async function openNext(): Promise<void> {
  const closesLocal = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 16);
  await openCycle(ada(), { closesLocal, timeZone: "UTC", sharingMode: "scoped" });
  const { rows } = await database.admin.query("select id from cycles where org_id = $1 and state = 'open'", [
    made.orgId,
  ]);
  made = { ...made, cycleId: rows[0].id };
  cycleIds.push(made.cycleId);
}

/** Both answer the open cycle, as one that opened on the 2nd of its month, and it is published. */
async function publishOpen({ points = 50, impact = 3 } = {}): Promise<void> {
  const { cycleId } = made;
  await answerFor(database.admin, made, (_, side) => ({
    ...evenAnswers(4),
    ALLOC: side === "ic" ? { product: points, debt: 100 - points } : { product: 100, debt: 0 },
    MX1: impact,
  }));
  await database.arrange(
    `update cycles set opens_at = '${opening(cycleIds.length)} 09:00Z' where id = '${cycleId}'`,
  );
  await closeCycle(ada(), { cycleId });
  await publishCycle(made.orgId, cycleId);
}

/** What both tables of rows say of the duo in a cycle. */
async function setRows(number: number, set: string): Promise<void> {
  for (const table of ["published_duos", "published_duo_partners"]) {
    await database.arrange(`update ${table} set ${set} where cycle_id = '${cycleIds[number - 1]}'`);
  }
}

const withdraw = (number: number) =>
  withdrawCycle(ada(), { cycleId: cycleIds[number - 1], reason: "Sent to the wrong people." });

test("the status of a later row is dated to a cycle that stands, for both audiences and in the next row", async () => {
  await publishOpen();
  for (const _ of [2, 3]) {
    await openNext();
    await publishOpen();
  }
  const before = await duoPage();
  const status = before.cycles[0]!.published!.status!;
  const other = status === "strained" ? "steady" : "strained";
  // The status of the third cycle had lasted since the second one.
  await setRows(1, `status = '${other}', reason = '', since_cycle_id = cycle_id, since_on = '${opening(1)}'`);
  for (const number of [2, 3]) {
    await setRows(
      number,
      `status = '${status}', since_cycle_id = '${cycleIds[1]}', since_on = '${opening(2)}', status_cycles = ${number - 1}`,
    );
  }
  const sinceOf = async () => {
    const [newest] = (await duoPage()).cycles.filter(({ published }) => published);
    const { duos } = await loadHome(ian());
    return [newest!.published!.sinceOn, newest!.forLeaders!.sinceOn, duos[0]!.latest!.published!.sinceOn];
  };
  expect(await sinceOf()).toEqual([opening(2), opening(2), opening(2)]);

  await withdraw(2);
  expect(await sinceOf()).toEqual([opening(3), opening(3), opening(3)]);

  await openNext();
  await publishOpen();
  const { rows } = await database.admin.query(
    `select status, since_on::text as since, since_cycle_id as cycle, status_cycles as lasts from published_duo_partners where cycle_id = $1
     union all select status, since_on::text, since_cycle_id, status_cycles from published_duos where cycle_id = $1`,
    [cycleIds[3]],
  );
  const stored = { status, since: opening(3), cycle: cycleIds[2], lasts: 2 };
  expect(rows).toEqual([stored, stored]);
});

test("a change that was dated to it began with the next cycle that stands", async () => {
  await publishOpen();
  for (const _ of [2, 3]) {
    await openNext();
    await publishOpen();
  }
  await setRows(
    3,
    `status = 'diverging', reason = 'apart', since_cycle_id = '${cycleIds[1]}', since_on = '${opening(2)}', since_from_on = '${opening(1)}', since_to_on = '${opening(2)}'`,
  );
  await withdraw(2);
  const [newest] = (await duoPage()).cycles;
  const told = { sinceOn: opening(3), sinceFromOn: opening(1), sinceToOn: opening(3) };
  expect(newest).toMatchObject({ published: told, forLeaders: told });
});

test("answers to it are compared with no other cycle's, and its own page still shows them", async () => {
  await publishOpen({ points: 60, impact: 3 });
  await openNext();
  await publishOpen({ points: 90, impact: 5 });
  await openNext();
  await publishOpen({ points: 100, impact: 5 });
  const before = await duoPage();
  expect([before.earlierAllocation?.opensOn, before.multiplier?.n]).toEqual([opening(2), 6]);

  await withdraw(2);
  const now = await duoPage(cycleIds[2]);
  expect([now.earlierAllocation?.opensOn, now.multiplier?.n]).toEqual([opening(1), 4]);
  const own = await duoPage(cycleIds[1]);
  expect(own.chosen).toMatchObject({ state: "withdrawn", published: null, forLeaders: null });
  expect(own.reveal?.allocation?.pointsToMove).toBe(10);
});
