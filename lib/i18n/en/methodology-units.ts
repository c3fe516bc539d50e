import { dimensionCodes } from "../../domain/published";
import { FOLLOWED_CHANCE, FOLLOWED_CYCLES, FOLLOWED_FROM } from "../../insights/follow-up";
import { KINDS_FALSE_DISCOVERIES, KINDS_FROM } from "../../insights/kinds";
import { UNIT_FALSE_DISCOVERIES } from "../../insights/unit-differences";
import type { SectionsWords } from "../../methodology/content";
import { simulated } from "../../methodology/error-rates";
import { limits } from "../../methodology/limits";
import { MINIMUM_DUOS, MINIMUM_OTHER_DUOS, MINIMUM_PEOPLE } from "../../publication/safe";
import { formats } from "../format";

const { percent, whole } = formats("en", "UTC");
const { drivers, maskedMean, shareBands } = limits;
const [few, half, most] = shareBands.map(percent);
const confidence = percent(limits.confidence);
const { suppression, silence, unitRmse } = simulated;

/** Figures of units, when they are hidden, and drivers. */
export const unitsSections: SectionsWords<
  "units" | "kinds" | "did-it-help" | "report" | "suppression" | "drivers"
> = {
  units: {
    title: "Figures of units",
    plain:
      "Where a cycle shows duos to leaders, every figure of a unit is counted from the rows that its leaders read, so it tells them nothing that the rows do not say. Small units jump by chance, so a unit is called above or below the company only when that is very likely true. There are no ranks.",
    blocks: [
      {
        list: [
          "States, agreement and topics are counts: how many duos are in each state, and how many have a low and a high band, of those with a band. Files give Wilson’s interval of their share beside them.",
          "A unit’s level is the mean of the levels that its duos’ rows show, in steps of 5, with Student’s interval:",
        ],
      },
      {
        formula: ["y = mean(levels)", "y ± t_{n−1} frac{s}{sqrt{n}}"],
        where: [
          `$n$ duos whose row shows a level, with standard deviation $s$; the interval is at ${confidence}, and there is none where all levels are the same. Any kind of pair may be counted the same way.`,
        ],
      },
      { heading: "Beside the company" },
      {
        formula: [
          "v = frac{σ^2}{n}",
          "w = frac{τ^2}{τ^2 + v}",
          "d = w (y − μ)",
          "P(above) = Φ(frac{d}{sqrt{w v + w^2 SE_μ^2}})",
        ],
        where: [
          "$μ$ and $τ^2$ are the mean of units and the variance between them, by restricted maximum likelihood (Viechtbauer 2005), or DerSimonian & Laird’s estimate where that does not converge. $σ^2$ is the variance of duos within units, pooled, because that of five duos alone is mostly chance.",
          `“Above” from a probability beyond ${percent(limits.verdict)}, “below” likewise, otherwise “not distinguishable”. Only that word is published: no estimate, mean or variance of the company below its root.`,
          `A leader reads it only if the duos beyond everything that this leader reads are none, or at least ${MINIMUM_DUOS} with ${MINIMUM_PEOPLE} people: else the company’s mean could be solved for the rest.`,
        ],
      },
      `In simulation with 30 units of 3 to 20 duos, comparing this way brings the typical error of a unit’s level from ${unitRmse.raw.toFixed(1)} down to ${unitRmse.shrunken.toFixed(1)} points, and takes small units out of the bottom places they fill by chance.`,
      { heading: "Beside the unit above, and among other units" },
      {
        formula: ['|difference| > half sqrt{frac{"all"}{"part"} − 1} + "rounding"'],
        where: [
          `A unit’s level differs from that of the unit above where this holds. Half is half the interval of the unit above, all and part are the duos of the two. Rounding is 0 for levels of rows, and for rough means 0.5 points for each in whole points, ${maskedMean.step / 2} for each to the nearest ${maskedMean.step}.`,
          `In the table of units a topic is coloured where its low or its high duos differ from those outside the unit that the reader reads: Fisher’s exact test, adjusted over the table after Benjamini & Hochberg (1995), up to q = ${UNIT_FALSE_DISCOVERIES.toFixed(2)}.`,
        ],
      },
      { heading: "Participation", id: "participation" },
      `Participation is the share of enrolled duos that are complete. When ${percent(0.8)} of people answer, only about ${percent(0.8 ** 2)} of duos are complete. By side, and for duos heard with one voice, it is given for the whole company alone, and only in cycles that show no duos. Silence is a fact about participation, and never scored as strain.`,
      "What changed since the cycle before is counted over the same duos: those complete in both cycles, in rows that the reader may read. A duo whose last state is older is listed with its date and counted apart. Shares of two cycles over time each count the duos complete in that cycle, so part of a difference may be who answered.",
      `If people in trouble answer less, means of complete duos look better than things are: by ${silence.usual} points in simulation when ${percent(simulated.response)} answer, by ${silence.low} when ${percent(simulated.lowResponse)} do.`,
    ],
  },
  kinds: {
    title: "Kinds of duos compared",
    plain:
      "For each kind of duo the page of kinds says how many multiply and how many diverge. It says “more often than the others” only where that is unlikely to be chance, all comparisons of the page taken together.",
    blocks: [
      {
        list: [
          "Counted are the complete duos of the unit, from the rows that its leaders read: by distance of grades, kind of pair, time together, line manager, size of team and platform. Beside each share stands Wilson’s interval.",
          "A kind’s share is compared with that of all other stated kinds together by Fisher’s exact test (1935), two-sided. What nobody stated is counted and compared with nothing.",
          `The values of p of all comparisons of the page are adjusted after Benjamini & Hochberg (1995). Up to q = ${KINDS_FALSE_DISCOVERIES.toFixed(2)} the difference is stated: of the differences stated, at most about one in ten is chance.`,
          `Below ${KINDS_FROM} complete duos only the counts are shown.`,
        ],
      },
      "A kind that multiplies more often does not multiply because of what it is: units, people and tasks differ too.",
    ],
  },
  "did-it-help": {
    title: "Did an action help?",
    plain:
      "Of the duos that began to diverge, the page of changes counts how many were out of it within three cycles: those for which an action was noted in time, beside those for which none was.",
    blocks: [
      {
        list: [
          "Counted is a duo that diverged in a cycle and had another state in the one right before. It counts once, the first time, in the unit it was in then.",
          `Both groups wait for the close of the cycle after that one, and are followed over the same ${FOLLOWED_CYCLES} cycles that come after it. Out of it is a duo that has another state in one of them; “not enough data” is none.`,
          "An action counts if it was noted after the diverging row was published and before that close. What was noted later may have been noted because of the outcome, and is left out.",
          "All these cycles show duos, one right after the other; private and withdrawn ones are gaps. A duo without a row in each of the three, or without a state in any, is not followed. Nothing is counted from before the promise named actions.",
          `Beside each share stands Wilson’s interval. The two are compared by Fisher’s exact test, two-sided, and called different up to p = ${FOLLOWED_CHANCE.toFixed(2)}. With fewer than ${FOLLOWED_FROM} duos in a group nothing is said.`,
        ],
      },
      "Regression to the mean: a duo is looked at because it has just become worse, and what stands at its worst tends to be better the next time, whatever is done. That is why no duo is compared with its own past. Nor were actions drawn by lot: leaders may act for the hardest duos, or for those that were about to recover.",
    ],
  },
  report: {
    title: "The report on several cycles",
    plain:
      "A report says what happened in a unit from one cycle to another. Its figures are those of the other pages, and it says that something changed only where they do.",
    blocks: [
      {
        list: [
          "Duos are compared between two cycles in a row that both show duos, over those complete in both. A change counts once for each such pair of cycles: a duo that enters a state, leaves it and enters it again counts twice.",
          "A private cycle is a gap: nothing is compared across it, and what it says of itself comes from its own masked figures, which are never added to counts of rows. A withdrawn cycle is absent, and the cycles beside it are neighbours.",
          "A recovery is a step from strained or diverging to steady or multiplying. It took the cycles from the first one in which the duo was strained or diverging; cycles without a state of it in between count. Where the rows begin with it, or a private cycle lies before, it took at least that long.",
          "Units are compared as on their page, kinds of duos as on theirs, both in the last cycle. Two levels or two shares that differ are given with their figures, and never called a change.",
          "Each cycle counts the duos that belonged to the unit then. What lay outside the units that you lead is left out.",
        ],
      },
    ],
  },
  suppression: {
    title: "What is hidden, and why",
    plain: `What the rows do not say is masked: trust, which share of duos is on watch, which share of promises duos kept, and your own questions whose answers nobody reads; in a cycle that shows no duos, every figure. It is shown only with at least ${MINIMUM_DUOS} complete duos and ${MINIMUM_PEOPLE} different people behind it, it is rough, and it is hidden too if somebody could work out a smaller group by subtracting.`,
    blocks: [
      { heading: "Rough on purpose", id: "shares" },
      {
        list: [
          `Means: to the nearest ${maskedMean.step} points and without an interval below ${maskedMean.wholePointsFrom} counted duos; never below “${maskedMean.low} or less” or above “${maskedMean.high} or more”.`,
          `Shares: one of four bands, up to ${few}, up to ${half}, under ${most}, ${most} or more.`,
          `Your own questions: a scale to the nearest ${maskedMean.step} points, however many duos it counts, and of a choice the band in which each option’s share of all answers lies. Counted are duos in which both partners answered.`,
          "Promises kept: of the promises that were due and that both partners rated, the share that both call kept. Each duo counts once, whatever number it made; a promise that one of them says no longer matters is left out. Cycles opened under an earlier promise to you have no such figure.",
          "Each smallest group is held within these ends before it is added to a larger one, so that no total says that all its duos lie at the very end of a scale.",
          "On watch counts only the duos that can be: with enough data and cycles, and not diverging in both ways already.",
        ],
      },
      { heading: "Which groups" },
      {
        list: [
          "Counted duos: complete in this cycle, with the measure at hand. Every duo has one home unit, fixed when the cycle opens.",
          "Rest: the duos of a unit outside the visible units below it. It is what one gets by subtracting.",
          `Safe: nobody is enrolled in the rest; or it counts at least ${MINIMUM_DUOS} duos and ${MINIMUM_PEOPLE} people, and for each leader who may read the unit, it has no duo or at least ${MINIMUM_OTHER_DUOS} once they take away the duos they are in themselves. Shares need more: ${MINIMUM_DUOS} duos, and ${MINIMUM_DUOS} more for each of the duos that the leader is in. With a leader who is in two of them, that is ${3 * MINIMUM_DUOS}.`,
          "Rule: from the smallest units up, while a unit’s rest is not safe, one visible unit below it is hidden; if none is left, the unit itself is hidden. Whether it then says “too few” or “too few beside those of a leader” follows from who is enrolled, not from who answered. Hidden first are units with duos of their own, then those hidden last cycle, then the smallest.",
        ],
      },
      "This is done once, when the cycle is published, for each measure with that measure’s own duos. Who may read each figure is written down with it. Somebody who becomes a leader later reads an earlier masked figure only if it is safe with them as a reader too; the rows of earlier cycles they read, and the people concerned are told.",
      `In cycles that show no duos, means are offered by kind of pair: of all kinds or of none. Picture each rest of a unit and each kind of pair as a point, and the duos that belong to both as the link between them. Kinds are offered only if every cut that divides this network goes through at least ${MINIMUM_DUOS} duos (${MINIMUM_OTHER_DUOS} without those of any one leader who may read it) and through more than ${MINIMUM_PEOPLE - 1} people, where somebody in three duos counts as a third in each.`,
      {
        list: [
          "Never shown: an answer; a gap of two people, or its direction; a sum over several chosen units; who was silent, by side, below the whole company; two masked breakdowns crossed.",
          `Beside every visible figure stands how many duos it counts, of how many enrolled. The minimum stands in the database itself; no setting lowers it.`,
          "Hidden figures carry no number at all, not even how many they would count.",
        ],
      },
      `Against an attacker who combines all published totals, on ${whole(suppression.organizations)} random organizations, a plain minimum leaks in ${percent(suppression.plainThreshold)} of them, hiding the next smallest unit as well leaks in ${percent(suppression.nextSmallest)}, and this rule in none. The product carries that attacker as a test, and others that also use the steps of the answers, the rows and what a partner knows.`,
    ],
  },
  drivers: {
    title: "What goes with good results",
    plain:
      "We look at which topics go with a partner saying, a cycle later, that the two of you achieved more together. “Goes with” is all that can be said: it does not show what causes what.",
    blocks: [
      {
        list: [
          `Your ${dimensionCodes.length} dimensions in one cycle are held against your partner’s answer on joint results in the next. Two people and two dates: nobody’s mood can sit on both sides.`,
          "Johnson’s relative weights (2000) divide the explained variance among the dimensions; shares after Lindeman, Merenda & Gold (LMG) check them.",
          `Intervals come from ${whole(drivers.resamples)} bootstrap samples of whole duos.`,
        ],
      },
      {
        formula: ["R^2 = Σ weight_j"],
        where: ["over the dimensions $j$, so each weight is a part of what all of them explain together."],
      },
      `Below ${drivers.candidatesFrom} duos with such answers nothing is shown. From ${drivers.candidatesFrom} on the first few are named as candidates. A top driver is named only from ${drivers.namedFrom} on, if the interval of its lead over the next lies above zero and the check puts the same one first.`,
      `In simulation the first is truly one of the drivers in ${simulated.topDriverTrue.map(({ duos, share }) => `${percent(share)} of cases with ${duos} duos`).join(", ")}. Answers on results and on topics come from the same survey; a criterion from outside would be better.`,
    ],
  },
};
