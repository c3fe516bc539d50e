import { engineConstants } from "../../engine/constants";
import type { SectionsWords } from "../../methodology/content";
import { simulated } from "../../methodology/error-rates";
import { limits } from "../../methodology/limits";
import { changeSection } from "./methodology-change";

const { noise, shrinkage } = engineConstants;
const { levelAnchor, gapAnchor, anchorWeight } = shrinkage;

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
          `M = frac{"duos" · median(y) + ${anchorWeight} · ${levelAnchor.mean}}{"duos" + ${anchorWeight}}`,
          `V = max(${shrinkage.minVariance}, var(y) − mean(v))`,
          `τ^2 = frac{"duos" · V + ${anchorWeight} · ${levelAnchor.variance}}{"duos" + ${anchorWeight}}`,
          "w = frac{τ^2}{τ^2 + v}",
          "level = w y + (1 − w) M",
          "SD = sqrt{w v}",
        ],
        where: [
          `$m_A$, $m_B$ are each partner’s own mean over the last ${shrinkage.window} cycles, $n_A$, $n_B$ how many scores they rest on. Each partner needs at least one.`,
          "$s_L$ is the noise of one score, as under “How much is noise”; duos is the number of those with a $y$, whatever their status. The variance var divides by one less than that number, and of one duo it is 0.",
          `$M$ and $τ^2$ say what is usual: the median and the true spread of your company’s duos, blended with ${anchorWeight} imaginary duos of mean ${levelAnchor.mean} and variance ${levelAnchor.variance}, so that a small company starts from something sensible. The spread $V$ has a floor of ${shrinkage.minVariance}.`,
          "This is empirical-Bayes shrinkage (Efron & Morris 1975): the noisier the answers, the stronger the pull.",
        ],
      },
      `A level is shown to the nearest ${limits.levelStep} points, never finer, and not at all with the status “not enough data”.`,
      { heading: "Bands", id: "bands" },
      `Low is below ${limits.bands.low}, middle from ${limits.bands.low}, high from ${limits.bands.high} on. A duo’s topics are shown as bands only, from the shared answers of both partners over the last ${limits.bandCycles.of} cycles; trust has none.`,
      { heading: "The gap, inside the engine" },
      {
        formula: [
          "y_g = m_A − m_B",
          "v_g = s_G^2 (frac{1}{n_A} + frac{1}{n_B})",
          "lower = level − frac{|gap|}{2}",
          'SD_{"lower"} = sqrt{SD^2 + frac{SD_g^2}{4}}',
        ],
        where: [
          `The gap is $y_g$ drawn in the same way towards what is usual, with ${anchorWeight} imaginary duos of mean ${gapAnchor.mean} and variance ${gapAnchor.variance}; $SD_g$ is its standard deviation. Lower is the level of the lower side. Neither is shown to anybody; they decide two of the reasons below.`,
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
          `v_L = mean(${noise.madToSd} · median |frac{Δ_A + Δ_B}{2}|)^2`,
          `v_G = mean frac{(${noise.madToSd} · median |Δ_A − Δ_B|)^2}{4}`,
          `s_L^2 = frac{n v_L + ${noise.prior.pairs} · ${noise.prior.level}^2}{n + ${noise.prior.pairs}}`,
          `s_G^2 = frac{n v_G + ${noise.prior.pairs} · ${noise.prior.gap}^2}{n + ${noise.prior.pairs}}`,
        ],
        where: [
          `$Δ_A$, $Δ_B$ are the changes of both partners over a distance of ${noise.lags[0]} to ${noise.lags.at(-1)} cycles. The median of each distance runs over all pairs of cycles that far apart in which both partners have a score at both ends, in all duos, without those that span a break of the questions. The means run over the distances.`,
          `A distance with fewer than ${noise.minPairsPerLag} pairs is left out. $n$ is the number of pairs used. ${noise.madToSd} turns a median absolute difference into a standard deviation. The median is not centred.`,
          `With no usable distance, $s_L$ = ${noise.prior.level} and $s_G$ = ${noise.prior.gap} points; ${noise.prior.pairs} imaginary pairs of that size are always blended in.`,
          `It is worked out twice. For level and gap from the scores as they are. For changes from the change scores without the company’s own movement (below), because a step of the whole company would inflate the noise for years and hide real declines; there $s_L$ and $s_G$ are never below ${noise.minChange} points.`,
        ],
      },
      `Medians keep the few duos that truly change from inflating the noise of all others. A noise derived from one cycle’s consistency (Cronbach’s alpha) would be too small: in simulation alpha is ${simulated.alpha}, which suggests ${simulated.sem} points, while the same people really differ by ${simulated.retestNoise} from one cycle to the next and by ${simulated.changeNoise} over two to five.`,
    ],
  },
  change: changeSection,
};
