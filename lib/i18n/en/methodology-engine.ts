import { engineConstants } from "../../engine/constants";
import { firstTrendCycle } from "../../methodology/cadence";
import type { SectionsWords } from "../../methodology/content";
import { simulated } from "../../methodology/error-rates";
import { limits } from "../../methodology/limits";
import { formats } from "../format";

const { percent } = formats("en", "UTC");
const { noise, companyIndex, changePoint, trend, shrinkage } = engineConstants;
const { levelAnchor, gapAnchor, anchorWeight } = shrinkage;
const { looks } = changePoint;

/** Level, noise and change: the numbers that a status is decided from. */
export const engineSections: SectionsWords<"level" | "noise" | "change"> = {
  level: {
    title: "Level and bands",
    plain: `The level is the average of your two views over the last ${shrinkage.window} cycles, pulled a little towards what is usual in your company, because a few answers alone are noisy.`,
    blocks: [
      {
        formula: [
          "y = frac{m_A + m_B}{2}",
          "v = frac{s_L^2}{4} (frac{1}{n_A} + frac{1}{n_B})",
          `M = frac{k · median(y) + ${anchorWeight} · ${levelAnchor.mean}}{k + ${anchorWeight}}`,
          `τ^2 = frac{k · max(${shrinkage.minVariance}, var(y) − mean(v)) + ${anchorWeight} · ${levelAnchor.variance}}{k + ${anchorWeight}}`,
          "w = frac{τ^2}{τ^2 + v}",
          "level = w y + (1 − w) M",
          "SD = sqrt{w v}",
        ],
        where: [
          `$m_A$, $m_B$ are each partner’s own mean over the last ${shrinkage.window} cycles, $n_A$, $n_B$ how many scores they rest on. Each partner needs at least one.`,
          "$s_L$ is the noise of one score, as under “How much is noise”, $k$ the number of duos with a $y$, whatever their status.",
          `$M$ and $τ^2$ say what is usual: the median and the true spread of your company’s duos, blended with ${anchorWeight} imaginary duos of mean ${levelAnchor.mean} and variance ${levelAnchor.variance}, so that a small company starts from something sensible. The variance has a floor of ${shrinkage.minVariance}.`,
          "This is empirical-Bayes shrinkage (Efron & Morris 1975): the noisier the answers, the stronger the pull.",
        ],
      },
      `A level is shown to the nearest ${limits.levelStep} points, never finer, and not at all with the status “not enough data”.`,
      { heading: "Bands", id: "bands" },
      `Low is below ${limits.bands.low}, middle from ${limits.bands.low}, high from ${limits.bands.high} on. A duo’s topics are shown as bands only, from this cycle’s shared answers of both partners; trust has none.`,
      { heading: "The gap, inside the engine" },
      {
        formula: ["g = m_A − m_B", "v_g = s_G^2 (frac{1}{n_A} + frac{1}{n_B})"],
        where: [
          `It is shrunk in the same way, towards mean ${gapAnchor.mean} and variance ${gapAnchor.variance}. The lower side is $"level" − |gap| / 2$, with variance $SD^2 + SD_g^2 / 4$. Neither is shown to anybody; they decide two of the reasons below.`,
        ],
      },
    ],
  },
  noise: {
    title: "How much is noise",
    plain:
      "The same person in the same situation answers a little differently from one cycle to the next. We measure how much, in your company, every cycle, and call nothing a change that is smaller.",
    blocks: [
      {
        formula: [
          `v_L = mean_k (${noise.madToSd} · median |D_{t+k} − D_t|)^2`,
          `v_G = mean_k frac{(${noise.madToSd} · median |g_{t+k} − g_t|)^2}{4}`,
          `s_L^2 = frac{n v_L + ${noise.prior.pairs} · ${noise.prior.level}^2}{n + ${noise.prior.pairs}}`,
          `s_G^2 = frac{n v_G + ${noise.prior.pairs} · ${noise.prior.gap}^2}{n + ${noise.prior.pairs}}`,
        ],
        where: [
          `$D$ and $g$ are a duo’s mean and signed gap in one cycle, from raw scores. The medians run over all pairs of cycles $k$ = ${noise.lags[0]} to ${noise.lags.at(-1)} apart in which both partners have a score at both ends, in all duos.`,
          `A distance $k$ with fewer than ${noise.minPairsPerLag} pairs is left out. $n$ is the number of pairs used. ${noise.madToSd} turns a median absolute difference into a standard deviation. The median is not centred.`,
          `With no usable distance, $s_L$ = ${noise.prior.level} and $s_G$ = ${noise.prior.gap} points; ${noise.prior.pairs} imaginary pairs of that size are always blended in.`,
        ],
      },
      `Medians keep the few duos that truly change from inflating the noise of all others. A noise derived from one cycle’s consistency (Cronbach’s alpha) would be too small: in simulation alpha is ${simulated.alpha}, which suggests ${simulated.sem} points, while the same people really differ by ${simulated.retestNoise} from one cycle to the next and by ${simulated.changeNoise} over two to five.`,
    ],
  },
  change: {
    title: "When a change counts as a change",
    plain:
      "Each partner’s recent answers are compared with that same person’s earlier ones. Only a difference well beyond the noise, in a company where many duos are looked at every cycle, is called a change.",
    blocks: [
      "This is a paired change-point test. “Paired”: each partner is compared only with their own past, so that an absence cannot fake a jump. “Change-point”: all recent dates are tried, and the clearest one is kept.",
      {
        formula: [
          "c = frac{Δ_A + Δ_B}{2}",
          "h = Σ frac{1}{n}",
          "z_L = frac{−c}{s_L sqrt{h} / 2}",
          'z_G = frac{|g_{"recent"}| − |g_{"before"}|}{s_G sqrt{h}}',
        ],
        where: [
          `Recent is the last ${changePoint.shortestWindow} to ${changePoint.longestWindow} cycles, before is up to ${changePoint.longestReference} cycles just ahead of them. Every length in that range is tried; each partner needs at least ${changePoint.minScoresPerWindow} scores on each side. So the first verdict on a trend comes in cycle ${firstTrendCycle}.`,
          "$Δ_A$, $Δ_B$ are each partner’s own recent mean minus their own mean before, after taking off the company index; $g$ is the difference of the two partners’ means; $h$ adds $1/n$ over the four means, $n$ scores each.",
          "$z_L$ is large when the level fell, $z_G$ when the two views moved apart, whoever is lower. The largest of each over all lengths counts.",
        ],
      },
      { heading: "What the whole company does is not a duo’s change", id: "company-index" },
      {
        formula: ['I_t = I_{t−1} + "trimmed mean"(x_t − x_{t−1})'],
        where: [
          `The mean runs over everybody’s change $x_t − x_{t−1}$ since the cycle before, without the lowest and the highest ${percent(1 / companyIndex.trimDenominator)}. $I_1$ = 0, and with fewer than ${companyIndex.minChanges} changes the step is 0. Only the change test uses $x − I$; level, gap and noise use raw scores.`,
        ],
      },
      `So a shift of everybody is told once, about the company. In simulation, a step of ${simulated.companyStep.points} points down would otherwise flag ${percent(simulated.companyStep.flaggedWithoutIndex)} of stable duos; with the index it flags ${percent(simulated.companyStep.flaggedWithIndex)}.`,
      { heading: "Many duos, many looks" },
      {
        formula: ["p = min(1, m (1 − Φ(z)))", "q_{(i)} = min_{j ≥ i} min(1, frac{n p_{(j)}}{j})"],
        where: [
          `$m$ accounts for trying several dates: ${looks.level} for the level, ${looks.gap} for the gap, the simulated effective number of looks. $Φ$ is the normal distribution.`,
          `$q$ is the Benjamini–Hochberg (1995) adjusted $p$ over all $n$ testable duos of the whole organization, sorted by $p$, for each of the two families by itself, every cycle. Filters on a page never change it. A change needs $q$ ≤ ${trend.maxAdjustedP}.`,
        ],
      },
      { heading: "Since", id: "since" },
      `A change is dated to the first cycle of the recent window with the largest $z$ (the shortest one if two are equal). The date is kept until the change clears. Working it out anew every cycle would let it drift: a mean error of ${simulated.sinceError.recomputed} cycles in simulation, against ${simulated.sinceError.kept}. If both families hold, the earlier date counts. For other states, “since” is the cycle in which they first appeared.`,
    ],
  },
};
