import { createHash } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import { expect, test } from "vitest";
import { type DataKey, dataKeyOf } from "@/db/encryption/data-key";
import { openEvidence } from "@/db/encryption/sealed-rows";
import type { Answers } from "@/lib/instrument/answers";
import { normalDraw, type Random, seededRandom } from "@/lib/statistics/random";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import {
  createOrganization,
  type MadeOrganization,
  type OrganizationSpec,
} from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { scaleAnswer } from "@/testkit/scale-answer";
import { closeCycle, openCycle } from "../cycles";
import { publishCycle } from "./publish-cycle";

const database = freshDatabase();

/** Of both modes, so that rows, counts and masked figures are published, and both histories of the engine. */
const modes = ["private", "scoped", "scoped", "scoped", "scoped", "scoped"] as const;
const unitOf = (place: number) => (place < 7 ? "Platform" : place < 15 ? "Product" : "Data");
const places = Array.from({ length: 24 }, (_, place) => place);

const spec: OrganizationSpec = {
  units: {
    Company: {},
    Platform: { parent: "Company", platform: true },
    Product: { parent: "Company" },
    Data: { parent: "Company" },
  },
  people: {
    ...Object.fromEntries(
      places.flatMap((place) => [
        [`Ic${place}`, {}],
        [`Manager${place}`, {}],
      ]),
    ),
    Ada: { admin: true },
    Vera: { leads: "Company" },
    Pia: { leads: "Product" },
  },
  duos: Object.fromEntries(
    places.map((place) => [
      `${place}`,
      {
        ic: `Ic${place}`,
        manager: `Manager${place}`,
        unit: unitOf(place),
        pairType: place % 3 === 0 ? ("staff-senior-em" as const) : ("tech-lead-em" as const),
        icGrade: 5,
        managerGrade: 5 + (place % 3),
        teamSize: 4 + (place % 4) * 3,
      },
    ]),
  ),
};

/** Answers of everybody in every cycle, from a fixed seed: two duos fall, two move apart, some are silent at times. */
function drawnAnswers(random: Random) {
  const traits = places.map(() => ({
    ic: 62 + normalDraw(random, 14),
    manager: 62 + normalDraw(random, 14),
  }));
  const kept = new Map<string, Answers | undefined>();
  for (const cycle of modes.keys()) {
    for (const place of places) {
      for (const side of ["ic", "manager"] as const) {
        kept.set(
          `${cycle} ${place} ${side}`,
          drawOne(random, { cycle, place, side, view: traits[place]![side] }),
        );
      }
    }
  }
  return (cycle: number) => (duo: string, side: "ic" | "manager") => kept.get(`${cycle} ${duo} ${side}`);
}

type Drawn = { cycle: number; place: number; side: "ic" | "manager"; view: number };

function drawOne(random: Random, { cycle, place, side, view }: Drawn): Answers | undefined {
  const late = cycle >= 3;
  const fallen = late && place % 12 === 4 ? -35 : 0;
  const parted = late && place % 12 === 7 ? (side === "ic" ? 15 : -30) : 0;
  const codes = Object.entries(evenAnswers(3)).filter(([, answer]) => typeof answer === "number");
  const scales = codes.map(([code]) => {
    const direction = code === "TI1" || code === "TI2" ? "reversed" : "higher_better";
    return [code, scaleAnswer({ direction }, view + fallen + parted + normalDraw(random, 12))] as const;
  });
  const choice = "abcde"[Math.floor(random() * 5)]!;
  const own = 1 + Math.floor(random() * 5);
  const isSilent = random() < 0.08;
  return isSilent ? undefined : { ...Object.fromEntries(scales), DQ2: choice, OWN1A: own };
}

/** Cycle after cycle, each opened on the first of a month of 2025. */
async function publishAll(made: MadeOrganization): Promise<string[]> {
  const admin = viewerOf(made, "Ada", { isAdmin: true });
  const answersOf = drawnAnswers(seededRandom(20_251));
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  const cycles: string[] = [];
  for (const [index, sharingMode] of modes.entries()) {
    const { cycleId } = await openCycle(admin, { closesLocal, timeZone: "UTC", sharingMode });
    await database.arrange("update cycles set opens_at = $2 where id = $1", [
      cycleId,
      `2025-0${index + 1}-01T09:00Z`,
    ]);
    await answerFor(database.admin, { ...made, cycleId }, answersOf(index));
    await closeCycle(admin, { cycleId });
    await publishCycle(made.orgId, cycleId);
    cycles.push(cycleId);
  }
  return cycles;
}

