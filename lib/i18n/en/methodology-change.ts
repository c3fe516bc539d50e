import { SMALL_ORGANIZATION_BELOW } from "../../domain/organization-size";
import { engineConstants } from "../../engine/constants";
import { firstTrendCycle } from "../../engine/onset";
import type { ContentBlock, SectionWords } from "../../methodology/content";
import { ratesOf, simulated } from "../../methodology/error-rates";
import { limits } from "../../methodology/limits";
import { formats } from "../format";

const { percent } = formats("en", "UTC");
const { bar, changeScore, companyIndex, likelihood, onset, ownNoise, since, size, trend } = engineConstants;
const noiseLags = engineConstants.noise.lags;
const { apart, sizes } = likelihood;
const looked = onset.search + 1;

/** A share in percent with one digit behind the point. */
const tenths = (share: number) => `${(100 * share).toFixed(1)}%`;
const flagged = (setting: "standard" | "company-step") =>
  tenths(ratesOf("confirmed", setting).declining.falseAlarms);

const noise: readonly ContentBlock[] = [
  { heading: "Noise of one cycle, and of one person" },
  {
    formula: [
      "V_L = frac{s_L^2}{2}",
      "V_G = 2 s_G^2",
      "o = V_L + frac{V_G}{4}",
      "c = V_L − frac{V_G}{4}",
      `q = min(frac{d^2}{${ownNoise.expected} o}, ${ownNoise.largest})`,
      `h = max(1, frac{${ownNoise.priorWeight} + frac{2}{3} Σ q}{${ownNoise.priorWeight} + frac{2}{3} (m − 1)})`,
      "o_A = h_A o",
      "o_B = h_B o",
    ],
    where: [
      "$V_L$ is the variance of the two partners’ mean in one cycle, $V_G$ that of their difference; $o$ is the variance of one partner, $c$ the covariance of both.",
      `A person who always varies more than others has the variance $h o$. $d$ is the difference between a score and the one before it, however many cycles lie between, over the last ${ownNoise.window + 1} cycles; there are $m$ of them. The largest $q$ is left out of the sum: one jump is a change, not noise. Without two scores, $h = 1$. Nobody is tested more sharply for being calm.`,
      `Why ${ownNoise.expected}: two independent scores would differ by $2 o$ in the square. Scores that follow one another differ by less, because ups and downs last longer than a cycle, and $o$ is measured over ${noiseLags[0]} to ${noiseLags.at(-1)} cycles. Differences that share a score tell less than separate ones, so each counts $frac{2}{3}$. ${ownNoise.priorWeight} is the weight of the noise of all. These three were chosen by simulation.`,
    ],
  },
];

const fit: readonly ContentBlock[] = [
  { heading: "When it may have begun" },
  `A change may have begun in any of the last ${looked} cycles: $k$ is the current cycle $t$, the one before, and so on to $t − ${onset.search}$. It is tested with the up to ${onset.longestReference} cycles before $k$ and those from $k$ to $t$, if each partner has at least ${onset.minScoresPerWindow} scores in both. So $k = t$ never can be, and the first verdict on a trend comes in cycle ${firstTrendCycle}. A score in the current cycle is not needed. Cycles before a break of the questions are not used.`,
  { heading: "How well it explains the scores" },
  {
    formula: [
      "Q_i = frac{1}{o_A o_B − c^2} (o_B, −c; −c, o_A)",
      "P = Σ Q_i",
      "y = Σ Q_i r_i",
      "X = Σ x_i Q_i",
      "T = Σ x_i Q_i r_i − X P^{−1} y",
      "N = Σ x_i^2 Q_i − X P^{−1} X",
      "T_u = u_A T_A + u_B T_B",
      'N_u = u_A^2 N_{"AA"} + 2 u_A u_B N_{"AB"} + u_B^2 N_{"BB"}',
      `R(u) = mean_δ exp(min(${likelihood.largestExponent}, δ T_u − frac{δ^2 N_u}{2}))`,
    ],
    where: [
      "$i$ runs over all those cycles. $r_i$ are the scores of $A$ and $B$ in cycle $i$. $Q_i$ is how precise they are: a matrix of two rows, here divided by a semicolon. If only $A$ answered it is $(1 / o_A, 0; 0, 0)$, if only $B$ $(0, 0; 0, 1 / o_B)$, if nobody 0.",
      `$x_i$ is the shape: 0 before $k$; from then on 1 (a step), or $min(i − k + 1, ${onset.rampCycles}) / ${onset.rampCycles}$ (a ramp). Taking off $P^{−1} y$ removes each partner’s own baseline.`,
      `$u$ is a direction in which the two move, $δ$ how far: ${sizes.together.join(", ")} points if both fall alike, $u = (−1, −1)$, else ${sizes.other.join(", ")}. $R(u)$ says how many times as likely such a change makes the scores as no change.`,
    ],
  },
];

