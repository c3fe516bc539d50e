import { isSmallOrganization } from "@/lib/domain/organization-size";
import { companyStep } from "@/lib/engine/company-index";
import { type ByFamily, type TrendFamily, trendFamilies } from "@/lib/engine/constants";
import { pooledNoise } from "@/lib/engine/noise";
import { type DuoSeries, toScoreTable, windowSum } from "@/lib/engine/score-table";
import { benjaminiHochberg } from "@/lib/statistics/benjamini-hochberg";
import { normalCdf } from "@/lib/statistics/normal";
import { type ChangePoint, findChangePoints } from "./paired-change-point";

/** Constants of engine version 1; `looks` is the simulated effective number of looks of the maximum over splits. */
const rule = {
  looks: { declining: 3.3, apart: 2 },
  enter: { declining: 2.5, apart: 2.25 },
  enterSmall: { declining: 2.75, apart: 2.5 },
  leave: 1.5,
  maxAdjustedP: 0.1,
  minGapNow: 10,
  data: { window: 4, minScores: 2 },
} as const;

/** A duo's alarms in one cycle. z is null where the duo has no valid split. */
export interface Version1Row {
  readonly z: ByFamily<number> | null;
  readonly flags: ByFamily<boolean>;
  readonly watch: ByFamily<boolean>;
  readonly hasData: boolean;
}

/** One family's test of a duo: `strong` leaves the adjusted p out of account. */
interface TrendTest {
  readonly z: number;
  readonly q: number;
  readonly strong: boolean;
}

/**
 * The rule of engine version 1 on every cycle: noise of raw scores, the strongest paired change-point, Benjamini & Hochberg
 * (1995) over the organization, and flags that come on and go off at different z.
 * @returns for each cycle a row for each duo, in the order of `series`
 */
export function runVersion1(series: readonly DuoSeries[], cycles: number): Version1Row[][] {
  const companyIndex: number[] = [];
  let flags: readonly ByFamily<boolean>[] = series.map(() => ({ declining: false, apart: false }));
  return Array.from({ length: cycles }, (_, t) => {
    const scores = toScoreTable(series, t + 1);
    companyIndex.push((companyIndex.at(-1) ?? 0) + companyStep(scores));
    const points = findChangePoints(scores, { companyIndex, noise: pooledNoise(scores, []) });
    const tests = testTrends(points, series.length);
    const rows = tests.map((test, row): Version1Row => {
      const hasData = [scores.ic, scores.manager].every((side) => {
        const { window, minScores } = rule.data;
        return windowSum({ side, cycles: t + 1, row }, t + 2 - window, t + 1).count >= minScores;
      });
      return { ...alarmsOf(test, flags[row]!, hasData), hasData };
    });
    flags = rows.map((row) => row.flags);
    return rows;
  });
}

function alarmsOf(test: ByFamily<TrendTest> | undefined, before: ByFamily<boolean>, hasData: boolean) {
  if (!test) return { z: null, flags: before, watch: { declining: false, apart: false } };
  const isOn = (family: TrendFamily) => {
    const { z, q, strong } = test[family];
    return before[family] ? z >= rule.leave : strong && q <= rule.maxAdjustedP;
  };
  const flags = { declining: isOn("declining"), apart: isOn("apart") };
  return {
    z: { declining: test.declining.z, apart: test.apart.z },
    flags,
    watch: {
      declining: hasData && test.declining.strong && !flags.declining,
      apart: hasData && test.apart.strong && !flags.apart,
    },
  };
}

/** Both families' tests of every duo; undefined for a duo without a change-point. */
export function testTrends(
  points: readonly (ChangePoint | undefined)[],
  enrolled: number,
): (ByFamily<TrendTest> | undefined)[] {
  const threshold = isSmallOrganization(enrolled) ? rule.enterSmall : rule.enter;
  const zOf = (point: ChangePoint, family: TrendFamily) =>
    family === "declining" ? point.zLevel : point.zGap;
  const [declining, apart] = trendFamilies.map((family) =>
    benjaminiHochberg(
      // 1 − Φ(z) would round to 0 for large z, Φ(−z) does not.
      points.map((point) => point && Math.min(1, rule.looks[family] * normalCdf(-zOf(point, family)))),
    ),
  );
  return points.map(
    (point, row) =>
      point && {
        declining: {
          z: point.zLevel,
          q: declining![row]!,
          strong: point.zLevel >= threshold.declining,
        },
        apart: {
          z: point.zGap,
          q: apart![row]!,
          strong: point.zGap >= threshold.apart && point.gapNow >= rule.minGapNow,
        },
      },
  );
}
