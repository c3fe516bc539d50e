import { engineConstants } from "../../engine/constants";
import { answerClass } from "../../instrument/confidentiality";
import { type Item, instrument } from "../../instrument/instrument";
import type { SectionsWords } from "../../methodology/content";
import { workedExample } from "../../methodology/example";
import { limits } from "../../methodology/limits";
import { publishedLevel } from "../../publication/rounding";
import { mean } from "../../statistics/mean";
import { formats } from "../format";

const { tenth, whole } = formats("en", "UTC");
const { onset, shrinkage, likelihood, bar, since } = engineConstants;

/** Codes of the scored questions, those that the profile gap rests on and the others. */
const scored = instrument.items.filter((item) => item.in_person_score);
const isShared = (item: Item) => answerClass(item) === "S";
const entered = scored.filter(isShared).map(({ code }) => code);
const leftOut = scored.filter((item) => !isShared(item)).map(({ code }) => code);

const { series, person, change, duo, gap, profileGap, constants } = workedExample();
const { row } = series.at(-1)!;
const hundredth = (value: number) => value.toFixed(2);
const meanOf = (scores: readonly number[]) => mean(scores) ?? Number.NaN;
const began = row.sinceCycle!;
const recent = series.filter(({ cycle }) => cycle >= began);
const earlier = series.filter(({ cycle }) => cycle < began);
const levelOf = (cycles: typeof series) =>
  meanOf(cycles.map(({ icChange, managerChange }) => (icChange + managerChange) / 2));
const fall = levelOf(earlier) - levelOf(recent);
const variance = constants.changeNoise.level ** 2 / 2;
const information = (recent.length * earlier.length) / series.length / variance;
const support = information * fall;
const ratios = likelihood.sizes.together.map((size) =>
  Math.exp(size * support - (size ** 2 * information) / 2),
);
const evidence = Math.exp(row.lnEvidence.declining!);
const fallen = row.size.declining!;
const window = series.slice(-shrinkage.window);
const [icWindow, managerWindow] = [
  meanOf(window.map(({ ic }) => ic)),
  meanOf(window.map(({ manager }) => manager)),
];
const y = (icWindow + managerWindow) / 2;
const v = (constants.noise.level ** 2 * (2 / window.length)) / 4;
const w = constants.levelPrior.variance / (constants.levelPrior.variance + v);

/** An invented duo from its answers to its status, with the engine's numbers. */
export const exampleSection: SectionsWords<"example"> = {
  example: {
    title: "A worked example",
    plain: `An invented duo has worked well together for ${began - 1} cycles. In cycle ${began} both give lower answers, and in cycle ${began + 1} again. One low cycle is no evidence; two are enough here.`,
    blocks: [
      "The duo is alone in its organization, so that you can follow every number by hand: noise is at its starting values and there is no company index. All numbers on this page come from the product’s own code.",
      { heading: "One cycle: from answers to the duo’s score" },
      { data: "example-answers" },
      {
        formula: [
          `A = ${tenth(person.ic)}`,
          `B = ${tenth(person.manager)}`,
          `D = frac{A + B}{2} = ${tenth(duo)}`,
          `A − B = ${tenth(gap)}`,
          `"profile gap" = ${tenth(profileGap)}`,
          `x_A = ${tenth(change.ic)}`,
          `x_B = ${tenth(change.manager)}`,
        ],
        where: [
          "$x_A$, $x_B$ are the change scores. In the cycles before, they equal the scores.",
          `The profile gap is that of this cycle, from the shared questions alone: ${entered.join(", ")}. ${leftOut.join(", ")} are left out, and trust with them. What is published is a band, and only once both have submitted in ${whole(limits.bandCycles.needed)} of the last ${whole(limits.bandCycles.of)} cycles.`,
        ],
      },
      { heading: "Eight cycles: from scores to a status" },
      { data: "example-series" },
      `Take one of the explanations: both fell at once in cycle ${began}. It compares ${recent.length} cycles with the ${earlier.length} before. Both answered in every cycle and neither varies more than usual, so only the mean of both counts, with the variance $V_L$. The table shows the engine’s own numbers; what is published of them is rounded.`,
      {
        formula: [
          `V_L = frac{${constants.changeNoise.level}^2}{2} = ${tenth(variance)}`,
          `"fall" = ${tenth(levelOf(earlier))} − ${tenth(levelOf(recent))} = ${tenth(fall)}`,
          `N_u = frac{${recent.length} · ${earlier.length}}{${series.length} · ${tenth(variance)}} = ${information.toFixed(4)}`,
          `T_u = ${information.toFixed(4)} · ${tenth(fall)} = ${support.toFixed(3)}`,
          ...likelihood.sizes.together.map(
            (size, index) => `exp(${size} T_u − frac{${size}^2 N_u}{2}) = ${whole(ratios[index]!)}`,
          ),
          `R = ${whole(meanOf(ratios))}`,
        ],
        where: [
          `So this explanation makes the answers about ${whole(meanOf(ratios))} times as likely as no change. Averaged over both shapes and ${onset.search + 1} possible beginnings, those that cannot be tested counting zero, the evidence is ${tenth(evidence)}.`,
          `The bar of so small an organization is ${bar.small.floor.declining}: diverging, declining. Half of the weight is reached in cycle ${began}, ${Math.round(100 * since.from)}% in cycle ${row.sinceInterval!.from} and ${Math.round(100 * since.to)}% in cycle ${row.sinceInterval!.to}: since about cycle ${began} (${row.sinceInterval!.from} to ${row.sinceInterval!.to}). The level fell by ${tenth(fallen.points)} points, give or take ${tenth(fallen.sd)}.`,
        ],
      },
      {
        formula: [
          `y = frac{${tenth(icWindow)} + ${tenth(managerWindow)}}{2} = ${tenth(y)}`,
          `v = frac{${constants.noise.level}^2}{4} (frac{1}{${window.length}} + frac{1}{${window.length}}) = ${tenth(v)}`,
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
