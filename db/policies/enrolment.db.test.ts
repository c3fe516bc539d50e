import { beforeAll, describe, expect, test } from "vitest";
import { promiseVersion, wholeMonths } from "@/lib/domain/cycles";
import { instrument } from "@/lib/instrument/instrument";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { everybody, stage } from "@/testkit/scenes/stage";
import { asPublisher, asWorker, withViewer } from "../client";
import {
  closeCycleIfDue,
  closeOpenCycle,
  type Opening,
  openNextCycle,
  withdrawPublished,
} from "../queries/cycles";

const on = stage();

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
const opening = (changes: Partial<Opening> = {}): Opening => ({
  sharingMode: "scoped",
  closesLocal: inDays(14),
  timeZone: "UTC",
  instrumentVersion: instrument.version,
  promiseVersion,
  ...changes,
});

/** An organization without a cycle, in which two duos are active and three are not. */
async function organization(): Promise<MadeOrganization> {
  const made = await createOrganization(on.database.admin, {
    units: { Company: {}, Product: { parent: "Company" } },
    people: { Ada: { admin: true }, Vera: { leads: "Company" }, Ian: {}, Mia: {}, Tom: {}, Noa: {} },
    duos: {
      first: { ic: "Ian", manager: "Mia", unit: "Product" },
      second: { ic: "Tom", manager: "Mia" },
      paused: { ic: "Noa", manager: "Mia" },
      ended: { ic: "Noa", manager: "Tom" },
      future: { ic: "Noa", manager: "Ian" },
    },
  });
  const set = (duo: string, change: string) =>
    on.arrange(`update duos set ${change} where id = '${made.duos[duo]}'`);
  await set(
    "first",
    "ic_grade = 4, manager_grade = 6, line_manager = true, team_size = 7, started_on = '2024-01-31'",
  );
  await set("paused", "paused = true");
  await set("ended", "ended_on = current_date");
  await set("future", "started_on = current_date + 1");
  return made;
}

let made: MadeOrganization;
beforeAll(async () => {
  made = await organization();
});

const by = (name: string, org = made) => ({ orgId: org.orgId, personId: org.people[name]!.id });
const open = (name: string, changes?: Partial<Opening>, org = made) =>
  withViewer(by(name, org), (tx) => openNextCycle(tx, opening(changes)));
const rows = async (statement: string) => (await on.arrange(statement)).rows;

describe("nobody enrols by hand", () => {
  const inserts = () => {
    const { org, cycle, duos, units, people } = on.scene;
    return {
      cycles: `insert into cycles (org_id, id, number, state, sharing_mode, instrument_version, promise_version, closes_local, time_zone, opens_at, closes_at) values ('${org}', gen_random_uuid(), 9, 'closed', 'scoped', '${instrument.version}', '${promiseVersion}', '2036-01-01T18:00', 'UTC', now() - interval '9 days', now())`,
      cycle_units: `insert into cycle_units (org_id, cycle_id, unit_id, name, platform, lineage) values ('${org}', '${cycle}', '${units.a}', 'a', false, '{}')`,
      duo_cycles: `insert into duo_cycles (org_id, cycle_id, duo_id, unit_id, display_name, pair_type, ic_person_id, manager_person_id, tenure_months, first_cycle) values ('${org}', '${cycle}', '${duos.watched}', '${units.a}', 'x', 'other', '${people.admin}', '${people.manager}', 1, true)`,
      duo_cycle_sides: `insert into duo_cycle_sides (org_id, cycle_id, duo_id, side, person_id) values ('${org}', '${cycle}', '${duos.watched}', 'ic', '${people.admin}')`,
    };
  };
  test.each(["app", "auth", "publisher", "worker"] as const)("as %s", async (role) => {
    for (const [table, statement] of Object.entries(inserts())) {
      for (const actor of everybody) {
        expect([table, actor, await on.attempt(role, actor, statement)]).toEqual([table, actor, "42501"]);
      }
    }
  });

  test("a duo's cycle names its own two people, in their order, for an administrator too", async () => {
    const { org, units, people, duos } = on.scene;
    const cycle = "00000000-0000-4000-8000-0000000000e1";
    const put = (ic: string, manager: string) => [
      `insert into cycles (org_id, id, number, state, sharing_mode, instrument_version, promise_version, closes_local, time_zone, opens_at, closes_at, closed_at) values ('${org}', '${cycle}', 9, 'closed', 'scoped', '${instrument.version}', '${promiseVersion}', '2036-01-01T18:00', 'UTC', now() - interval '9 days', now(), now())`,
      `insert into cycle_units (org_id, cycle_id, unit_id, name, platform, lineage) values ('${org}', '${cycle}', '${units.a}', 'a', false, '{}')`,
      `insert into duo_cycles (org_id, cycle_id, duo_id, unit_id, display_name, pair_type, ic_person_id, manager_person_id, tenure_months, first_cycle) values ('${org}', '${cycle}', '${duos.watched}', '${units.a}', 'x', 'other', '${ic}', '${manager}', 1, true)`,
    ];
    const attempt = (ic: string, manager: string) =>
      on.attempt("administrator", "admin", ...put(ic, manager));
    expect(await attempt(people.ic, people.manager)).toBe(1);
    expect(await attempt(people.admin, people.manager)).toBe("23503");
    expect(await attempt(people.manager, people.ic)).toBe("23503");
  });
});