const evidence: readonly ContentBlock[] = [
  { heading: "Evidence" },
  {
    formula: [
      `E_{"declining"} = frac{1}{${looked}} Σ_k mean_{"shapes"} R(−1, −1)`,
      "π = Φ(frac{g}{sqrt{V_G / n_0}})",
      `"away"_A = π (${apart.both} R(frac{1}{2}, −frac{1}{2}) + ${apart.lowerAlone} R(0, −1))`,
      `"away"_B = (1 − π) (${apart.both} R(−frac{1}{2}, frac{1}{2}) + ${apart.lowerAlone} R(−1, 0))`,
      `S = frac{1}{${looked}} Σ_k mean_{"shapes"} ("away"_A + "away"_B)`,
      `E_{"apart"} = frac{S}{1 + ${likelihood.fallExplains} E_{"declining"}}`,
    ],
    where: [
      `The sums run over all ${looked} possible beginnings; one that cannot be tested counts 0.`,
      "$g$ is the mean of $A$’s scores before $k$ minus that of $B$’s, $n_0$ the smaller number of scores the two have there. $π$ is the probability that $A$ is the higher side.",
      `$"away"_A$: $A$ is higher, and rises while $B$ falls (weight ${apart.both}), or $B$ falls alone (${apart.lowerAlone}). $"away"_B$ is the same the other way round. A gap that closes weighs next to nothing. A fall of both explains a widening gap better, so it lowers the evidence for moving apart.`,
      `Moving apart also needs a wide gap: at least ${trend.minGapNow} points from $k$ on, at the $k$ with the largest $"away"_A + "away"_B$, and more than before the earliest $k$ that can be tested.`,
    ],
  },
];

const barBlocks: readonly ContentBlock[] = [
  { heading: "The bar: many duos, few duos" },
  {
    formula: [`bar = max("floor", frac{"share" · (n + ${bar.pseudoDuos})}{"place"})`],
    where: [
      `Over the $n$ duos that can be tested, the evidence is sorted downwards; place is the last one whose evidence is at least $"share" · (n + ${bar.pseudoDuos}) / "place"$. If there is none, no change is called. Share is ${bar.share.declining} for declining and ${bar.share.apart} for apart, the floor ${bar.floor.declining} and ${bar.floor.apart} (below ${SMALL_ORGANIZATION_BELOW} duos ${bar.small.floor.declining} and ${bar.small.floor.apart}).`,
      `This is in the manner of Benjamini & Hochberg (1995): where many duos show strong evidence, less is asked of each. Shares and floors were chosen by simulation; they guarantee no rate of false discoveries. The ${bar.pseudoDuos} imaginary duos without change cost a large company nothing and protect a small one. It is computed for the whole organization, for each family by itself, every cycle; filters on a page never change it.`,
    ],
  },
];

