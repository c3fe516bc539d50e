import { describe, expect, test } from "vitest";
import { parseCsv } from "@/lib/csv/csv";
import type { SharingMode } from "@/lib/domain/cycles";
import type { Answers } from "@/lib/instrument/answers";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { leaderOf, viewerOf } from "@/testkit/factories/viewer";
import { addCustomQuestion, retireCustomQuestion } from "../custom-questions";
import { closeCycle, openCycle } from "../cycles";
import { loadDuo } from "../duos/duo";
import { openExport } from "../insights/export";
import { openOverview } from "../insights/overview";
import { openUnit } from "../insights/units";
import { loadSurvey } from "../responses";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();

const scale = {
  kind: "scale",
  answerClass: "aggregate",
  wording: "How clear is the new structure to {P} and you?",
  options: "Not at all\nSlightly\nModerately\nVery\nExtremely",
};
const choice = {
  kind: "choice",
  answerClass: "aggregate",
  wording: "Where did you two mostly meet?",
  options: "In the office\nOn a call",
};
const pairs = Array.from({ length: 6 }, (_, n) => n);

function arrange(): Promise<MadeOrganization> {
  const names = pairs.flatMap((n) => [`Ic${n}`, `Em${n}`]);
  return createOrganization(database.admin, {
    units: { Company: {}, Labs: { parent: "Company" } },
    people: {
      ...Object.fromEntries(names.map((name) => [name, {}])),
      Ada: { admin: true },
      Vera: { leads: "Company" },
      Lea: { leads: "Labs" },
    },
    // The last duo alone is in Labs.
    duos: Object.fromEntries(
      pairs.map((n) => [`duo${n}`, { ic: `Ic${n}`, manager: `Em${n}`, unit: n === 5 ? "Labs" : "Company" }]),
    ),
  });
}

const admin = (made: MadeOrganization) => viewerOf(made, "Ada", { isAdmin: true });

async function open(made: MadeOrganization, sharingMode: SharingMode = "scoped"): Promise<string> {
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  return (await openCycle(admin(made), { closesLocal, timeZone: "UTC", sharingMode })).cycleId;
}

/** All duos answer, close and publish; `own` gives what each side says to the organization's own questions. */
async function publish(
  made: MadeOrganization,
  cycleId: string,
  own: (duo: string, side: "ic" | "manager") => Answers,
): Promise<void> {
  await answerFor(database.admin, { ...made, cycleId }, (duo, side) => ({
    ...evenAnswers(4),
    ...own(duo, side),
  }));
  await closeCycle(admin(made), { cycleId });
  await publishCycle(made.orgId, cycleId);
}

async function read(made: MadeOrganization, name: string, unit: string, cycle?: string) {
  const filters = cycle ? { cycle } : {};
  const overview = await (await openOverview(leaderOf(made, name, [unit]), filters))?.answer;
  if (overview?.kind !== "unit") throw new Error(`not the overview of a unit: ${overview?.kind}`);
  return overview.custom;
}

const said = (_: string, side: "ic" | "manager"): Answers =>
  side === "ic" ? { OWN1A: 4, OWN2A: "a" } : { OWN1A: 5, OWN2A: "a" };

