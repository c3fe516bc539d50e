import { describe, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { type PublishedCycle, publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, steadyBut, twoCycles } from "@/testkit/scenes/insights";
import { openKinds } from "./kinds";
import { openSeeing } from "./seeing";

// Views that count the rows of a unit and name no duo.

const database = freshDatabase();

async function arrange(cycles: readonly PublishedCycle[]) {
  const made = await createOrganization(database.admin, insightsOrganization());
  return { made, cycleIds: await publishCycles(database.admin, made, cycles) };
}

describe("kinds of duos", () => {
  const loadKinds = async (...asked: Parameters<typeof openKinds>) => (await openKinds(...asked))?.answer;

  test("are counted from the unit's rows, and compared from twenty complete duos on", async () => {
    const { made } = await arrange(twoCycles);
    const kinds = await loadKinds(leaderOf(made, "Vera", ["Company"]), { line: "yes" });
    expect(kinds).toMatchObject({ complete: 21, compared: true });
    const line = kinds!.blocks.find(({ attribute }) => attribute === "line")!.kinds;
    expect(line.map(({ value, complete, enrolled }) => [value, complete, enrolled])).toEqual([
      ["yes", 1, 1],
      ["no", 20, 21],
    ]);
    expect(line[1]!.shares.diverging).toMatchObject({ count: 2, others: { count: 0, complete: 1 } });
    const product = await loadKinds(leaderOf(made, "Dina", ["Product"]), {});
    expect(product).toMatchObject({ complete: 7, compared: false });
    await expect(
      loadKinds(leaderOf(made, "Dina", ["Product"]), { unit: made.units.Company }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  test("are nothing in a private cycle and in a withdrawn one", async () => {
    const { made, cycleIds } = await arrange([
      { duos: steadyBut(), sharingMode: "private" },
      { duos: steadyBut(), withdrawn: "The wrong people were enrolled." },
    ]);
    for (const cycle of cycleIds) {
      expect(await loadKinds(leaderOf(made, "Vera", ["Company"]), { cycle })).toBeUndefined();
    }
  });
});

describe("what can be seen", () => {
  const loadSeeing = async (...asked: Parameters<typeof openSeeing>) => (await openSeeing(...asked))?.answer;

  test("is counted from the rows of the unit: its duos, and the answers of its complete ones", async () => {
    const { made } = await arrange(twoCycles);
    const seeing = await loadSeeing(leaderOf(made, "Vera", ["Company"]), {});
    expect(seeing).toMatchObject({ duos: 22, cadence: "monthly" });
    // 22 and 21 of twice 22 duos were complete.
    expect(seeing!.response).toBeCloseTo(Math.sqrt(43 / 44), 12);
    expect(await loadSeeing(leaderOf(made, "Dina", ["Product"]), {})).toMatchObject({ duos: 8 });
  });

  test("a private cycle tells no number of duos and no share of answers", async () => {
    const { made } = await arrange([{ duos: steadyBut({}), sharingMode: "private" }]);
    expect(await loadSeeing(leaderOf(made, "Vera", ["Company"]), {})).toEqual({
      duos: undefined,
      response: undefined,
      cadence: undefined,
    });
  });
});
