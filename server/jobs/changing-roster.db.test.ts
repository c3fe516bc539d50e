import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import type { Viewer } from "@/lib/domain/permissions";
import { evenAnswers } from "@/testkit/factories/answers";
import { viewerOf } from "@/testkit/factories/viewer";
import { monthlyRule, scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { loadDuo } from "../duos/duo";
import { openDuos } from "../insights/duos";
import { submitResponse } from "../responses";
import { changeRoster } from "../roster/by-hand";
import { saveSchedule } from "../schedule/schedule";
import { closeDueCycles, publishClosedCycles } from "./close-cycles";
import { openDueCycles } from "./open-cycles";
import { remindMissing } from "./remind";
import { sendMail } from "./send-mail";

const scene = scheduledCycles();
const { received, rowsOf, setClock } = scene;

/** A change by hand as the page makes it: looked at, then done. */
async function change(kind: string, cells: object, id?: string): Promise<void> {
  await scene.signInAgain();
  const wanted = { kind, cells, ...(id && { id }) };
  const { fingerprint } = await changeRoster(scene.ada, { ...wanted, seen: "" });
  expect(await changeRoster(scene.ada, { ...wanted, seen: fingerprint })).toMatchObject({ done: true });
}

const idOf = async (sql: string): Promise<string> =>
  (await rowsOf<{ id: string }>(sql, [scene.made.orgId]))[0]!.id;
const unit = (name: string) => idOf(`select id from units where org_id = $1 and name = '${name}'`);
const added = (externalId: string) =>
  idOf(`select id from people where org_id = $1 and external_id = '${externalId}'`);
const viewerById = (personId: string, leads: string[] = []): Viewer =>
  viewerOf(scene.made, "Ian", { personId, leads });

/** One month by its clock: it opens, one duo answers, those missing are reminded, and it closes and is published. */
async function month(name: string, answering: { duoId: string; people: readonly string[] }): Promise<string> {
  const { duoId, people } = answering;
  await setClock(`2031-${name}-06T08:00:30Z`);
  await openDueCycles();
  const cycleId = await idOf("select id from cycles where org_id = $1 and state = 'open'");
  for (const personId of people) {
    const sent = { revision: 0, promiseVersion, answers: evenAnswers(4), key: randomUUID() };
    const submitted = await submitResponse(viewerById(personId), { cycleId, duoId }, sent);
    expect(submitted).toMatchObject({ kind: "submitted" });
  }
  await sendMail({});
  await setClock(`2031-${name}-25T04:30:30Z`);
  await remindMissing();
  await sendMail({});
  await setClock(`2031-${name}-27T17:00:30Z`);
  await closeDueCycles();
  await publishClosedCycles();
  await sendMail({});
  return cycleId;
}

/** Everything that was published for a cycle, as it is stored. */
const publishedOf = async (cycleId: string) => {
  const rows = await rowsOf<{ row: string }>(
    `select d::text as row from published_duos d where cycle_id = $1
     union all select p::text from published_duo_partners p where cycle_id = $1
     union all select c::text from published_cells c where cycle_id = $1`,
    [cycleId],
  );
  return rows.map(({ row }) => row).sort();
};

const mailTo = (name: string, of: string) =>
  received.filter(({ to, at }) => to === name && at.toISOString().startsWith(`2031-${of}`));
const subjects = (name: string, of: string) => mailTo(name, of).map(({ subject }) => subject);

test("a moved unit and a replaced partner between cycles: the past stays, and a new duo begins afresh", async () => {
  await saveSchedule(scene.ada, { ...monthlyRule, revision: 0 });
  const { first: duoId } = scene.made.duos;
  const [ian, mia] = [scene.made.people.Ian!.id, scene.made.people.Mia!.id];
  await change("unit", { unit: "Company / East" });
  await change("unit", { unit: "Company / West" });
  for (const name of ["Wendy", "Nora"]) {
    await change("person", {
      person_id: name,
      name: `${name} Example`,
      given_name: name,
      email: `${name.toLowerCase()}@example.test`,
    });
  }
  await change("leader", { person_id: "Wendy", unit: "Company / West" });
  const duo = { ic_id: ian, manager_id: mia };
  await change("duo", { ...duo, unit: "Company / East" }, duoId);

  const january = await month("01", { duoId: duoId!, people: [ian, mia] });
  const [east, west] = [await unit("East"), await unit("West")];
  const wendy = viewerById(await added("Wendy"), [west]);
  const published = await publishedOf(january);
  expect(published.length).toBeGreaterThan(0);

  await change("unit", { unit: "Company / West" }, east);
  const february = await month("02", { duoId: duoId!, people: [ian, mia] });
  await change("duo", { ic_id: ian, manager_id: "Nora" }, duoId);
  const next = await idOf(
    "select d.id from duos d join people p on p.id = d.manager_person_id where d.org_id = $1 and p.external_id = 'Nora'",
  );
  const nora = await added("Nora");
  const march = await month("03", { duoId: next, people: [ian, nora] });

  // The past keeps its tree and every byte of what was published.
  const parents = await rowsOf<{ cycle_id: string; parent_id: string }>(
    "select cycle_id, parent_id from cycle_units where unit_id = $1",
    [east],
  );
  expect(Object.fromEntries(parents.map((row) => [row.cycle_id, row.parent_id]))).toEqual({
    [january]: scene.made.units.Company,
    [february]: west,
    [march]: west,
  });
  expect(await publishedOf(january)).toEqual(published);
  const readBy = async (reader: Viewer, cycle: string) => {
    const answer = await (await openDuos(reader, { cycle }))?.answer;
    return answer?.kind === "duos" ? answer.rows.map((row) => row.duoId) : answer?.kind;
  };
  expect(await readBy(wendy, february)).toEqual([duoId]);
  expect(await readBy(wendy, march)).toEqual([next]);
  expect(await readBy(wendy, january)).toEqual([]);

  // The new duo has one cycle and is asked as a first one; what came before stays with those who wrote it.
  const enrolled = await rowsOf<{ cycle_id: string; duo_id: string; first_cycle: boolean }>(
    "select d.cycle_id, d.duo_id, d.first_cycle from duo_cycles d join cycles c on c.org_id = d.org_id and c.id = d.cycle_id where d.org_id = $1 and d.duo_id = any ($2) order by c.number",
    [scene.made.orgId, [duoId, next]],
  );
  expect(enrolled.map((row) => [row.cycle_id, row.duo_id, row.first_cycle])).toEqual([
    [january, duoId, true],
    [february, duoId, false],
    [march, next, true],
  ]);
  const cyclesOf = async (personId: string, id: string) =>
    (await loadDuo(viewerById(personId), { duoId: id })).cycles.map(({ number }) => number);
  expect(await cyclesOf(mia, duoId!)).toEqual([2, 1]);
  expect(await cyclesOf(ian, next)).toEqual([3]);
  await expect(cyclesOf(mia, next)).rejects.toMatchObject({ code: "not-found" });
  await expect(cyclesOf(nora, duoId!)).rejects.toMatchObject({ code: "not-found" });
  const statuses = await rowsOf(
    "select cycle_id, status from published_duos where org_id = $1 and duo_id = $2",
    [scene.made.orgId, next],
  );
  expect(statuses).toEqual([{ cycle_id: march, status: "not-enough-data" }]);

  // Mail goes to the right people: who is newly read, who stays, who comes, and never about a duo that has ended.
  const newlyRead = "Wendy Example may read the state of your duo";
  for (const name of ["ian", "mia"]) {
    expect(subjects(name, "02")).toContain(newlyRead);
  }
  expect(subjects("tom", "02")).not.toContain(newlyRead);
  expect(subjects("ian", "03")).toContain("Your duo has a new partner");
  expect(subjects("nora", "03")).toContain("Your Twofold survey is open");
  expect(subjects("nora", "02")).not.toContain("Your Twofold survey is open");
  const reminder = (of: string) => mailTo("mia", of).find(({ subject }) => /still open/.test(subject))!.text;
  expect(reminder("03")).toContain("your work with Tom Example waits");
  expect(subjects("ian", "03")).not.toContain("Your Twofold survey is still open");
}, 120_000);