describe("an admin opens a cycle", () => {
  test("and the database enrols the active duos from the roster, at its own time", async () => {
    const before = await rows("select now() as at");
    const { cycleId, number, closesAt, duos } = await open("Ada", { sharingMode: "private" });
    expect({ number, duos }).toEqual({ number: 1, duos: 2 });
    const [cycle] = await rows(`select * from cycles where id = '${cycleId}'`);
    expect(cycle).toMatchObject({
      state: "open",
      sharing_mode: "private",
      time_zone: "UTC",
      closed_at: null,
    });
    expect(cycle.opens_at.getTime()).toBeGreaterThanOrEqual(before[0].at.getTime());
    expect(cycle.closes_at).toEqual(closesAt);
    expect(closesAt.toISOString().slice(0, 16)).toBe(cycle.closes_local);

    const units = await rows(
      `select unit_id, parent_id, name, platform, lineage from cycle_units where cycle_id = '${cycleId}' order by name`,
    );
    expect(units).toEqual(
      await rows(
        `select id as unit_id, parent_id, name, platform, lineage from units where org_id = '${made.orgId}' order by name`,
      ),
    );
    const enrolled = await rows(
      `select * from duo_cycles where cycle_id = '${cycleId}' order by display_name`,
    );
    const today = cycle.opens_at.toISOString().slice(0, 10);
    expect(enrolled).toEqual([
      {
        org_id: made.orgId,
        cycle_id: cycleId,
        duo_id: made.duos.first,
        unit_id: made.units.Product,
        display_name: "Ian & Mia",
        pair_type: "tech-lead-em",
        ic_person_id: made.people.Ian!.id,
        manager_person_id: made.people.Mia!.id,
        grade_gap: 2,
        tenure_months: wholeMonths("2024-01-31", today),
        line_manager: true,
        team_size: 7,
        first_cycle: true,
        closed: false,
        left_at: null,
      },
      expect.objectContaining({
        duo_id: made.duos.second,
        grade_gap: null,
        team_size: null,
        first_cycle: true,
      }),
    ]);
    const sides = await rows(
      `select duo_id, side, person_id, final_at from duo_cycle_sides where cycle_id = '${cycleId}' and duo_id = '${made.duos.first}' order by side`,
    );
    expect(sides).toEqual([
      { duo_id: made.duos.first, side: "ic", person_id: made.people.Ian!.id, final_at: null },
      { duo_id: made.duos.first, side: "manager", person_id: made.people.Mia!.id, final_at: null },
    ]);
  });

  test("and not a second one beside it", async () => {
    await expect(open("Ada")).rejects.toMatchObject({ code: "23505", constraint: "cycles_one_open" });
  });

  test("and the next one counts on, and asks earlier duos not as new", async () => {
    await on.arrange(`update cycles set state = 'closed', closed_at = now() where org_id = '${made.orgId}'`);
    const { cycleId, number } = await open("Ada");
    expect(number).toBe(2);
    expect(await rows(`select distinct first_cycle from duo_cycles where cycle_id = '${cycleId}'`)).toEqual([
      { first_cycle: false },
    ]);
  });

  test("with a tenure in whole months, as the product counts them", async () => {
    const org = await organization();
    const begins = ["2024-02-29", "2025-01-31", "2025-03-30", "2026-01-01", "2023-12-31", "2026-02-28"];
    for (const [index, begun] of begins.entries()) {
      await on.arrange(`update duos set started_on = '${begun}' where id = '${org.duos.first}'`);
      const { cycleId } = await open("Ada", {}, org);
      const [duo] = await rows(
        `select d.tenure_months, c.opens_at from duo_cycles d join cycles c on c.id = d.cycle_id where d.cycle_id = '${cycleId}' and d.duo_id = '${org.duos.first}'`,
      );
      const today = duo.opens_at.toISOString().slice(0, 10);
      expect([index, duo.tenure_months]).toEqual([index, wholeMonths(begun, today)]);
      await on.arrange(`update cycles set state = 'closed', closed_at = now() where id = '${cycleId}'`);
    }
  });

  test.each([
    ["Ian", "42501"],
    ["Vera", "42501"],
  ])("%s is no admin", async (name, code) => {
    await expect(open(name)).rejects.toMatchObject({ code });
  });

  test.each([
    ["in the past", { closesLocal: inDays(-1) }, "23514"],
    ["in more than 90 days", { closesLocal: inDays(91) }, "23514"],
    ["in a zone that nobody has", { timeZone: "Europe/Atlantis" }, "22023"],
    ["in an offset, which two programs read two ways", { timeZone: "+05:30" }, "23514"],
    ["on a day that is none", { closesLocal: "2026-02-30T18:00" }, "22008"],
    ["with a mode that does not exist", { sharingMode: "public" as "scoped" }, "23514"],
    ["with an instrument that nobody knows", { instrumentVersion: "9.9.9" }, "23503"],
  ])("not one that closes %s", async (_, changes, code) => {
    const org = await organization();
    await expect(open("Ada", changes, org)).rejects.toMatchObject({ code });
  });

  test("not one without an active duo", async () => {
    const org = await organization();
    await on.arrange(`update duos set paused = true where org_id = '${org.orgId}'`);
    await expect(open("Ada", {}, org)).rejects.toMatchObject({ constraint: "cycles_need_a_duo" });
    expect(await rows(`select from cycles where org_id = '${org.orgId}'`)).toEqual([]);
  });

  test("an admin of one organization opens nothing in another", async () => {
    const org = await organization();
    const crossed = { orgId: org.orgId, personId: made.people.Ada!.id };
    await expect(withViewer(crossed, (tx) => openNextCycle(tx, opening()))).rejects.toMatchObject({
      code: "42501",
    });
  });
});

