import { describe, expect, test } from "vitest";
import { viewerOf } from "@/testkit/factories/viewer";
import { changeDuo } from "@/testkit/scenes/changing-duos";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { closeCycle, openCycle } from "../cycles";
import { loadDuo } from "../duos/duo";
import { loadHome } from "../duos/home";
import { closeDueCycles } from "../jobs/close-cycles";
import { changeRoster } from "../roster/by-hand";
import { grantRole } from "../roster/grants";
import { sendWaitingMail } from "./send";

const scene = scheduledCycles();
const { received } = scene;

const bare = (text: string) => text.replace(/=\r?\n/g, "").replace(/[\u2066-\u2069]|=E2=81=A[6-9]/g, "");
const arrived = async () => {
  await sendWaitingMail();
  return received
    .splice(0)
    .map(({ to, subject, text }) => ({ to, subject: bare(subject), text: bare(text) }));
};
const subjects = async () => (await arrived()).map(({ to, subject }) => `${to}: ${subject}`).sort();
const change = (cells: Parameters<typeof changeDuo>[2]) => changeDuo(scene, changeRoster, cells);

async function openOne(): Promise<string> {
  const { cycleId } = await openCycle(scene.ada, {
    closesLocal: "2031-01-20T18:00",
    timeZone: "UTC",
    sharingMode: "scoped",
  });
  await arrived();
  return cycleId;
}

/** The days that have arrived by mail since the last look. */
const told = async () =>
  (await arrived()).map(({ text }) =>
    /(?:ends|ended) on (\d+\s\w+\s\d+)/.exec(text)?.[1]?.replace(/\s/g, " "),
  );
const endOn = (day: string) => change({ ended_on: day });
const twice = (day: string) => [day, day];

test("an end that is moved and moved back is told each time, so that the last mail is right", async () => {
  await openOne();
  const [near, far] = ["12 January 2031", "22 January 2031"];
  for (const [day, said] of [
    ["2031-01-12", near],
    ["2031-01-22", far],
    ["2031-01-12", near],
    ["2031-01-22", far],
  ] as const) {
    await endOn(day);
    expect([day, await told()]).toEqual([day, twice(said)]);
  }
  // Moved and moved back before a mail left: both know the day.
  await endOn("2031-01-12");
  await endOn("2031-01-22");
  expect(await told()).toEqual([]);
});

test("an end of the duo that holds again, because a partner's earlier one is taken back, is told again", async () => {
  await openOne();
  const endIan = async (day: string) => {
    const person = { kind: "person", id: scene.made.people.Ian!.id, cells: { ended_on: day } };
    const { fingerprint } = await changeRoster(scene.ada, { ...person, seen: "" });
    expect(await changeRoster(scene.ada, { ...person, seen: fingerprint })).toMatchObject({ done: true });
  };
  const [near, far] = ["12 January 2031", "22 January 2031"];
  await endOn("2031-01-22");
  expect(await told()).toEqual(twice(far));
  await endIan("2031-01-12");
  expect(await told()).toEqual(twice(near));
  await endIan("");
  expect(await told()).toEqual(twice(far));
  // An own end that changes nothing yet is told to nobody.
  await endIan("2031-01-12");
  await arrived();
  await endOn("2031-01-30");
  expect(await told()).toEqual([]);
});

describe("a stop that was undone before its mail left", () => {
  const left = [
    "ian: Your duo with Mia Example has left the open cycle",
    "mia: Your duo with Ian Example has left the open cycle",
  ];
  const leftOpen = async () => {
    const ian = viewerOf(scene.made, "Ian");
    const { duos } = await loadHome(ian);
    const duoId = scene.made.duos.first!;
    return [duos.find((duo) => duo.duoId === duoId)?.leftOpen, (await loadDuo(ian, { duoId })).leftOpen];
  };

  test.each<[string, Parameters<typeof change>[0], Parameters<typeof change>[0]]>([
    ["a pause", { paused: "yes" }, { paused: "no" }],
    ["an end", { ended_on: "2031-01-02" }, { ended_on: "" }],
  ])("%s, says to both that the open cycle asks no more, once, as their pages do", async (_, stop, undo) => {
    await openOne();
    expect(await leftOpen()).toEqual([false, false]);
    await change(stop);
    expect(await leftOpen()).toEqual([false, false]);
    await change(undo);
    expect(await subjects()).toEqual(left);
    expect(await leftOpen()).toEqual([true, true]);
    await change(stop);
    await change(undo);
    // Who reads a duo that was over is said always.
    expect(await subjects()).toEqual("paused" in stop ? [] : left);
  });

  test("says nothing where the cycle closed meanwhile", async () => {
    const cycleId = await openOne();
    await change({ paused: "yes" });
    await change({ paused: "no" });
    await closeCycle(scene.ada, { cycleId });
    expect(await subjects()).toEqual([]);
    expect(await leftOpen()).toEqual([false, false]);
  });
});

test("a duo that goes on until a day that is set says so", async () => {
  await openOne();
  await change({ paused: "yes" });
  await arrived();
  await change({ ended_on: "2031-01-12" });
  await arrived();
  await change({ paused: "no" });
  const [mail] = await arrived();
  expect(mail!.subject).toContain("goes on");
  expect(mail!.text).toContain(
    "It ends on 12 January 2031: only a cycle that opens before that day asks about it.",
  );
});

test("who ends hears nothing of their roles, which a job revokes or an admin ends with them", async () => {
  const { Vera, Tom } = scene.made.people;
  await grantRole(scene.ada, { person: "tom@example.test", role: "reviewer" });
  await arrived();
  await scene.database.arrange("update people set ended_on = '2031-01-01' where id = $1", [Vera!.id]);
  await closeDueCycles();
  const ids = await scene.rowsOf<{ id: string; external_id: string }>("select id, external_id from people");
  const person = {
    kind: "person",
    id: Tom!.id,
    cells: { person_id: ids.find(({ id }) => id === Tom!.id)!.external_id, ended_on: "2031-01-01" },
  };
  const { fingerprint } = await changeRoster(scene.ada, { ...person, seen: "" });
  expect(await changeRoster(scene.ada, { ...person, seen: fingerprint })).toMatchObject({ done: true });
  const standing = "select from role_grants where person_id = any ($1) and revoked_at is null";
  expect(await scene.rowsOf(standing, [[Vera!.id, Tom!.id]])).toEqual([]);
  expect(await scene.rowsOf("select from outbox where kind = 'role-ended'")).toEqual([]);
});

test("a partner who is replaced in steps, the old duo last: both hear of its end, and both of the new one see it", async () => {
  await openOne();
  const { orgId, people, units } = scene.made;
  await scene.database.arrange(
    `insert into duos (org_id, id, unit_id, display_name, pair_type, ic_person_id, manager_person_id, started_on)
     values ($1, gen_random_uuid(), $2, 'Ian and Tom', 'other', $3, $4, '2031-01-01')`,
    [orgId, units.Company, people.Ian!.id, people.Tom!.id],
  );
  for (const name of ["Ian", "Tom"]) {
    const { coming } = await loadHome(viewerOf(scene.made, name));
    const [other, ...none] = ["Ian", "Tom"].filter((one) => one !== name);
    expect([name, coming, none]).toMatchObject([name, [{ partnerName: `${other} Example` }], []]);
  }
  expect(await subjects()).toEqual([]);
  await endOn("2031-01-02");
  expect(await subjects()).toEqual([
    "ian: Your duo with Mia Example ends",
    "mia: Your duo with Ian Example ends",
  ]);
});