const tables = [
  "publications",
  "published_constants",
  "published_duos",
  "published_duo_partners",
  "published_duo_evidence",
  "published_unit_counts",
  "published_cells",
  "cell_readers",
  "cell_unsafe_people",
  "published_drivers",
  "published_health",
  "published_links",
];

type Row = Record<string, unknown>;

/** Names in place of ids, six digits of each number, and nothing of what differs from run to run. */
function plain(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return names.get(value) ?? value;
  if (typeof value === "number") return Number(value.toPrecision(6));
  if (Array.isArray(value)) return value.map((one) => plain(one, names));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key]) => !["org_id", "published_at", "tenure_months"].includes(key),
  );
  // Sets of people are stored in the order of their ids.
  const ordered = (key: string, one: unknown) =>
    key === "person_ids" && Array.isArray(one) ? one.sort() : one;
  return Object.fromEntries(entries.map(([key, one]) => [key, ordered(key, plain(one, names))]));
}

/** Opens what is encrypted in a row. */
function opened(row: Row, key: DataKey): Row {
  if (typeof row.evidence !== "string") return row;
  const [cycleId, history, duoId] = [row.cycle_id, row.history, row.duo_id].map(String) as [
    string,
    string,
    string,
  ];
  const sealed = Buffer.from(row.evidence.slice("\\x".length), "hex");
  return { ...row, evidence: openEvidence(key, { cycleId, history, duoId }, sealed) };
}

/** A duo's row in a line, so that a difference can be read. */
function told({
  duo_id,
  status,
  reason,
  fall,
  level,
  level_band,
  agreement,
  dimension_bands,
  ...row
}: Row): string {
  if (!status) return `${duo_id}: incomplete, ${row.last_status_cycle_id ?? "no status yet"}`;
  const since = [row.since_on, row.since_from_on, row.since_to_on].filter(Boolean).join(" ");
  const bands = Object.values(dimension_bands ?? {}).join(" ");
  return [
    `${duo_id}: ${[status, reason].filter(Boolean).join(" ")} since ${since}`,
    fall,
    level,
    level_band,
    agreement,
    bands,
  ]
    .map((one) => one ?? "–")
    .join(", ");
}

// A change on purpose: run this file with -u, and read what differs.
test("every published row of a drawn organization is what it was", async () => {
  const made = await createOrganization(database.admin, spec);
  await database.admin.query(
    `insert into custom_questions (org_id, id, slot, kind, answer_class, wording, options)
     values ($1, gen_random_uuid(), 1, 'scale', 'aggregate', 'How clear are the goals to {P} and you?', '{Not at all,Slightly,Moderately,Very,Extremely}')`,
    [made.orgId],
  );
  const cycles = await publishAll(made);
  const people = Object.entries(made.people).map(([name, { id }]) => [name, id] as const);
  const named = [...people, ...Object.entries(made.duos), ...Object.entries(made.units)];
  const names = new Map([
    ...named.map(([name, id]) => [id, name] as const),
    ...cycles.map((id, index) => [id, `cycle ${index + 1}`] as const),
  ]);
  const key = await dataKeyOf(drizzle(database.admin), made.orgId);
  const lines: string[] = [];
  for (const table of tables) {
    for (const cycleId of cycles) {
      const { rows: found } = await database.admin.query<{ row: Row }>(
        `select to_jsonb(t) as row from ${table} t where cycle_id = $1`,
        [cycleId],
      );
      const rows = found.map(({ row }) => plain(opened(row, key), names) as Row);
      if (rows.length === 0) continue;
      const texts = rows.map((row) => JSON.stringify(row)).sort();
      const digest = createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 16);
      lines.push(`${names.get(cycleId)}, ${table}: ${rows.length} rows, ${digest}`);
      if (table === "published_duos") lines.push(...rows.map((row) => `  ${told(row)}`).sort());
    }
  }
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("published-rows.expected.txt");
});
