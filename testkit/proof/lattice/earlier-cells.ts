import { type DimensionCode, dimensionCodes, type LevelBand } from "@/lib/domain/published";
import { maskUnits } from "@/lib/publication/mask";
import type { MaskedDuo } from "@/lib/publication/measure-families";
import { levelBand, roundHalfToEven } from "@/lib/publication/rounding";
import { visibleResiduals } from "@/lib/publication/visible-residuals";
import { meanInterval } from "@/lib/statistics/mean-interval";
import { studentTQuantile } from "@/lib/statistics/student-t";
import type { PublishedWorld } from "../worlds/publish";
import { duoValues, inSteps, STEP } from "./duo-values";
import { possibleValues } from "./enumerate";

/** Dimensions of a single item: their duo values have nine steps. */
const attacked: readonly DimensionCode[] = ["STRAT", "SOUND", "INCL", "CUST", "TRUST"];
/** Larger units take longer than they are worth here. */
const MOST_DUOS = 12;

/**
 * What was published before masked means were coarse: whole points with an interval from five duos on, and beside them
 * the bands of this one cycle's shared answers in every row.
 * @returns duo values attacked in units without visible units below, and how many of them came out exactly
 */
export function attackEarlierCells(
  published: PublishedWorld,
  nth: number,
  until: number,
): { cases: number; determined: number } {
  const { masked, figures } = published.cycles[nth]!;
  let [cases, determined] = [0, 0];
  for (const code of attacked) {
    const position = dimensionCodes.indexOf(code);
    const bandOf = (duo: MaskedDuo) => {
      const { ic, manager } = figures.get(duo.duoId)!;
      const [a, b] = [ic?.shared[position] ?? null, manager?.shared[position] ?? null];
      return a === null || b === null ? null : levelBand((a + b) / 2);
    };
    for (const unit of lowestUnits(published, masked, position)) {
      const values = unit.map((duo) => inSteps(duo.dimensions[position]!));
      const domains = unit.map((duo) => withBand(code, bandOf(duo)));
      const possible = exactly(values, domains, until);
      cases += unit.length;
      determined += possible?.filter(({ size }) => size === 1).length ?? 0;
    }
  }
  return { cases, determined };
}

/** The counted duos of visible units without a visible unit below, where a cell tells of nobody else. */
function lowestUnits(
  { tree }: PublishedWorld,
  masked: readonly MaskedDuo[],
  position: number,
): MaskedDuo[][] {
  const duos = masked.map((duo) => ({ ...duo, counted: (duo.dimensions[position] ?? null) !== null }));
  const mask = maskUnits({ tree, duos, hiddenLastCycle: new Set() });
  const groups = visibleResiduals(
    tree,
    mask,
    duos.filter(({ counted }) => counted),
  );
  return [...groups].flatMap(([unit, group]) =>
    group.length === mask.get(unit.id)!.counted && group.length <= MOST_DUOS ? [group] : [],
  );
}

function withBand(code: DimensionCode, band: LevelBand | null): readonly number[] {
  const all = duoValues.get(code)!;
  return band === null ? all : all.filter((value) => levelBand(value * STEP) === band);
}

/** Every value that each duo can have beside the published mean and interval in whole points. */
function exactly(values: readonly number[], domains: readonly (readonly number[])[], until: number) {
  const count = values.length;
  const points = values.map((value) => value * STEP);
  const shown = meanInterval(points)!;
  const whole = (value: number) => roundHalfToEven(Math.min(100, Math.max(0, Math.round(value * 1e9) / 1e9)));
  const truth = [(shown.lower + shown.upper) / 2, shown.lower, shown.upper].map(whole).join();
  const t = studentTQuantile(0.975, count - 1)!;
  // Single-item dimensions have six steps between any two values.
  const scale = 6;
  return possibleValues(
    {
      domains: domains.map((domain) => domain.map((value) => value / scale)),
      accepts: (sum, squares) => {
        const mean = (sum * scale * STEP) / count;
        const variance = Math.max(0, (squares * (scale * STEP) ** 2 - count * mean * mean) / (count - 1));
        const half = t * Math.sqrt(variance / count);
        return [mean, mean - half, mean + half].map(whole).join() === truth;
      },
      usesSquares: true,
    },
    until,
  );
}