const sinceAndSize: readonly ContentBlock[] = [
  { heading: "Since", id: "since" },
  `In the cycle in which a change is called, every beginning of the last ${onset.dating + 1} cycles is weighed by its evidence: each shape by $R(−1, −1)$, of moving apart by $"away"_A$ and $"away"_B$. The date is where half of the weight is reached, counted from the earliest; the interval runs from ${percent(since.from)} to ${percent(since.to)} of it. Both are kept until the change clears. In simulation the date is off by ${simulated.since.drops} cycles for drops and ${simulated.since.slides[0]} to ${simulated.since.slides[1]} for slides. The interval is meant to hold the truth in ${percent(since.to - since.from)} and does in ${percent(simulated.since.holds)}; with few answers (${percent(simulated.lowResponse)}) in ${percent(simulated.since.holdsLowResponse)}, over two years in ${percent(simulated.since.holdsTwoYears)}, and there for drops alone in ${percent(simulated.since.holdsDropsTwoYears)}. If both families hold, the earlier date counts. For other states, “since” is the cycle in which they first appeared.`,
  { heading: "How far" },
  {
    formula: [
      `F_e = frac{x_t T_u}{N_u + 1 / ${size.declining}^2}`,
      `V_e = frac{x_t^2}{N_u + 1 / ${size.declining}^2}`,
      "F = Σ w_e F_e",
      "SD_F = sqrt{Σ w_e (V_e + (F_e − F)^2)}",
    ],
    where: [
      `Each explanation $e$, a beginning with a shape, gives a size $F_e$ drawn towards zero by a prior of ${size.declining} points (moving apart: ${size.apart}, along $(frac{1}{2}, −frac{1}{2})$ or the other way round). $w_e$ are the weights of “since”, made to add up to 1; $x_t$ is how far the shape has come by now.`,
      `It is worked out anew every cycle. In simulation $F ± SD_F$ holds the truth in ${percent(simulated.sizeHolds[0])} to ${percent(simulated.sizeHolds[1])}. A fall is shown to the nearest ${limits.levelStep} points to those who see the level; by how much two views moved apart is shown to nobody.`,
    ],
  },
];

/** How a change is found, dated and measured. */
export const changeSection: SectionWords = {
  title: "When a change counts as a change",
  plain:
    "For each recent cycle we ask: how much better would a change that began then explain your answers than no change? The answer is averaged over when it began, how it unfolded and how large it is. Only strong evidence, in a company where many duos are looked at every cycle, is called a change.",
  blocks: [
    "The rule is an averaged likelihood ratio. Each partner is compared only with their own past, so an absence cannot fake a jump. Silence is never evidence, and no answer is filled in. A cycle in which one of you answered counts for that one.",
    { heading: "Change score" },
    `For this alone, a person’s dimensions are averaged with weights: ${changeScore.weights.join(", ")} for a dimension of one, two or three scored questions, because a dimension of more questions varies less by chance. It exists where the person score does. Everything shown uses the plain mean.`,
    { heading: "What the whole company does is not a duo’s change", id: "company-index" },
    {
      formula: ['I_t = I_{t−1} + "trimmed mean"(x_t − x_{t−1})', "r = x − I"],
      where: [
        `$x$ is a change score. The mean runs over everybody’s change since the cycle before, without the lowest and the highest ${percent(1 / companyIndex.trimDenominator)}. $I_1$ = 0, and with fewer than ${companyIndex.minChanges} changes, or at a break of the questions, the step is 0. All that follows uses $r$.`,
      ],
    },
    `So a shift of everybody is told once, about the company. In simulation, when a whole company falls by ${simulated.companyStep.points} points at once, ${flagged("company-step")} of stable duos are called declining in a year, as against ${flagged("standard")} otherwise. If a third of a company declines together, the index takes part of it away by design: in the study behind the rule ${percent(simulated.thirdDeclines.caught)} of slides are found then instead of ${percent(simulated.thirdDeclines.otherwise)}.`,
    ...noise,
    ...fit,
    ...evidence,
    ...barBlocks,
    ...sinceAndSize,
  ],
};