describe("an organization's own question whose answers nobody reads", () => {
  test("says so before it is asked, and the partner reads nothing of it once both have submitted", async () => {
    const made = await arrange();
    await addCustomQuestion(admin(made), scale);
    const cycleId = await open(made);
    const place = { cycleId, duoId: made.duos.duo0! };
    const { questions } = await loadSurvey(viewerOf(made, "Ic0"), place);
    expect(questions.filter(({ code }) => code.startsWith("OWN"))).toMatchObject([
      { code: "OWN1A", audience: "units", required: false },
    ]);
    await publish(made, cycleId, said);
    for (const name of ["Ic0", "Em0"]) {
      const page = await loadDuo(viewerOf(made, name), place);
      expect(page.reveal).toBeDefined();
      expect(page.customAnswers).toEqual([]);
      expect(JSON.stringify(page)).not.toContain("new structure");
    }
  });

  test.each(["scoped", "private"] as const)(
    "is read by leaders as figures of units alone, in %s",
    async (mode) => {
      const made = await arrange();
      await addCustomQuestion(admin(made), scale);
      await addCustomQuestion(admin(made), choice);
      await publish(made, await open(made, mode), said);
      const ofCompany = await read(made, "Vera", "Company");
      expect(ofCompany).toEqual([
        {
          slot: 1,
          kind: "scale",
          wording: scale.wording,
          options: scale.options.split("\n"),
          // 87.5, the mean of 75 and 100.
          figures: [
            { kind: "mean", value: 90, low: null, high: null, masked: true, counted: 6, enrolled: 6 },
          ],
        },
        {
          slot: 2,
          kind: "choice",
          wording: choice.wording,
          options: choice.options.split("\n"),
          figures: [
            { kind: "share", band: "from-80", counted: 6, enrolled: 6 },
            { kind: "share", band: "to-20", counted: 6, enrolled: 6 },
          ],
        },
      ]);
      const unit = await (await openUnit(leaderOf(made, "Vera", ["Company"]), {}, made.units.Company!))
        ?.answer;
      expect(unit).toMatchObject({ custom: ofCompany });
      // One duo says nothing of its unit.
      expect((await read(made, "Lea", "Labs")).flatMap(({ figures }) => figures)).toEqual([
        { kind: "hidden", why: "too-few" },
        { kind: "hidden", why: "too-few" },
        { kind: "hidden", why: "too-few" },
      ]);
      const file = await openExport(leaderOf(made, "Vera", ["Company"]), { table: "cells" });
      const [head, ...records] = parseCsv(await new Response(file.body).text());
      const column = (name: string) => head!.indexOf(name);
      const own = records.filter((cells) => cells[column("measure")]!.startsWith("own:"));
      const shown = own.filter((cells) => cells[column("unit")] === "Company");
      expect(
        shown.map((cells) =>
          ["measure", "question", "answer", "value", "share_band"].map((one) => cells[column(one)]),
        ),
      ).toEqual([
        ["own:1", scale.wording, "", "90", ""],
        ["own:2:a", choice.wording, "In the office", "", "from-80"],
        ["own:2:b", choice.wording, "On a call", "", "to-20"],
      ]);
    },
  );

  test("counts duos in which both answered it", async () => {
    const made = await arrange();
    await addCustomQuestion(admin(made), scale);
    await publish(made, await open(made), (duo, side) => {
      if (duo === "duo0") return side === "ic" ? { OWN1A: 1 } : { OWN1A: "na" };
      return { OWN1A: 3 };
    });
    expect((await read(made, "Vera", "Company"))[0]!.figures).toMatchObject([
      { value: 50, counted: 5, enrolled: 6 },
    ]);
  });

  test("moves no row, no score and no state", async () => {
    const rowsAfter = async (answers: Answers) => {
      const made = await arrange();
      await addCustomQuestion(admin(made), scale);
      const cycleId = await open(made);
      await publish(made, cycleId, () => answers);
      const { rows } = await database.admin.query(
        `select display_name, complete, status, reason, level, agreement, dimension_bands
         from published_duos where cycle_id = $1 order by display_name`,
        [cycleId],
      );
      return rows;
    };
    expect(await rowsAfter({ OWN1A: 1 })).toEqual(await rowsAfter({ OWN1A: 5 }));
  });

  test("keeps its past, in its words, when another question takes its place", async () => {
    const made = await arrange();
    const { questionId } = await addCustomQuestion(admin(made), scale);
    const first = await open(made);
    await publish(made, first, said);
    await retireCustomQuestion(admin(made), { questionId });
    const other = { ...scale, wording: "How clear are the goals of the year?" };
    await addCustomQuestion(admin(made), other);
    await publish(made, await open(made), () => ({ OWN1A: 1 }));
    const textOf = async (cycle?: string) =>
      (await read(made, "Vera", "Company", cycle)).map(({ wording, figures }) => [wording, figures[0]]);
    expect(await textOf(first)).toMatchObject([[scale.wording, { value: 90 }]]);
    expect(await textOf()).toMatchObject([[other.wording, { value: 10 }]]);
  });
});
