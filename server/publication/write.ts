import { insertAudit } from "@/db/queries/audit";
import { insertRows } from "@/db/queries/insert-rows";
import { queueCycleMail } from "@/db/queries/outbox";
import { type CycleUnitRow, type EnrolledRow, type HistoryKind, listLeaders } from "@/db/queries/publication";
import {
  type cycles,
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
import type { CyclePublication } from "./cycle-publication";
import type { Results } from "./results";
import type { DuoAnswers } from "./score-answers";

/** The publication itself, its audit row, and the mail to the leaders of its units. */
export async function writePublication(
  { tx, client, orgId, cycleId }: CyclePublication,
  cycle: typeof cycles.$inferSelect,
  publishedAt: Date,
): Promise<void> {
  await insertRows(client, publications, [
    {
      orgId,
      cycleId,
      publishedAt,
      engineVersion: engineConstants.version,
      instrumentVersion: cycle.instrumentVersion,
      sharingMode: cycle.sharingMode,
    },
  ]);
  await insertAudit(tx, {
    orgId,
    action: "cycle.published",
    subjectId: cycleId,
    detail: { number: cycle.number },
  });
  const leaders = await listLeaders(tx, { orgId, cycleId });
  await queueCycleMail(client, {
    kind: "cycle-published",
    orgId,
    cycleId,
    personIds: leaders.map(({ personId }) => personId),
    payload: { cycleId, opensAt: cycle.opensAt.toISOString() },
  });
}

export function writeScores(
  { client, orgId, cycleId }: CyclePublication,
  enrolled: readonly EnrolledRow[],
  answers: ReadonlyMap<string, DuoAnswers>,
): Promise<void> {
  const rows = enrolled.flatMap((duo) =>
    sides.flatMap((side) => {
      const figures = answers.get(duo.duoId)?.[side];
      if (!figures) return [];
      const personId = personOn(duo, side);
      const { score, mx1, dimensions, shared } = figures;
      return [
        {
          orgId,
          cycleId,
          duoId: duo.duoId,
          personId,
          side,
          score,
          mx1,
          dimensions: [...dimensions],
          shared: [...shared],
        },
      ];
    }),
  );
  return insertRows(client, personScores, rows);
}

/** The engine's constants, evidence and carried state: the next cycle is computed from them. */
export async function writeEngine(
  { client, orgId, cycleId }: CyclePublication,
  history: HistoryKind,
  { rows, state, constants }: CycleOutput,
): Promise<void> {
  await insertRows(client, publishedConstants, [{ orgId, cycleId, history, constants }]);
  await insertRows(
    client,
    publishedDuoEvidence,
    rows.map((row) => ({
      orgId,
      cycleId,
      duoId: row.duoId,
      history,
      level: row.level,
      levelSd: row.levelSd,
      gap: row.gap,
      gapSd: row.gapSd,
      zLevel: row.zLevel,
      zGap: row.zGap,
      qLevel: row.qLevel,
      qGap: row.qGap,
      gapNow: row.gapNow,
      state: state.get(row.duoId)!,
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

/** What leaders read of each duo, in `scoped`: its row with the facts that were frozen at the opening. */
export function writeLeaderRows(
  { client, orgId, cycleId }: CyclePublication,
  { enrolled, units, results }: LeaderRows,
): Promise<void> {
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  return insertRows(
    client,
    publishedDuos,
    enrolled.map((duo) => ({
      orgId,
      cycleId,
      duoId: duo.duoId,
      unitId: duo.unitId,
      lineage: lineageOf.get(duo.unitId)!,
      icPersonId: duo.icPersonId,
      managerPersonId: duo.managerPersonId,
      sharingMode: "scoped" as const,
      displayName: duo.displayName,
      ...duoFacts(duo),
      ...results.rows.get(duo.duoId)!,
    })),
  );
}
