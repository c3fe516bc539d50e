import { engineConstants } from "../../engine/constants";
import type { Side } from "../../instrument/answers";
import type { SectionsWords } from "../../methodology/content";
import { workedExample } from "../../methodology/example";
import { limits } from "../../methodology/limits";
import { publishedLevel } from "../../publication/rounding";
import { mean } from "../../statistics/mean";
import { formats } from "../format";

const { tenth, whole } = formats("en", "UTC");
const { noise, changePoint, shrinkage, trend } = engineConstants;

const { series, person, duo, gap, profileGap, constants } = workedExample();
const { row } = series.at(-1)!;
const missed = series.find(({ manager }) => manager === null)?.cycle;
const hundredth = (value: number) => value.toFixed(2);
const recent = series.filter(({ cycle }) => cycle >= (row.sinceCycle ?? 0));
const earlier = series.filter(({ cycle }) => cycle < (row.sinceCycle ?? 0));
const meanOf = (side: Side, from: typeof series) => {
  const scores = from.map((one) => one[side]).filter((score) => score !== null);
  return { mean: mean(scores) ?? Number.NaN, n: scores.length };
};
const [icNow, icThen] = [meanOf("ic", recent), meanOf("ic", earlier)];
const [managerNow, managerThen] = [meanOf("manager", recent), meanOf("manager", earlier)];
const change = (icNow.mean - icThen.mean + managerNow.mean - managerThen.mean) / 2;
const h = 1 / icNow.n + 1 / icThen.n + 1 / managerNow.n + 1 / managerThen.n;
const window = series.slice(-shrinkage.window);
const [icWindow, managerWindow] = [meanOf("ic", window), meanOf("manager", window)];
const y = (icWindow.mean + managerWindow.mean) / 2;
const v = (constants.noise.level ** 2 * (1 / icWindow.n + 1 / managerWindow.n)) / 4;
const w = constants.levelPrior.variance / (constants.levelPrior.variance + v);

/** An invented duo from its answers to its status, with the engine's numbers. */
export const exampleSection: SectionsWords<"example"> = {
  example: {
    title: "A worked example",
    plain: `An invented duo has worked well together for ${row.sinceCycle! - 1} cycles. In cycle ${row.sinceCycle} both give lower answers, and in cycle ${row.sinceCycle! + 1} again. One low cycle is no evidence; two are enough here.`,
    blocks: [
      "The duo is alone in its organization, so that you can follow every number by hand: noise is at its starting values, there is no company index, and $q$ equals $p$. All numbers on this page come from the product’s own code.",
      { heading: "One cycle: from answers to the duo’s score" },
      { data: "example-answers" },
      {
        formula: [
          `A = ${tenth(person.ic)}`,
          `B = ${tenth(person.manager)}`,
          `D = frac{A + B}{2} = ${tenth(duo)}`,
          `A − B = ${tenth(gap)}`,
          `"profile gap" = ${tenth(profileGap)}`,
        ],
      },
      { heading: "Eight cycles: from scores to a status" },
      { data: "example-series" },
      "In the last cycle the clearest split lies before cycle " +
        `${row.sinceCycle}: ${recent.length} recent cycles against up to ${changePoint.longestReference} before. One partner missed cycle ${missed}, which simply leaves that score out. The table shows the engine’s own numbers; what is published of them is rounded, and nothing for an incomplete cycle.`,
      {
        formula: [
          `c = frac{(${tenth(icNow.mean)} − ${tenth(icThen.mean)}) + (${tenth(managerNow.mean)} − ${tenth(managerThen.mean)})}{2} = "−${tenth(-change)}"`,
          `h = frac{1}{${icNow.n}} + frac{1}{${icThen.n}} + frac{1}{${managerNow.n}} + frac{1}{${managerThen.n}} = ${hundredth(h)}`,
          `z_L = frac{${tenth(-change)}}{${noise.prior.level} · sqrt{${hundredth(h)}} / 2} = ${hundredth(row.zLevel!)}`,
          `p = ${changePoint.looks.level} · (1 − Φ(${hundredth(row.zLevel!)})) = ${row.pLevel!.toFixed(4)}`,
        ],
        where: [
          `$z_L$ is beyond ${trend.enterSmall.declining}, which a small organization asks for, and $q = p$ is below ${trend.maxAdjustedP}: diverging, declining, since cycle ${row.sinceCycle}.`,
        ],
      },
      {
        formula: [
          `y = frac{${tenth(icWindow.mean)} + ${tenth(managerWindow.mean)}}{2} = ${tenth(y)}`,
          `v = frac{${noise.prior.level}^2}{4} (frac{1}{${icWindow.n}} + frac{1}{${managerWindow.n}}) = ${tenth(v)}`,
          `M = ${tenth(constants.levelPrior.mean)}`,
          `τ^2 = ${tenth(constants.levelPrior.variance)}`,
          `w = frac{τ^2}{τ^2 + v} = ${hundredth(w)}`,
          `level = w y + (1 − w) M = ${tenth(row.level!)}`,
        ],
        where: [
          `It is published as ${whole(publishedLevel(row.level!))}, to the nearest ${limits.levelStep} points. Three cycles make it slower than the change: that is why the two are told apart.`,
        ],
      },
    ],
  },
};
