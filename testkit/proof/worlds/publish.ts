import type { DuoState } from "@/lib/engine/flags";
import { type CycleConstants, type CycleOutput, runCycle } from "@/lib/engine/run-cycle";
import type { DuoSeries } from "@/lib/engine/score-table";
import type { Side } from "@/lib/instrument/answers";
import { completeRow, type DuoRow, incompleteRow, type PreviousRow } from "@/lib/publication/duo-row";
import { duoSeries } from "@/lib/publication/duo-series";
import { type MaskedDuo, mayBeOnWatch } from "@/lib/publication/measure-families";
import { duoDimensions, type PersonFigures, personFigures } from "@/lib/publication/person-figures";
import { BAND_CYCLES, rowBands } from "@/lib/publication/row-bands";
import { prepareTree, type UnitTree } from "@/lib/publication/tree";
import type { World, WorldDuo } from "./world";

/** Both partners' figures of a cycle; a side that was silent has none. */
export type DuoFigures = { readonly ic: PersonFigures | null; readonly manager: PersonFigures | null };

/** One cycle as published in `scoped`, beside what only the publisher knows. */
export type PublishedCycle = {
  /** Position from 0. */
  readonly cycle: number;
  readonly rows: ReadonlyMap<string, DuoRow>;
  readonly engine: CycleOutput;
  readonly figures: ReadonlyMap<string, DuoFigures>;
  readonly masked: readonly MaskedDuo[];
};

export type PublishedWorld = {
  readonly world: World;
  readonly tree: UnitTree;
  readonly cycles: readonly PublishedCycle[];
  readonly isHeld: boolean;
};

/**
 * Publishes all cycles of a world by the product's own functions, in the order in which the publisher calls them.
 * @param isHeld whether scores are held where hidden answers lie at their ends; not for a control
 */
export function publishWorld(world: World, isHeld = true): PublishedWorld {
  const tree = prepareTree(world.units, world.leaders);
  const figures = world.duos.map((duo) => ({ duo, of: figuresOf(duo) }));
  const cycles: PublishedCycle[] = [];
  const previous = new Map<string, PreviousRow>();
  let carried: ReadonlyMap<string, DuoState> = new Map();
  const earlier: CycleConstants[] = [];
  for (let cycle = 0; cycle < world.cycles; cycle++) {
    const enrolled = figures.filter(({ duo }) => duo.since <= cycle);
    const engine = runCycle({
      cycle: cycle + 1,
      series: enrolled.map((one) => (isHeld ? seriesOf(one) : { ...seriesOf(one), ...unheldScores(one) })),
      enrolled: enrolled.length,
      carried,
      earlier,
    });
    carried = engine.state;
    earlier.push(engine.constants);
    const one = publishCycle({ enrolled, engine, cycle, previous });
    cycles.push(one);
    for (const [duoId, row] of one.rows) if (row.complete) previous.set(duoId, previousOf(row, cycle));
  }
  return { world, tree, cycles, isHeld };
}

type Enrolled = { readonly duo: WorldDuo; readonly of: readonly DuoFigures[] };

function seriesOf({ duo, of }: Enrolled): DuoSeries {
  return duoSeries(duo.duoId, { ic: of.map(({ ic }) => ic), manager: of.map(({ manager }) => manager) });
}

/** The control's scores. */
function unheldScores({ of }: Enrolled): Pick<DuoSeries, Side> {
  return {
    ic: of.map(({ ic }) => ic?.score ?? null),
    manager: of.map(({ manager }) => manager?.score ?? null),
  };
}

function figuresOf({ answers }: WorldDuo): DuoFigures[] {
  return answers.ic.map((ic, cycle) => {
    const manager = answers.manager[cycle] ?? null;
    return { ic: ic && personFigures(ic), manager: manager && personFigures(manager) };
  });
}

function publishCycle({
  enrolled,
  engine,
  cycle,
  previous,
}: {
  enrolled: readonly Enrolled[];
  engine: CycleOutput;
  cycle: number;
  previous: ReadonlyMap<string, PreviousRow>;
}): PublishedCycle {
  const isComplete = ({ of }: Enrolled) => of[cycle]!.ic !== null && of[cycle]!.manager !== null;
  const bands = rowBands(
    enrolled.filter(isComplete).map(({ duo, of }) => ({ duoId: duo.duoId, cycles: sharedCycles(of, cycle) })),
    cycle + 1,
  );
  const history = Array.from({ length: cycle + 1 }, (_, index) => ({
    id: `c${index}`,
    opensOn: "2026-01-05",
    state: "published" as const,
  }));
  const rows = new Map<string, DuoRow>();
  const masked = enrolled.map((one, index): MaskedDuo => {
    const { duo, of } = one;
    const before = previous.get(duo.duoId);
    const verdict = engine.rows[index]!;
    const row = isComplete(one)
      ? completeRow({ verdict, bands: bands.get(duo.duoId)!, previous: before, history })
      : incompleteRow(before);
    rows.set(duo.duoId, row);
    const { ic, manager } = of[cycle]!;
    const { since: _, answers: __, ...roster } = duo;
    return {
      ...roster,
      icFinal: ic !== null,
      managerFinal: manager !== null,
      status: row.status,
      level: row.level === null ? null : verdict.level,
      agreement: row.agreement,
      dimensions:
        ic && manager
          ? duoDimensions(ic.dimensions, manager.dimensions)
          : ic
            ? ic.dimensions.map(() => null)
            : [],
      mayBeWatched: mayBeOnWatch(row, cycle + 1 - duo.since),
      watched: row.complete && (verdict.watch.declining || verdict.watch.apart),
    };
  });
  const figures = new Map(enrolled.map(({ duo, of }) => [duo.duoId, of[cycle]!]));
  return { cycle, rows, engine, figures, masked };
}

/** S-item scores of the last three cycles in which both were final. */
export function sharedCycles(figures: readonly DuoFigures[], cycle: number) {
  return figures
    .slice(Math.max(0, cycle + 1 - BAND_CYCLES), cycle + 1)
    .flatMap(({ ic, manager }) => (ic && manager ? [{ ic: ic.shared, manager: manager.shared }] : []));
}

function previousOf(row: DuoRow, cycle: number): PreviousRow {
  const { status, statusCycles, sinceCycleId, sinceOn, level, agreement, dimensionBands } = row;
  return {
    cycleId: `c${cycle}`,
    position: cycle + 1,
    status: status!,
    statusCycles,
    sinceCycleId,
    sinceOn,
    level,
    agreement,
    dimensionBands,
  };
}
