import { SMALL_ORGANIZATION_BELOW } from "../../domain/organization-size";
import { engineConstants } from "../../engine/constants";
import type { SectionsWords } from "../../methodology/content";
import { simulated } from "../../methodology/error-rates";
import { formats } from "../format";
import { status } from "./status";

const { bar, trend, anchors, hysteresis, data, multiplierGate } = engineConstants;
const { word, reason } = status;
const { tenth } = formats("en", "UTC");
const share = `${multiplierGate.share.numerator} in ${multiplierGate.share.denominator}`;

/** What each status means, and when it comes on and goes off. */
export const statusSections: SectionsWords<"status" | "watch"> = {
  status: {
    title: "Status",
    plain:
      "A status says in one word what the numbers support. It comes on only when the evidence is strong, and goes off only when it has clearly weakened, so that it does not blink.",
    blocks: [
      "The rules are read from top to bottom, and the first that fits is published:",
      {
        table: {
          caption: "Statuses, in the order in which they are tried",
          head: ["Status", "Reason", "Comes on when", "Goes off when"],
          rows: [
            [
              word["not-enough-data"],
              "–",
              `a partner has fewer than ${data.minScores} scores in the last ${data.window} cycles, this one included`,
              "both have enough",
            ],
            [
              word.diverging,
              reason.diverging.declining,
              "the evidence of a fall reaches the bar",
              `it no longer does, and $z_L$ < ${trend.leave}`,
            ],
            [
              word.diverging,
              reason.diverging.apart,
              `the evidence of moving apart reaches the bar, and the gap is at least ${trend.minGapNow} points and wider than before`,
              `it no longer does, and $z_G$ < ${trend.leave}`,
            ],
            [
              word.strained,
              reason.strained.low,
              `$P(level < ${anchors.low})$ ≥ ${hysteresis.enter}`,
              `it falls below ${hysteresis.leave}`,
            ],
            [
              word.strained,
              reason.strained.split,
              `$P(|gap| > ${anchors.split})$ ≥ ${hysteresis.enter}`,
              `it falls below ${hysteresis.leave}`,
            ],
            [
              word.strained,
              reason.strained["one-side"],
              `$P(lower < ${anchors.lowerSide})$ ≥ ${hysteresis.enter}`,
              `it falls below ${hysteresis.leave}`,
            ],
            [
              word.multiplying,
              "–",
              `$P(level ≥ ${anchors.high})$ ≥ ${hysteresis.enter}, and the answers on joint results agree (below)`,
              `it falls below ${hysteresis.leave}, or the answers no longer agree`,
            ],
            [word.steady, "–", "none of the above", "–"],
          ],
        },
      },
      {
        formula: ["z_L = max_k frac{T_u}{sqrt{N_u}}", "z_G = max_k frac{±T_u}{sqrt{N_u}}"],
        where: [
          "over the steps of “When a change counts as a change” and every $k$ that can be tested. $z_L$ is along $u = (−1, −1)$. $z_G$ is along $u = (frac{1}{2}, −frac{1}{2})$, with + where $g ≥ 0$ and − else: towards the side on which the gap widens. They decide only how long a status stays.",
        ],
      },
      {
        formula: [
          `P(level ≥ ${anchors.high}) = Φ(frac{level − ${anchors.high}}{SD})`,
          `P(level < ${anchors.low}) = Φ(frac{${anchors.low} − level}{SD})`,
          `P(lower < ${anchors.lowerSide}) = Φ(frac{${anchors.lowerSide} − lower}{SD_{"lower"}})`,
          `P(|gap| > ${anchors.split}) = Φ(frac{−${anchors.split} − gap}{SD_g}) + Φ(frac{gap − ${anchors.split}}{SD_g})`,
        ],
        where: [
          "with level, gap and lower side as under “Level and bands”. $Φ$ is the standard normal distribution.",
        ],
      },
      `${word.multiplying} also asks for a result: of both partners’ answers to “What you achieved together was…” in the last ${multiplierGate.window} cycles, at least ${share} say “bigger” or “much bigger”, and each of you gave at least one answer.`,
      "Each of the six conditions is followed separately in every cycle, whatever is published. Where a change cannot be tested, or a level is missing, a condition stays as it was. All reasons that hold are given. A duo that is not complete in a cycle is published as “incomplete”, with nothing else but the date of its last status.",
      `Lists of changes name a duo whose status is another one than its last, where both say something about the duo or the new one is “${word.diverging.toLowerCase()}”.`,
      `${anchors.low}, ${anchors.high}, ${anchors.lowerSide} and ${anchors.split} are choices of policy, not facts of nature. They are the same for everybody.`,
      `Simulated stable duos change status ${tenth(simulated.states.statusChanges)} times in their first year; read off each cycle’s scores with the same limits, it would be ${tenth(simulated.states.latestScoreChanges)} times.`,
      { heading: "Small organizations", id: "small" },
      `With fewer than ${SMALL_ORGANIZATION_BELOW} enrolled duos the bar is at least ${bar.small.floor.declining} instead of ${bar.floor.declining} (apart ${bar.small.floor.apart} instead of ${bar.floor.apart}), and more is asked for watch as well: few duos say little about what is usual. A third of slow changes and half of the drops are found there.`,
    ],
  },
  watch: {
    title: "Watch",
    plain:
      "Watch is an early sign for the two of you only: something may be changing, but it is not yet beyond noise. Leaders see roughly which share of a unit’s duos is on watch, never which duos.",
    blocks: [
      {
        formula: [`E_{"declining"} ≥ ${bar.watch.declining}`, `E_{"apart"} ≥ ${bar.watch.apart}`],
        where: [
          `Below ${SMALL_ORGANIZATION_BELOW} duos ${bar.small.watch.declining} and ${bar.small.watch.apart}. Moving apart needs the wide gap here too. Worked out anew every cycle, without the adjustment for many duos and without memory, for duos with enough data whose status does not already say so.`,
        ],
      },
      `It is meant for a conversation, and it is wrong more often than a status: see the table of error rates. In exchange it comes earlier.`,
    ],
  },
};
