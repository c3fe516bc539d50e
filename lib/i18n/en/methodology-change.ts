import { SMALL_ORGANIZATION_BELOW } from "../../domain/organization-size";
import { engineConstants } from "../../engine/constants";
import { firstTrendCycle } from "../../engine/onset";
import type { SectionWords } from "../../methodology/content";
import { simulated } from "../../methodology/error-rates";
import { limits } from "../../methodology/limits";
import { formats } from "../format";

const { percent } = formats("en", "UTC");
const { bar, changeScore, companyIndex, likelihood, onset, ownNoise, since, size, trend } = engineConstants;
const { apart, sizes } = likelihood;
const looked = onset.search + 1;

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
        `$x$ is a change score. The mean runs over everybody’s change since the cycle before, without the lowest and the highest ${percent(1 / companyIndex.trimDenominator)}. $I_1$ = 0, and with fewer than ${companyIndex.minChanges} changes the step is 0. All that follows uses $r$.`,
      ],
    },
    `So a shift of everybody is told once, about the company. In simulation, a step of ${simulated.companyStep.points} points down would flag ${percent(simulated.companyStep.flaggedWithoutIndex)} of stable duos without the index; with it, they are flagged no more often than otherwise. If a third of a company declines together, the index takes part of it away by design.`,
    { heading: "Noise of one cycle, and of one person" },
    {
      formula: [
        "V_L = frac{s_L^2}{2}",
        "V_G = 2 s_G^2",
        "o = V_L + frac{V_G}{4}",
        "c = V_L − frac{V_G}{4}",
        `h = max(1, frac{${ownNoise.priorWeight} + frac{2}{3} Σ q}{${ownNoise.priorWeight} + frac{2}{3} (m − 1)})`,
      ],
      where: [
        "$V_L$ is the variance of the two partners’ mean in one cycle, $V_G$ that of their difference; $o$ is the variance of one partner, $c$ the covariance of both.",
        `A person who always varies more than others has the variance $h o$. $q$ are the $m$ squared differences between answers that follow one another in the last ${ownNoise.window + 1} cycles, divided by $${ownNoise.expected} o$, at most ${ownNoise.largest}. The largest is left out: one jump is a change, not noise. Nobody is tested more sharply for being calm.`,
      ],
    },
    { heading: "Evidence" },
    {
      formula: [
        "T = Σ x_i Q_i r_i − X P^{−1} y",
        "N = Σ x_i^2 Q_i − X P^{−1} X",
        "R(u) = mean_δ exp(δ T_u − frac{δ^2 N_u}{2})",
        `E_{"declining"} = frac{1}{${looked}} Σ_k mean_{"shapes"} R(−1, −1)`,
        `E_{"apart"} = frac{frac{1}{${looked}} Σ_k mean_{"shapes"} "away"}{1 + ${likelihood.fallExplains} E_{"declining"}}`,
      ],
      where: [
        `A change may have begun in any of the last ${looked} cycles $k$. Before it lie up to ${onset.longestReference} cycles; each partner needs ${onset.minScoresPerWindow} scores before it and ${onset.minScoresPerWindow} from it on. So the first verdict on a trend comes in cycle ${firstTrendCycle}.`,
        `$x_i$ is the shape: 0 before $k$, from then on 1 (a step), or rising evenly to 1 over ${onset.rampCycles} cycles (a ramp). $Q_i$ is the precision of the answers of cycle $i$, that of the one who answered if only one did; $P$, $X$ and $y$ are the sums of $Q_i$, $x_i Q_i$ and $Q_i r_i$. Taking off $P^{−1} y$ removes each partner’s own baseline.`,
        `$u$ is the direction: both fall by one, for sizes $δ$ of ${sizes.together.join(", ")} points; or one way to move apart, for ${sizes.other.join(", ")} points. $T_u$ and $N_u$ are $T$ and $N$ along it.`,
        `Away: the higher partner rises and the lower one falls (weight ${apart.both}), or the lower one falls alone (${apart.lowerAlone}). Which of you is higher is a probability too, from the gap before. A fall of both explains a widening gap better, so it lowers the evidence for moving apart.`,
        `Moving apart also needs a gap of at least ${trend.minGapNow} points by now that is wider than before.`,
      ],
    },
    { heading: "The bar: many duos, few duos" },
    {
      formula: [`bar = max("floor", frac{"share" · (n + ${bar.pseudoDuos})}{k})`],
      where: [
        `Over the $n$ duos that can be tested, the evidence is sorted downwards; $k$ is the last place at which it reaches share · (n + ${bar.pseudoDuos}) / k. Share is ${bar.share.declining} for declining and ${bar.share.apart} for apart, the floor ${bar.floor.declining} and ${bar.floor.apart} (below ${SMALL_ORGANIZATION_BELOW} duos ${bar.small.floor.declining} and ${bar.small.floor.apart}).`,
        `This is in the manner of Benjamini & Hochberg (1995): where many duos show strong evidence, less is asked of each. Shares and floors were chosen by simulation; they guarantee no rate of false discoveries. The ${bar.pseudoDuos} imaginary duos without change cost a large company nothing and protect a small one. It is computed for the whole organization, for each family by itself, every cycle; filters on a page never change it.`,
      ],
    },
    { heading: "Since", id: "since" },
    `In the cycle in which a change is called, every beginning of the last ${onset.dating + 1} cycles is weighed by its evidence. The date is where half of the weight is reached, the interval runs from ${percent(since.from)} to ${percent(since.to)} of it. Both are kept until the change clears. In simulation the date is off by ${simulated.since.drops} cycles for drops and ${simulated.since.slides[0]} to ${simulated.since.slides[1]} for slides, and the interval holds the truth in ${percent(simulated.since.holds)}. If both families hold, the earlier date counts. For other states, “since” is the cycle in which they first appeared.`,
    { heading: "How far" },
    `The size of a change is the mean of all those explanations, each drawn towards zero by a prior of ${size.declining} points (moving apart: ${size.apart}). It is worked out anew every cycle. A fall is shown to the nearest ${limits.levelStep} points to those who see the level; by how much two views moved apart is shown to nobody.`,
  ],
};
