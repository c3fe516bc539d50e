import { randomUUID } from "node:crypto";
import { insertRows } from "@/db/queries/insert-rows";
import { type CycleUnitRow, type EnrolledRow, listLeaders, type Stream } from "@/db/queries/publication";
import { enqueue } from "@/db/queue";
import {
  auditLog,
  type cycles,
  outbox,
  personScores,
  publications,
  publishedCells,
  publishedConstants,
  publishedDuoEvidence,
  publishedDuoPartners,
  publishedDuos,
} from "@/db/schema";
import { engineConstants } from "@/lib/engine/constants";
import type { CycleOutput } from "@/lib/engine/run-cycle";
import { sides } from "@/lib/instrument/answers";
import type { DuoFigures } from "@/lib/publication/assemble-duo";
import type { Cell } from "@/lib/publication/cell";
import type { Place } from "./place";
import type { DuoAnswers } from "./score-answers";

/** The publication itself, its audit row, and the news to those who lead a unit of it. */
export async function writePublication(
  { client, orgId, cycleId }: Place,
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
  await insertRows(client, auditLog, [
    {
      orgId,
      id: randomUUID(),
      at: publishedAt,
      action: "cycle-published",
      area: "program",
      subjectId: cycleId,
      detail: { number: cycle.number },
    },
  ]);
  const leaders = await listLeaders(client, orgId, cycleId);
  const addressees = [...new Set(leaders.map(({ personId }) => personId))];
  await insertRows(
    client,
    outbox,
    addressees.map((personId) => ({
      orgId,
      id: randomUUID(),
      kind: "cycle-published" as const,
      key: `cycle-published:${cycleId}:${personId}`,
      personId,
      payload: { cycleId, opensAt: cycle.opensAt.toISOString() },
    })),
  );
  await enqueue(client, "send-mail", orgId, cycleId);
}

export function writeScores(
  { client, orgId, cycleId }: Place,
  enrolled: readonly EnrolledRow[],
  answers: ReadonlyMap<string, DuoAnswers>,
): Promise<void> {
  const rows = enrolled.flatMap((duo) =>
    sides.flatMap((side) => {
      const figures = answers.get(duo.duoId)?.[side];
      if (!figures) return [];
      const personId = side === "ic" ? duo.icPersonId : duo.managerPersonId;
      const { score, mx1, dimensions } = figures;
      // The column holds nulls; its generated type does not say so.
      return [
        { orgId, cycleId, duoId: duo.duoId, personId, side, score, mx1, dimensions: dimensions as number[] },
      ];
    }),
  );
  return insertRows(client, personScores, rows);
}

/** What the next cycle's engine starts from, and the numbers behind this one's verdicts. */
export async function writeEngine(
  { client, orgId, cycleId }: Place,
  stream: Stream,
  { rows, state, constants }: CycleOutput,
): Promise<void> {
  await insertRows(client, publishedConstants, [{ orgId, cycleId, stream, constants }]);
  await insertRows(
    client,
    publishedDuoEvidence,
    rows.map((row) => ({
      orgId,
      cycleId,
      duoId: row.duoId,
      stream,
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

type DuoResults = {
  enrolled: readonly EnrolledRow[];
  units: readonly CycleUnitRow[];
  output: CycleOutput;
  partnerFigures: ReadonlyMap<string, DuoFigures>;
  /** Absent in `private`: leaders get no duo rows. */
  leaderFigures: ReadonlyMap<string, DuoFigures> | undefined;
};

export async function writeDuos(
  { client, orgId, cycleId }: Place,
  { enrolled, units, output, partnerFigures, leaderFigures }: DuoResults,
): Promise<void> {
  const watchOf = new Map(output.rows.map((row) => [row.duoId, row.watch]));
  await insertRows(
    client,
    publishedDuoPartners,
    enrolled.map(({ duoId, icPersonId, managerPersonId }) => {
      const figures = partnerFigures.get(duoId)!;
      const watch = figures.complete ? watchOf.get(duoId) : undefined;
      return {
        orgId,
        cycleId,
        duoId,
        icPersonId,
        managerPersonId,
        ...figures,
        watchDeclining: watch?.declining ?? false,
        watchApart: watch?.apart ?? false,
      };
    }),
  );
  if (!leaderFigures) return;
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  await insertRows(
    client,
    publishedDuos,
    enrolled.map(({ icFinal: _, managerFinal: __, ...duo }) => ({
      orgId,
      cycleId,
      ...duo,
      lineage: lineageOf.get(duo.unitId)!,
      sharingMode: "scoped" as const,
      ...leaderFigures.get(duo.duoId)!,
    })),
  );
}

export function writeCells(
  { client, orgId, cycleId }: Place,
  units: readonly CycleUnitRow[],
  cells: readonly Cell[],
): Promise<void> {
  const lineageOf = new Map(units.map(({ id, lineage }) => [id, lineage]));
  return insertRows(
    client,
    publishedCells,
    cells.map((cell) => ({ orgId, cycleId, ...cell, lineage: lineageOf.get(cell.unitId)! })),
  );
}
