import { dimensionCodes, sharedDimensionCodes } from "../../domain/published";
import { itemsOfClass } from "../../instrument/confidentiality";
import { instrument } from "../../instrument/instrument";
import type { SectionsWords } from "../../methodology/content";
import { simulated } from "../../methodology/error-rates";
import { limits } from "../../methodology/limits";
import { MINIMUM_DUOS, MINIMUM_PEOPLE } from "../../publication/safe";
import { formats } from "../format";

const { percent, whole } = formats("en", "UTC");
const { bandCycles } = limits;
const scored = instrument.items.filter((item) => item.in_person_score).length;
const kept = [itemsOfClass("A"), itemsOfClass("P")].map((items) => items.length);
const dimensions = dimensionCodes.length;
const { oneVoice, partnerCorrelation } = simulated;
/** Correlation of leaders' and members' views in the meta-analysis of Sin, Nahrgang & Morgeson (2009). */
const published = 0.37;
const reliability = ((2 * published) / (1 + published)).toFixed(2);

/** What is asked, who sees it, and how answers become scores. */
export const answersSections: SectionsWords<"who-sees-what" | "scoring" | "agreement"> = {
  "who-sees-what": {
    title: "Who sees what",
    plain:
      "Your answers are confidential. Your partner sees the shared ones once you have both submitted; leaders never see an answer, a gap, or who is lower.",
    blocks: [
      {
        list: [
          `Shared (${itemsOfClass("S").length} questions): shown to your partner, side by side with theirs, only after both of you have submitted.`,
          `Aggregate only (${kept[0]}), and the question on trust: shown to nobody. Those that have a score count in overall figures, together with your other answers; the others count in nothing.`,
          `Private (${kept[1]}): shown to nobody, and part of no figure about you or your duo.`,
          "The two of you may both choose to show each other the answer on trust.",
        ],
      },
      {
        table: {
          caption: "Who sees what, and when",
          head: ["What", "You", "Your partner", "A leader of your unit", "Program admin"],
          rows: [
            ["A draft, or answers while your partner has not submitted", "yours", "–", "–", "–"],
            [
              "Whether you have submitted",
              "yours",
              "yes",
              "“incomplete” in the duo’s row, or the share of a unit; published",
              "yes",
            ],
            ["That you declined a cycle", "yours", "–, as if not submitted", "–", "“no reminder needed”"],
            ["Shared answers and the gaps on them, after both", "yours", "yes", "–", "–"],
            ["The trust answer, after both", "yours", "if both of you opt in", "–", "–"],
            ["Aggregate-only and private answers", "yours", "–", "–", "–"],
            [
              "An answer to a question of your organization’s own, as the survey says beside it: shared; or read by nobody",
              "yours",
              "if it is shared, after both",
              "if nobody reads it: a rough figure of a unit",
              "–",
            ],
            [
              `Published: status, reason, since; level to the nearest ${limits.levelStep} points; bands; and the facts fixed at the opening: kind of pair, grades between you, time together, line management, size and kind of the team`,
              "yes",
              "yes",
              "if the cycle shows duos",
              "–",
            ],
            [
              "A duo that is incomplete: that word, and the date of its last status",
              "yes",
              "yes",
              "if the cycle shows duos",
              "–",
            ],
            [
              "What a leader noted that was done for a duo: one of eight kinds, and a day",
              "yes, at once",
              "yes, at once",
              "if they read that row of the duo",
              "–",
            ],
            [
              "That your duo has ended, and on which day",
              "yes",
              "yes",
              "if they read a row of the duo",
              "yes",
            ],
            [
              "What you promise each other, and what each says became of it",
              "yes",
              "yes, once both have submitted",
              "only a rough share of kept ones, of a unit",
              "the same, of the company",
            ],
            ["On watch", "yes", "yes", "only a rough share of a unit", "–"],
            ["Figures of units", "–", "–", "yes", "–"],
            [
              "How long the survey took and how reliable its questions are, over the whole organization",
              "–",
              "–",
              "–",
              "yes, from 30 people on",
            ],
            [
              "The scores of your own answers, mails to you, your own acts in the log",
              "yours",
              "–",
              "–",
              "–",
            ],
          ],
        },
      },
      "Whether a cycle shows duos to leaders is chosen before it opens, said before the first question, and fixed from then on. In the other mode, leaders see figures of units only, and that stays so for good. A leader who is in a duo does not find it in their lists; in their unit’s figures it counts. The two partners read the very row that their leaders read.",
      `You are two, and no threshold protects two people from each other: from any figure about your duo and your own answers, your partner may work out your overall view. That is why a level is published in steps of ${limits.levelStep} points over three cycles, never as the mean of one cycle, and why bands of topics and of agreement rest on shared answers alone, with none for trust, over cycles in which both of you had submitted. Where nearly all of somebody’s hidden answers in a cycle lie at one end of their scales, that cycle’s part of the level is moved a little before the level is rounded, by one and a half points or less in most cases, so that no levels together can name them. Single answers that are not shared stay protected.`,
      "What leaders can work out from the rows of a duo: the lower of the two overall views to about 3 points, without being told whose it is; the reasons “harder for one side” and “split view” say so openly. They can guess at trust from the level. A cycle that only one of the two answered is never shown, but counts in later levels and statuses. Rows stay readable if a company later stops showing duos, and they foretell about three cycles.",
      `Figures of units are counted from the duos’ rows. What the rows do not say, and everything in a cycle that shows no duos, needs at least ${MINIMUM_DUOS} complete duos and ${MINIMUM_PEOPLE} different people; more on that under “What is hidden, and why”.`,
      { data: "items" },
    ],
  },
  scoring: {
    title: "From answers to a score",
    plain:
      "Each answer becomes a number from 0 to 100, answers on one topic are averaged, topics are averaged into your score, and the two of you into the duo’s.",
    blocks: [
      {
        formula: [
          "item = 25 (x − 1)",
          '"reversed item" = 25 (5 − x)',
          'dimension = mean("answered items")',
          "person = mean(dimensions)",
          "D = frac{A + B}{2}",
        ],
        where: [
          "$x$ is the position of your answer on a five-point scale. Choices carry the score printed with the question’s data. Three-point scales use $50 (x − 1)$.",
          "A dimension needs answers to at least half of its items. “Can’t say” counts as no answer, and so does “We had no real disagreement”.",
          `A person score needs ${limits.dimensionsNeeded} of the ${dimensions} dimensions. All ${scored} scored items and all dimensions weigh what they weigh in these means; nothing is tuned.`,
          "$A$ and $B$ are the person scores of the technical side and of the manager. Without one of them there is no $D$: one partner never stands in for both.",
        ],
      },
      `Why both are needed: in simulation, putting the one answer that is there in place of the pair raises the spread of a stable duo’s change from ${oneVoice.pairSd} to ${oneVoice.changeSd} points, and makes jumps of ten points or more ${percent(oneVoice.jumps)} of changes instead of ${percent(oneVoice.pairJumps)}.`,
      "Why the mean, and not the lower side or a penalty for a gap: penalties make a score less reliable, and a widening gap would look like a decline. The gap is reported as a fact of its own.",
      "Questions on what your partner would say, on how points are spread, on ownership, risk and working style never enter a score. They are there for the conversation of the two of you. Points to move is half the sum of the differences between your two ways of spreading 100 points:",
      { formula: ["points = frac{1}{2} Σ | a_i − b_i |"] },
    ],
  },
  agreement: {
    title: "Agreement",
    plain:
      "Agreement says how alike your two views are, compared with two people of your company who are not a duo. Some difference is normal, and says nothing about who is right.",
    blocks: [
      {
        formula: ['"profile gap" = mean | A_j − B_j |', 'agreement = 100 − "profile gap"'],
        where: [
          `$A_j$ and $B_j$ are the two partners’ means on dimension $j$, from shared questions alone, over those of the last ${whole(bandCycles.of)} cycles in which both had submitted; at least ${whole(bandCycles.needed)} of them. The mean runs over the dimensions both have, of ${sharedDimensionCodes.length}: trust is left out.`,
        ],
      },
      "The yardstick is made of pseudo-duos: each technical partner paired with somebody else’s manager, computed alike. Three bands follow from their profile gaps:",
      {
        list: [
          `“Same view”: below the gap that ${percent(limits.agreement.high)} of pseudo-duos stay under.`,
          "“Wide gap”: above the median of pseudo-duos. Two people who do not work together would agree as well.",
          "“Some gap”: in between.",
        ],
      },
      `Published research on leaders and members finds that two such views correlate at about ${published} (Sin, Nahrgang & Morgeson 2009), which gives their mean, read as one shared view, a reliability $2 r / (1 + r)$ of ${reliability}; the simulation assumes ${partnerCorrelation} before noise. A duo’s mean is therefore “the average of two views”, not a fact both would sign.`,
      "Bands of topics are made of the same answers: the mean of both partners, cut at 40 and 70. A band moves at most one step from one cycle to the next, and a duo with too little data shows none.",
      "Only the band is published. The signed gap, technical side minus manager, is used inside the engine and shown to nobody.",
    ],
  },
};