describe("a cycle ends", () => {
  async function opened() {
    const org = await organization();
    return { org, cycleId: (await open("Ada", {}, org)).cycleId };
  }
  const stateOf = async (cycleId: string) =>
    (
      await rows(
        `select c.state, bool_and(d.closed) as duos_closed from cycles c join duo_cycles d on d.cycle_id = c.id where c.id = '${cycleId}' group by c.state`,
      )
    )[0];
  const past = (cycleId: string) =>
    on.arrange(
      `update cycles set opens_at = now() - interval '2 days', closes_at = now() - interval '1 second' where id = '${cycleId}'`,
    );

  test("by an admin at any time, once, all its duos with it", async () => {
    const { org, cycleId } = await opened();
    const close = (name: string) => withViewer(by(name, org), (tx) => closeOpenCycle(tx, cycleId));
    await expect(close("Ian")).rejects.toMatchObject({ code: "42501" });
    expect(await close("Ada")).toBe(true);
    expect(await stateOf(cycleId)).toMatchObject({ state: "closed", duos_closed: true });
    expect(await close("Ada")).toBe(false);
  });

  test("by the publisher when its time has come, and not before", async () => {
    const { org, cycleId } = await opened();
    const close = () => asPublisher(org.orgId, (tx) => closeCycleIfDue(tx, cycleId));
    expect(await close()).toBe(false);
    expect(await stateOf(cycleId)).toMatchObject({ state: "open", duos_closed: false });
    await past(cycleId);
    expect(await close()).toBe(true);
    expect(await stateOf(cycleId)).toMatchObject({ state: "closed", duos_closed: true });
    expect(await close()).toBe(false);
  });

  test("by nobody in another organization's name", async () => {
    const { cycleId } = await opened();
    await past(cycleId);
    expect(await asPublisher(made.orgId, (tx) => closeCycleIfDue(tx, cycleId))).toBe(false);
    expect(await withViewer(by("Ada"), (tx) => closeOpenCycle(tx, cycleId))).toBe(false);
    expect(await stateOf(cycleId)).toMatchObject({ state: "open" });
  });

  test("the functions are each for their own role", async () => {
    const { org, cycleId } = await opened();
    await past(cycleId);
    const asApp = withViewer(by("Ada", org), (tx) => closeCycleIfDue(tx, cycleId));
    await expect(asApp).rejects.toMatchObject({ code: "42501" });
    await expect(asPublisher(org.orgId, (tx) => closeOpenCycle(tx, cycleId))).rejects.toMatchObject({
      code: "42501",
    });
    await expect(asWorker((tx) => closeCycleIfDue(tx, cycleId))).rejects.toMatchObject({ code: "42501" });
  });

  test("and is taken back only once published, by an admin, with a reason", async () => {
    const { org, cycleId } = await opened();
    const takeBack = (name: string) =>
      withViewer(by(name, org), (tx) => withdrawPublished(tx, cycleId, "Sent to the wrong teams"));
    expect(await takeBack("Ada")).toBe(false);
    await on.arrange(
      `update cycles set state = 'published', closed_at = now(), published_at = now() where id = '${cycleId}'`,
    );
    await expect(takeBack("Ian")).rejects.toMatchObject({ code: "42501" });
    expect(await takeBack("Ada")).toBe(true);
    expect(await stateOf(cycleId)).toMatchObject({ state: "withdrawn" });
  });
});
