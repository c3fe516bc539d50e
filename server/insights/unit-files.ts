import type { Tx } from "@/db/client";
import { listCycleQuestions } from "@/db/queries/custom-questions";
import { listCells, listUnitCounts } from "@/db/queries/published/unit-figures";
import { listAllUnitsInScope } from "@/db/queries/published/units";
import { byteOrderMark, csvRecord } from "@/lib/csv/csv";
import { type PairType, pairTypes } from "@/lib/domain/pair-types";
import { type CellMeasure, cellMeasures, statusCodes } from "@/lib/domain/published";
import { earlyAmong } from "@/lib/insights/beginnings";
import { wordsOfMeasure } from "@/lib/insights/custom-figures";
import { type ExportTable, unitFileColumns } from "@/lib/insights/export";
import { figureOf, heatMeasures, type Reading, readingOf, verdictOf } from "@/lib/insights/figures";
import { attributeFilters, openUnits } from "@/lib/insights/filters";
import { cyclesInRange, rangeOf, topUnits } from "@/lib/insights/frame";
import { type UnitFileRow, unitFileCells } from "@/lib/insights/unit-file";
import { treeInView } from "@/lib/insights/units";
import type { CustomQuestion } from "@/lib/instrument/custom-questions";
import type { InsightsContext, PublishedCycle } from "./context";
import { comparedMeasures, readFigures } from "./unit-figures";

export const unitTables = ["units", "mix", "trend", "cells"] as const satisfies readonly ExportTable[];
export type UnitTable = (typeof unitTables)[number];

type NamedUnit = { id: string; label: string };

/** A file of unit figures, from the same reading as the screens; its records are made as fast as they are read. */
export async function unitFile(
  tx: Tx,
  context: InsightsContext,
  table: UnitTable,
): Promise<ReadableStream<Uint8Array>> {
  const rows = table === "cells" ? await everyFigure(tx, context) : await figuresOnScreen(tx, context, table);
  return streamOf(rows);
}

/** The figures of a view, all kinds of pairs or the one that the URL asks for. */
async function figuresOnScreen(
  tx: Tx,
  context: InsightsContext,
  table: Exclude<UnitTable, "cells">,
): Promise<Iterable<UnitFileRow>> {
  const { cycle, unit, units, filters } = context;
  const tree = () => treeInView(units, filters.unit ? [unit] : topUnits(units), openUnits(filters));
  const shown = table === "units" ? tree().map((one) => one.unit) : [unit];
  const cycles = table === "units" ? [cycle] : inRange(context);
  const measures = {
    units: heatMeasures,
    mix: statusCodes.map((code) => `status:${code}` as const),
    trend: ["level"] as const,
  }[table];
  const reading = await readFigures(tx, context, {
    unitIds: shown.map(({ id }) => id),
    cycles,
    measures: table === "units" ? comparedMeasures : measures,
  });
  return cycles.flatMap((one) =>
    shown.flatMap((named) =>
      measures.map((measure) => ({
        ...rowOf(reading, { cycle: one, unit: named, measure }, filters.pair),
        only: Object.entries(attributeFilters(filters)),
      })),
    ),
  );
}

function inRange(context: InsightsContext): PublishedCycle[] {
  const ids = new Set(cyclesInRange(context, rangeOf(context.filters)).map(({ id }) => id));
  return context.cycles.filter(({ id }) => ids.has(id)).toReversed();
}

type FigureKey = {
  cycle: PublishedCycle;
  unit: NamedUnit;
  measure: CellMeasure;
  /** The organization's own questions of the cycle. */
  asked?: readonly CustomQuestion[];
};

function rowOf(
  reading: Reading,
  { cycle, unit, measure, asked = [] }: FigureKey,
  pairType?: PairType,
): UnitFileRow {
  const at = { unitId: unit.id, cycle };
  return {
    cycle,
    unit,
    measure,
    asked: wordsOfMeasure(measure, asked),
    pairType: pairType ?? "all",
    only: [],
    figure: figureOf(reading, at, measure),
    verdict: verdictOf(reading, at, measure),
  };
}

const figureMeasures = cellMeasures.filter((measure) => !measure.startsWith("verdict:"));

/** Every figure of the cycle in the reader's scope, in all and by kind of pair. */
async function everyFigure(tx: Tx, context: InsightsContext): Promise<Iterable<UnitFileRow>> {
  const { scope, orgId, cycle } = context;
  const units = await listAllUnitsInScope(tx, { scope, orgId, cycleId: cycle.id });
  const wanted = { unitIds: units.map(({ id }) => id), cycleIds: [cycle.id] };
  const whole = await listUnitCounts(tx, { scope, orgId, attributes: ["all"], wanted: [wanted] });
  const byPair = await listUnitCounts(tx, { scope, orgId, attributes: ["pair"], wanted: [wanted] });
  const cells = await listCells(tx, { scope, orgId, wanted: [{ ...wanted, measures: cellMeasures }] });
  const asked = await listCycleQuestions(tx, { orgId, cycleId: cycle.id });
  const early = earlyAmong(context.cycles, [cycle]);
  const readings = [undefined, ...pairTypes].map((pairType) => ({
    pairType,
    reading: readingOf({
      counts: pairType ? byPair.filter(({ value }) => value === pairType) : whole,
      cells: cells.filter((cell) => cell.pairType === (pairType ?? "all")),
      isPart: pairType !== undefined,
      early,
    }),
  }));
  return (function* () {
    for (const unit of units) {
      for (const measure of figureMeasures) {
        for (const { pairType, reading } of readings) {
          const row = rowOf(reading, { cycle, unit, measure, asked }, pairType);
          if (isPublished(row)) yield row;
        }
      }
    }
  })();
}

/** Nothing is said of kinds of pairs that a unit lacks, nor of figures that the mode or the unit does not have. */
function isPublished({ figure }: UnitFileRow): boolean {
  if (figure.kind === "none") return false;
  return figure.kind !== "hidden" || (figure.why !== "not-offered" && figure.why !== "not-readable");
}

/** Cells that somebody typed. */
const texts = (["unit", "question", "answer"] as const).map((column) => unitFileColumns.indexOf(column));

/** Characters of one chunk of the response. */
const chunkSize = 64 * 1024;

function streamOf(rows: Iterable<UnitFileRow>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const records = rows[Symbol.iterator]();
  let begun = false;
  return new ReadableStream({
    pull(controller) {
      let text = begun ? "" : byteOrderMark + csvRecord(unitFileColumns);
      begun = true;
      while (text.length < chunkSize) {
        const { value, done } = records.next();
        if (done) {
          if (text) controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += csvRecord(unitFileCells(value), texts);
      }
      controller.enqueue(encoder.encode(text));
    },
  });
}
