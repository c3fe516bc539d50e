import { expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import type { Filters } from "@/lib/insights/filters";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { type PublishedCycle, publishCycles } from "@/testkit/factories/published";
import type { PublishedDuo } from "@/testkit/factories/published-duo";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import { noteAction } from "./actions";
import { openChanges } from "./changes";

const database = freshDatabase();

const followUpOf = async (viewer: Viewer, filters: Filters = {}) =>
  (await (await openChanges(viewer, filters))?.answer)?.followUp;

const acted = ["p1", "p2", "p3", "p4", "p5", "q1"];
const others = ["q2", "q3", "q4", "q5", "q6", "q7"];
const all = (names: readonly string[], state: PublishedDuo) =>
  Object.fromEntries(names.map((name) => [name, state]));

/** Twelve duos begin to diverge in the second cycle; half of them are out of it from the fourth on. */
const sixCycles = (): PublishedCycle[] => {
  const diverging = { duos: steadyBut(all([...acted, ...others], "diverging")) };
  const recovered = { duos: steadyBut(all(others, "diverging")) };
  return [{ duos: steadyBut() }, diverging, diverging, recovered, recovered, recovered];
};

/** Notes an action for duos on their row of the second cycle, as of an instant. */
async function note(
  { made, cycleIds, leader }: { made: { duos: Record<string, string> }; cycleIds: string[]; leader: Viewer },
  names: readonly string[],
  at: string,
): Promise<void> {
  for (const name of names) {
    const action = { duoId: made.duos[name]!, cycleId: cycleIds[1]!, kind: "coach", on: "2026-02-20" };
    expect(await noteAction(leader, action)).toEqual({ kind: "saved" });
    await database.arrange("update noted_actions set noted_at = $1 where duo_id = $2", [at, action.duoId]);
  }
}

test("duos with an action in time are followed beside the others, in the reader's scope", async () => {
  const made = await createOrganization(database.admin, insightsOrganization());
  const cycleIds = await publishCycles(database.admin, made, sixCycles());
  const leader = leaderOf(made, "Vera", ["Company"]);
  // The row was published on 28 February, and the next cycle closed on 28 March.
  await note({ made, cycleIds, leader }, acted, "2026-03-10T09:00Z");
  await note({ made, cycleIds, leader }, ["q2"], "2026-04-10T09:00Z");

  const found = await followUpOf(leader);
  expect(found).toMatchObject({
    acted: { followed: 6, out: 6 },
    others: { followed: 6, out: 0 },
    verdict: "more",
  });
  expect(found!.acted.interval!.lower).toBeCloseTo(0.61, 2);
  // Of Product's duos five got an action, and none did not: nothing is compared.
  expect(await followUpOf(leaderOf(made, "Dina", ["Product"]))).toMatchObject({
    acted: { followed: 5, out: 5 },
    others: { followed: 0, out: 0 },
    verdict: null,
  });
  // As of an earlier cycle what came later is not known.
  expect(await followUpOf(leader, { cycle: cycleIds[4] })).toMatchObject({ acted: { followed: 0 } });
});

test("a withdrawn or a private cycle among those that are followed is a gap, and nothing is counted across it", async () => {
  for (const gap of [{ sharingMode: "private" }, { withdrawn: "A wrong roster." }] as const) {
    const made = await createOrganization(database.admin, insightsOrganization());
    const cycles = sixCycles().map((cycle, index) => (index === 4 ? { ...cycle, ...gap } : cycle));
    const cycleIds = await publishCycles(database.admin, made, cycles);
    const leader = leaderOf(made, "Vera", ["Company"]);
    await note({ made, cycleIds, leader }, acted, "2026-03-10T09:00Z");
    expect(await followUpOf(leader)).toMatchObject({
      acted: { followed: 0 },
      others: { followed: 0 },
      verdict: null,
    });
  }
});
