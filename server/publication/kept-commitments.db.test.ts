import { describe, expect, test } from "vitest";
import { parseCsv } from "@/lib/csv/csv";
import type { SharingMode } from "@/lib/domain/cycles";
import type { Answers } from "@/lib/instrument/answers";
import type { CommitmentRating } from "@/lib/instrument/commitment-ratings";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { leaderOf, viewerOf } from "@/testkit/factories/viewer";
import { closeCycle, loadProgram, openCycle } from "../cycles";
import { openExport } from "../insights/export";
import { openOverview } from "../insights/overview";
import { openUnit } from "../insights/units";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();

type Both = readonly [ic: CommitmentRating | undefined, manager: CommitmentRating | undefined];
/** What each duo says became of its commitments, by place. */
type Rated = Readonly<Record<string, readonly Both[]>>;

const alike = (rating: CommitmentRating): Both => [rating, rating];

/** Duos `duo0`, `duo1`, … of the company; the last one alone is in Labs. */
async function arrange(duos: number): Promise<MadeOrganization> {
  const numbers = Array.from({ length: duos }, (_, n) => n);
  return createOrganization(database.admin, {
    units: { Company: {}, Labs: { parent: "Company" } },
    people: {
      ...Object.fromEntries(numbers.flatMap((n) => [`Ic${n}`, `Em${n}`]).map((name) => [name, {}])),
      Ada: { admin: true },
      Vera: { leads: "Company" },
      Lea: { leads: "Labs" },
    },
    duos: Object.fromEntries(
      numbers.map((n) => [
        `duo${n}`,
        { ic: `Ic${n}`, manager: `Em${n}`, unit: n === duos - 1 ? "Labs" : "Company" },
      ]),
    ),
  });
}

const ada = (made: MadeOrganization) => viewerOf(made, "Ada", { isAdmin: true });

/** Opens a cycle, has every duo answer it with these ratings, and publishes it, under a promise of this version. */
async function publish(
  made: MadeOrganization,
  rated: Rated,
  { mode = "scoped", promise }: { mode?: SharingMode; promise?: string } = {},
): Promise<void> {
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  const { cycleId } = await openCycle(ada(made), { closesLocal, timeZone: "UTC", sharingMode: mode });
  await answerFor(database.admin, { ...made, cycleId }, (duo, side): Answers => {
    const ratings = (rated[duo] ?? []).map((both, place) => [
      `KEPT${place + 1}`,
      both[side === "ic" ? 0 : 1],
    ]);
    return { ...evenAnswers(4), ...Object.fromEntries(ratings.filter(([, rating]) => rating)) };
  });
  if (promise) {
    await database.arrange("update cycles set promise_version = $2 where id = $1", [cycleId, promise]);
  }
  await closeCycle(ada(made), { cycleId });
  await publishCycle(made.orgId, cycleId);
}

async function overviewOf(made: MadeOrganization, name = "Vera", unit = "Company", filters = {}) {
  const overview = await (await openOverview(leaderOf(made, name, [unit]), filters))?.answer;
  if (overview?.kind !== "unit") throw new Error(`not the overview of a unit: ${overview?.kind}`);
  return overview.kept.map((one) => [one.name, one.figure]);
}

/** Values 1, 2/3, 1/2, 0, none, 1 and 1: four and one sixth of six counted duos, 69%. */
const six: Rated = {
  duo0: [alike("kept")],
  duo1: [alike("kept"), alike("kept"), ["kept", "partly"]],
  duo2: [alike("kept"), ["dropped", "kept"]],
  duo3: [["partly", "kept"]],
  duo4: [alike("no-longer-matters"), ["kept", undefined]],
  duo5: [alike("kept"), ["no-longer-matters", "kept"]],
  duo6: [alike("kept")],
};

describe("the share of kept commitments", () => {
  test.each(["scoped", "private"] as const)(
    "is what both partners say, each duo once, read of whole units in %s",
    async (mode) => {
      const made = await arrange(7);
      await publish(made, six, { mode });
      const company = { kind: "share", band: "under-80", counted: 6, enrolled: 7 };
      // One duo says nothing of its unit.
      const labs = { kind: "hidden", why: "too-few" };
      expect(await overviewOf(made)).toEqual([
        ["Company", company],
        ["Labs", labs],
      ]);
      expect(await overviewOf(made, "Lea", "Labs")).toEqual([["Labs", labs]]);
      const unit = await (await openUnit(leaderOf(made, "Vera", ["Company"]), {}, made.units.Company!))
        ?.answer;
      expect(unit).toMatchObject({ kept: [{ figure: company }, { figure: labs }] });
      const file = await openExport(leaderOf(made, "Vera", ["Company"]), { table: "cells" });
      const [head, ...records] = parseCsv(await new Response(file.body).text());
      const column = (name: string) => head!.indexOf(name);
      const shown = ["unit", "measure", "value", "share_band", "duos_counted", "hidden_because"];
      expect(
        records
          .filter((cells) => cells[column("measure")] === "kept")
          .map((cells) => shown.map((name) => cells[column(name)])),
      ).toEqual([
        ["Company", "kept", "", "under-80", "6", ""],
        ["Labs", "kept", "", "", "", "too-few"],
      ]);
    },
  );

  test("is hidden below five duos that rated a commitment, and offered of no part of the duos", async () => {
    const made = await arrange(7);
    const { duo0, duo1, duo2, duo3 } = six;
    await publish(made, { duo0: duo0!, duo1: duo1!, duo2: duo2!, duo3: duo3! });
    expect((await overviewOf(made))[0]).toEqual(["Company", { kind: "hidden", why: "too-few" }]);
    expect(await overviewOf(made, "Vera", "Company", { pair: "tech-lead-em" })).toEqual([]);
  });

  test("does not tell a unit in which nobody kept anything from one in which one duo of five did", async () => {
    const bands = [];
    for (const kept of [0, 1]) {
      const made = await arrange(5);
      const rated = [0, 1, 2, 3, 4].map((n) => [`duo${n}`, [alike(n < kept ? "kept" : "dropped")]] as const);
      await publish(made, Object.fromEntries(rated));
      bands.push((await overviewOf(made))[0]![1]);
    }
    expect(bands[0]).toEqual({ kind: "share", band: "to-20", counted: 5, enrolled: 5 });
    expect(bands[1]).toEqual(bands[0]);
  });

  test("is not counted in a cycle that was opened under an earlier promise", async () => {
    const made = await arrange(7);
    await publish(made, six, { promise: "3" });
    expect(await overviewOf(made)).toEqual([]);
    const { rows } = await database.admin.query(
      "select from published_cells where org_id = $1 and measure = 'kept'",
      [made.orgId],
    );
    expect(rows).toEqual([]);
  });
});

describe("the admin", () => {
  const everyDuo = (duos: number): Rated =>
    Object.fromEntries(
      Array.from({ length: duos }, (_, n) => [`duo${n}`, [alike(n % 2 ? "kept" : "partly")]]),
    );

  test("reads the company's share in program health, from thirty people on", async () => {
    const made = await arrange(16);
    const { duo15: _, ...thirty } = everyDuo(16);
    await publish(made, thirty);
    expect((await loadProgram(ada(made))).health!.kept).toEqual({ band: "to-50", counted: 15, enrolled: 16 });
    const { duo14: __, ...fewer } = thirty;
    await publish(made, fewer);
    expect((await loadProgram(ada(made))).health).toMatchObject({ number: 2, people: 32, kept: null });
  });
});
