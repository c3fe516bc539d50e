import { dataKeyOf } from "@/db/encryption/data-key";
import { sealEvidence, sealFigures } from "@/db/encryption/sealed-rows";
import { type CycleRow, listCycles } from "@/db/queries/cycles";
import { insertRows } from "@/db/queries/insert-rows";
import { queuePublishedMail } from "@/db/queries/outbox";
import { type CycleUnitRow, type EnrolledRow, type HistoryKind, listLeaders } from "@/db/queries/publication";
import { insertUnitCounts } from "@/db/queries/unit-rows";
import {
  personScores,
  publications,
  publishedConstants,
  publishedDuoEvidence,
  publishedDuoPartners,
  publishedDuos,
} from "@/db/schema";
import { personOn } from "@/lib/domain/partners";
import { engineConstants } from "@/lib/engine/constants";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { sides } from "@/lib/instrument/answers";
import { duoFacts } from "@/lib/publication/duo-facts";
import { recordAudit } from "../audit/record";
import type { CyclePublication } from "./cycle-publication";
import { digestReaders } from "./digest";
import type { Results } from "./results";
import type { DuoAnswers } from "./score-answers";

/** The publication itself, its audit row, and the mail to the leaders of its units. */
export async function writePublication(
  { tx, client, orgId, cycleId }: CyclePublication,
  cycle: CycleRow,
  {
    publishedAt,
    instrumentBreak,
    told,
  }: { publishedAt: Date; instrumentBreak: boolean; told: ReadonlySet<string> },
): Promise<void> {
  await insertRows(client, publications, [
    {
      orgId,
      cycleId,
      publishedAt,
      engineVersion: engineConstants.version,
      instrumentVersion: cycle.instrumentVersion,
      instrumentBreak,
      sharingMode: cycle.sharingMode,
    },
  ]);
  const detail = { number: cycle.number };
  await recordAudit(tx, { orgId }, { action: "cycle.published", subjectId: cycleId, detail });
  const leaders = await listLeaders(tx, { orgId, cycleId });
  const month = cycle.opensOn.slice(0, 7);
  const among = (await listCycles(tx, orgId)).filter(
    ({ opensOn, state }) => state === "published" && opensOn.startsWith(month),
  );
  await queuePublishedMail(client, {
    orgId,
    cycleId,
    readers: digestReaders(leaders, told, cycle.sharingMode),
    payload: {
      cycleId,
      number: String(cycle.number),
      opensOn: cycle.opensOn,
      among: among.map(({ opensOn }) => opensOn).join(" "),
    },
  });
}

export async function writeScores(
  { tx, client, orgId, cycleId }: CyclePublication,
  enrolled: readonly EnrolledRow[],
  answers: ReadonlyMap<string, DuoAnswers>,
): Promise<void> {
  const key = await dataKeyOf(tx, orgId);
  const rows = enrolled.flatMap((duo) =>
    sides.flatMap((side) => {
      const figures = answers.get(duo.duoId)?.[side];
      if (!figures) return [];
      const { duoId } = duo;
      const scores = sealFigures(key, { cycleId, duoId, side }, figures);
      return [{ orgId, cycleId, duoId, personId: personOn(duo, side), side, scores }];
    }),
  );
  await insertRows(client, personScores, rows);
}

/** The engine's constants, evidence and carried state: the next cycle is computed from them. */
export async function writeEngine(
  { tx, client, orgId, cycleId }: CyclePublication,
  history: HistoryKind,
  { rows, state, constants }: CycleOutput,
): Promise<void> {
  const key = await dataKeyOf(tx, orgId);
  await insertRows(client, publishedConstants, [{ orgId, cycleId, history, constants }]);
  await insertRows(
    client,
    publishedDuoEvidence,
    rows.map(({ duoId, ...numbers }) => ({
      orgId,
      cycleId,
      duoId,
      history,
      evidence: sealEvidence(key, { cycleId, history, duoId }, { ...numbers, state: state.get(duoId)! }),
    })),
  );
}

/** What the two partners read of their duo, in either mode. */
export function writePartnerRows(
  { client, orgId, cycleId }: CyclePublication,
  { enrolled, results }: { enrolled: readonly EnrolledRow[]; results: Results },
): Promise<void> {
  const watchOf = new Map(results.output.rows.map((row) => [row.duoId, row.watch]));
  return insertRows(
    client,
    publishedDuoPartners,
    enrolled.map(({ duoId, icPersonId, managerPersonId }) => {
      const row = results.rows.get(duoId)!;
      const watch = row.complete ? watchOf.get(duoId) : undefined;
      return {
        orgId,
        cycleId,
        duoId,
        icPersonId,
        managerPersonId,
        ...row,
        watchDeclining: watch?.declining ?? false,
        watchApart: watch?.apart ?? false,
      };
    }),
  );
}

type LeaderRows = {
  enrolled: readonly EnrolledRow[];
  units: readonly CycleUnitRow[];
  results: Results;
};

/**
 * What leaders read of each duo, in `scoped`: its row with the facts that were frozen at the opening; and what the rows
 * of each unit add up to.
 */
export async function writeLeaderRows(
  { client, orgId, cycleId }: CyclePublication,
  { enrolled, units, results }: LeaderRows,
): Promise<void> {
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  const rows = enrolled.map((duo) => ({
    duoId: duo.duoId,
    unitId: duo.unitId,
    lineage: lineageOf.get(duo.unitId)!,
    icPersonId: duo.icPersonId,
    managerPersonId: duo.managerPersonId,
    sharingMode: "scoped" as const,
    displayName: duo.displayName,
    ...duoFacts(duo),
    ...results.rows.get(duo.duoId)!,
    previousLineage: results.before.get(duo.duoId)?.lineage ?? null,
  }));
  await insertRows(
    client,
    publishedDuos,
    rows.map((row) => ({ orgId, cycleId, ...row })),
  );
  await insertUnitCounts(client, { orgId, cycleId }, { units, rows });
}
