import { and, asc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { dataKeyOf } from "@/db/encryption/data-key";
import {
  type OpenPart,
  openEvidence,
  openPart,
  type SealedEvidence,
  sealParts,
} from "@/db/encryption/sealed-rows";
import { publishedDuoEvidence, responseParts, responses } from "@/db/schema";
import { promiseVersion } from "@/lib/domain/cycles";
import type { Answers } from "@/lib/instrument/answers";
import { type PartClass, splitByClass } from "@/lib/instrument/confidentiality";
import { type Item, optionsOf } from "@/lib/instrument/instrument";
import { isProfileCycle, questionnaire } from "@/lib/instrument/questionnaire";
import type { MadeOrganization } from "./organization";

const scaled = "DQ1 ST1 SB1 OT1 OT2 IN1 IN2 IN3 TI1 TI2 TR1 TR2 AL1 AL2 AL3 CU1 MX1".split(" ");

/** A complete core in which every scale has the same position; the choice is its second option. */
export function evenAnswers(position: 1 | 2 | 3 | 4 | 5): Answers {
  return { ...Object.fromEntries(scaled.map((code) => [code, position])), DQ2: "b" };
}

/** The core of `evenAnswers` and an answer to everything that the block of a cycle asks, by the cycle's number. */
export function wholeAnswers(position: 1 | 2 | 3 | 4 | 5, cycleNumber: number): Answers {
  const firstForDuo = isProfileCycle(cycleNumber);
  const asked = questionnaire({ cycleNumber, firstForDuo, ownProfileAnswered: false });
  const block = asked.filter((item) => item.block !== "core");
  return {
    ...Object.fromEntries(block.map((item) => [item.code, answerAt(item, position)])),
    ...evenAnswers(position),
  };
}

function answerAt(item: Item, position: number): Answers[string] {
  const options = optionsOf(item);
  const { value } = options[Math.min(position, options.length) - 1]!;
  if (item.type === "allocation") return { [value]: item.total! };
  if (item.type === "map") return Object.fromEntries(item.row_codes!.map((row) => [row, "both"]));
  return item.max_choices ? [String(value)] : value;
}

/** Makes everybody named by duo final in the open cycle, with these answers; a person without any is left out. */
export async function answerFor(
  client: pg.Client | pg.Pool,
  made: MadeOrganization,
  answersOf: (duo: string, side: "ic" | "manager") => Answers | undefined,
): Promise<void> {
  const db = drizzle(client);
  const { orgId, cycleId } = made;
  const { rows } = await client.query<{ duo_id: string; side: "ic" | "manager"; person_id: string }>(
    "select duo_id, side, person_id from duo_cycle_sides where cycle_id = $1",
    [cycleId],
  );
  const nameOf = new Map(Object.entries(made.duos).map(([name, id]) => [id, name]));
  const [cycle] = (
    await client.query<{ version: string }>(
      "select instrument_version as version from cycles where id = $1",
      [cycleId],
    )
  ).rows;
  const written = rows.flatMap((row) => {
    const key = { orgId, cycleId, duoId: row.duo_id, authorId: row.person_id };
    const answers = answersOf(nameOf.get(row.duo_id)!, row.side);
    return answers ? [{ key, side: row.side, answers }] : [];
  });
  const at = new Date();
  await db.insert(responses).values(
    written.map(({ key, side }) => ({
      ...key,
      side,
      state: "submitted" as const,
      revision: 1,
      instrumentVersion: cycle!.version,
      promiseVersion,
      promiseAcceptedAt: at,
      submittedAt: at,
    })),
  );
  const parts = written.flatMap(({ key, answers }) =>
    Object.entries(splitByClass(answers)).map(([partClass, part]) => ({
      ...key,
      class: partClass as PartClass,
      stage: "final" as const,
      answers: part,
    })),
  );
  await db.insert(responseParts).values(sealParts(await dataKeyOf(db, orgId), parts));
  await client.query(
    `update duo_cycle_sides s set final_at = now() from unnest($2::uuid[], $3::uuid[]) as written (duo_id, person_id)
     where s.cycle_id = $1 and s.duo_id = written.duo_id and s.person_id = written.person_id`,
    [cycleId, written.map(({ key }) => key.duoId), written.map(({ key }) => key.authorId)],
  );
}

/** What is stored of a duo's answers, opened, in the order of their classes. */
export async function storedParts(client: pg.Client | pg.Pool, duoId: string): Promise<OpenPart[]> {
  const db = drizzle(client);
  const rows = await db
    .select()
    .from(responseParts)
    .where(eq(responseParts.duoId, duoId))
    .orderBy(asc(responseParts.class));
  const opened: OpenPart[] = [];
  // One after the other: a client runs one query at a time.
  for (const { orgId, answers, ...part } of rows) {
    opened.push({ ...part, answers: openPart(await dataKeyOf(db, orgId), part, answers) });
  }
  return opened;
}

/** The engine's evidence on every duo of a cycle, from all cycles before it, opened; by the duo's id. */
export async function storedEvidence(
  client: pg.Client | pg.Pool,
  cycleId: string,
): Promise<Map<string, SealedEvidence>> {
  const db = drizzle(client);
  const rows = await db
    .select()
    .from(publishedDuoEvidence)
    .where(and(eq(publishedDuoEvidence.cycleId, cycleId), eq(publishedDuoEvidence.history, "all")));
  const opened = new Map<string, SealedEvidence>();
  for (const { evidence, ...row } of rows) {
    opened.set(row.duoId, openEvidence(await dataKeyOf(db, row.orgId), row, evidence));
  }
  return opened;
}
