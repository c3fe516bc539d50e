import { RETENTION_DEFAULT } from "@/lib/domain/retention";
import { engineConstants, type TrendFamily } from "../../engine/constants";
import { firstTrendCycle } from "../../engine/onset";
import { instrument } from "../../instrument/instrument";
import { cyclesToSeeASlide, weeksToFirstTrend } from "../../methodology/cadence";
import type { SectionsWords } from "../../methodology/content";
import { ratesOf, simulated } from "../../methodology/error-rates";
import { limits } from "../../methodology/limits";
import { anchorLimits } from "../../publication/anchor-check";
import { type Cadence, cadences } from "../../schedule/choices";
import { normalQuantile } from "../../statistics/normal";
import { formats } from "../format";
import { home } from "./home";
import { personalData } from "./personal-data";

const { percent, whole } = formats("en", "UTC");
const { hysteresis, onset, since } = engineConstants;
const { ceiling, events, eventShare, states, version1 } = simulated;
const { highMean, randomWalk, seasons, strongerWobble, unequalNoise, watchAfterSix } = simulated;
const { linking } = limits;
const tenths = (share: number) => `${(100 * share).toFixed(1)}%`;
const oneIn = (share: number) => `one in ${whole(1 / share)}`;
const wrong = (setting: "standard" | "two-years", family: TrendFamily) =>
  oneIn(ratesOf("confirmed", setting)[family].wrong);
const rhythms: Record<Cadence, string> = {
  monthly: "monthly",
  "six-weekly": "every six weeks",
  quarterly: "quarterly",
};
const base = ratesOf("confirmed", "standard");
const slide = `${cyclesToSeeASlide.from} to ${cyclesToSeeASlide.to}`;
const oneCycle = whole(normalQuantile((1 + limits.confidence) / 2)! * simulated.changeNoise);

/** Error rates, interval between cycles, changed questions, what is stored, limits and sources. */
export const trustSections: SectionsWords<
  "error-rates" | "cadence" | "versions" | "stored" | "limits" | "sources"
> = {
  "error-rates": {
    title: "How often it is wrong",
    plain: `Of the duos confirmed as declining, about ${wrong("standard", "declining")} has in truth not changed in this way, of those moving apart about ${wrong("standard", "apart")}; over two years ${wrong("two-years", "declining")} and ${wrong("two-years", "apart")}. Many real changes are found late, or not at all.`,
    blocks: [
      "These figures are simulated. They rest on assumed variances, not on observed duos, and tell an order of size.",
      { data: "tiers" },
      {
        list: [
          `False alarms: stable duos flagged at least once in ${simulated.cycles} monthly cycles. Over two years, and for quarterly cycles: the share of those flagged at least once, divided by the years. On watch counts who is on watch or flagged.`,
          `Caught: changed duos flagged within ${events.caughtWithin} cycles of the onset. Slide: ${events.decline} points a month for ${events.cycles} months. Drop: ${events.drop} points at once. Moving apart: ${events.apart} points a month for ${events.cycles} months. One sours: one partner falls ${events.sour} points a month, which concerns both families. Quarterly: by cycle 8 of a change that begins in cycle 4, so in more than a year.`,
          "Wrong: of the duos flagged at a given moment, those that have not changed, or in another way; for watch, of those that are only on watch.",
          `Monte-Carlo error of the shares caught is about ${(100 * simulated.error).toFixed(1)} points.`,
        ],
      },
      `Duos that have not changed at all are ${percent(simulated.unchanged.declining)} of those called declining and ${percent(simulated.unchanged.apart)} of those called moving apart. That moving apart is wrong more often has another reason: some duos change in another way, most of them by a gap that closes and then opens the other way round. Where fewer duos change than simulated, more of the flags are wrong.`,
      { heading: "What is possible at all" },
      `A rule that knew every variance, and the shape and size of what it looks for, and serves a whole family of changes, would catch ${percent(ceiling.oracle.decline)} of slides and ${percent(ceiling.oracle.drop)} of drops, ${percent(ceiling.oracle.apart)} of duos moving apart and ${percent(ceiling.oracle.sour)} in which one sours, when people answer ${percent(simulated.response)} of their surveys and at about the same false alarms; ours catches ${percent(base.declining.caught!.decline)}, ${percent(base.declining.caught!.drop)}, ${percent(base.apart.caught!.apart)} and ${percent(base.apart.caught!.sour)}: as many slides and duos moving apart, fewer drops and duos in which one sours. The first four figures come from the study behind the rule, whose simulated world differs a little from ours, so ours may lie above. In that study the version before caught ${percent(version1.decline)} of slides, ${percent(version1.apart)} and ${percent(version1.sour)}. Looking for one kind of event alone, with a known range of dates, it would be ${percent(ceiling.oneKind.decline)}, ${percent(ceiling.oneKind.drop)}, ${percent(ceiling.oneKind.apart)} and ${percent(ceiling.oneKind.sour)}.`,
      `Better statistics would not raise this ceiling. Less real wobble would by ${whole(100 * ceiling.gains.lessWobble)} points, complete answers by ${whole(100 * ceiling.gains.complete)}, a finer scale by ${ceiling.gains.finerScale.map((gain) => whole(100 * gain)).join(" to ")}, at the same false alarms; of these, a company can ask for answers. For our rule they bring more, as “How often to ask” shows: more false alarms come with them, and once everybody answers, nobody falls silent when things get worse.`,
      `How many false alarms a year there are where the world is another one than assumed, in that study (${tenths(simulated.studyBase.declining)} and ${tenths(simulated.studyBase.apart)} where it is not):`,
      {
        table: {
          caption: "False alarms a year in other worlds, simulated",
          head: ["World", "Declining", "Apart"],
          rows: [
            [
              `Months of ordinary wobble, stronger than assumed (standard deviation ${strongerWobble.sd}, φ ${strongerWobble.phi}); a third of the flags are wrong`,
              tenths(strongerWobble.declining),
              tenths(strongerWobble.apart),
            ],
            ["Scores that wander without returning (a random walk)", tenths(randomWalk.declining), "–"],
            [
              "Some people’s answers noisier than others’, and rare wild answers",
              unequalNoise.declining.map(tenths).join(" to "),
              unequalNoise.apart.map(tenths).join(" to "),
            ],
            [
              `A mean of ${highMean.mean}, where scales end`,
              tenths(highMean.declining),
              tenths(highMean.apart),
            ],
            [
              `Seasons of ±${seasons.points} points that differ by unit`,
              tenths(seasons.declining),
              tenths(seasons.apart),
            ],
          ],
        },
      },
      {
        table: {
          caption: "States other than diverging, simulated",
          head: ["State", "Right when shown", "Found when true"],
          rows: [
            ["Multiplying", percent(states.multiplyingRight), percent(states.multiplyingFound)],
            ["Strained, low level", percent(states.lowRight), percent(states.lowFound)],
            ["Strained, split view", percent(states.splitRight), percent(states.splitFound)],
            ["Strained, harder for one side", percent(states.oneSideRight), percent(states.oneSideFound)],
          ],
          numeric: true,
        },
      },
      `Counted are rows: cycles that both partners answered, in a first year. A state is true if the two scores of that cycle, freed of moods and of the noise of single answers, are beyond its limit; ups and downs that last are real. Right: of the rows that show it, those in which it is true. Found: of the rows in which it is true, those that show it. Two reasons keep that share low: a state waits until it is ${percent(hysteresis.enter)} sure, and a diverging duo shows nothing else. Monte-Carlo error is at most ${(100 * simulated.statesError).toFixed(1)} points.`,
      `“Multiplying” is judged by the level alone here. Without the answers on joint results it would be right in ${percent(states.withoutGateRight)} and find ${percent(states.withoutGateFound)}: those answers ask for something that a level does not say.`,
      { heading: "Other rules on the same duos" },
      "Rules of thumb cry wolf. The table shows what each would have done to the level: at its usual threshold, and with the threshold moved until 5% of stable duos are flagged in a year.",
      { data: "rules" },
      "A trade that cancels out across dimensions, better here and worse there, is invisible to all of them. The questions on points to spread and on ownership exist for that.",
      {
        heading: "What was simulated",
      },
      `${simulated.duos} duos over ${simulated.cycles} cycles, answer by answer: people differ with a standard deviation of ${simulated.personSd} points, partners correlate at ${simulated.partnerCorrelation}, each duo wobbles (AR(1), standard deviation ${simulated.wobble.sd}, φ ${simulated.wobble.phi}), and there are moods, noise of single items, a drift of the company and scales with five steps. ${percent(simulated.response)} answer, ${percent(simulated.chronic.share)} of people only ${percent(simulated.chronic.response)} of the time, and less when things get worse. Of the duos ${percent(1 - eventShare.kinds * eventShare.each)} are stable; ${percent(eventShare.each)} each have one of ${whole(eventShare.kinds)} changes, which begin in cycles ${eventShare.from} to ${eventShare.to}: the four above, a slow rise, and a gap that closes. The variances that the study does not give were chosen so that its figures come out. “Fewer answers” means ${percent(simulated.lowResponse)}; “small organization” ${simulated.smallDuos} duos.`,
    ],
  },
  cadence: {
    title: "How often to ask",
    plain:
      "A change is found after a number of cycles, not of months. Asking less often means finding late, and in the first year of quarterly cycles hardly at all. We recommend monthly.",
    blocks: [
      {
        list: [
          `The first verdict on any trend comes when cycle ${firstTrendCycle} closes. Weeks from the first opening to that of cycle ${firstTrendCycle}: ${cadences.map((one) => `${whole(weeksToFirstTrend(one))} (${rhythms[one]})`).join(", ")}.`,
          `A slide of ${events.decline} points a month typically takes ${slide} monthly cycles to see with two people answering, under any rule.`,
          "Quarterly cycles offer level, agreement and strain in their first year; read nothing into the absence of a trend.",
        ],
      },
      `What can be seen depends on how many duos there are, on how many surveys are answered and on the rhythm. The shares are of changes called within six cycles: half a year of monthly ones, a year and a half of quarterly ones. So a higher share of a slower rhythm is not an earlier one. Each share has a standard error of up to ${(100 * simulated.detectabilityError).toFixed(1)} points, which is why a larger company sometimes seems to see less.`,
      { data: "detectability" },
    ],
  },
  versions: {
    title: "When a question changes",
    plain:
      "A cycle asks the questions it was opened with, to its end. A question that is worded anew is linked to the old one in a cycle that asks both, or the chart shows a line across which nothing is compared.",
    blocks: [
      `This is version ${instrument.version} of the questions and version ${engineConstants.version} of the engine. Corrections of spelling or layout keep a version; new wording, options or direction make a new one. ${instrument.anchor_items.join(", ")} never change within a major version.`,
      `To link, everybody answers the old and the new wording of one question in the same cycle, in random order, and at least ${linking.minPeople} people must:`,
      {
        list: [
          `If the interval of the mean difference (paired t, ${percent(limits.confidence)}) lies within ±${linking.spliceWithin} points, the series simply goes on.`,
          `Otherwise, with a correlation of at least ${linking.minCorrelation}, new answers are translated by the line below.`,
          `Otherwise it is a break. With fewer than ${linking.minPeople} people, scores across the change rest on the questions both versions share.`,
        ],
      },
      {
        formula: [
          '"old" = a + b · "new"',
          'b = frac{s_{"old"}}{s_{"new"}}',
          'SE = s_{"old"} sqrt{2 (1 − r) / n}',
        ],
        where: ["The mean–sigma line (Kolen & Brennan 2014), with its standard error at the mean."],
      },
      `Across a break no change is looked for, the company index does not step at it, and it never makes a duo diverge. A level covers ${engineConstants.shrinkage.window} cycles, so that of the next ${engineConstants.shrinkage.window - 1} still holds answers from before it, and so do the states that rest on it.`,
      "An added question is asked and shown, and counted in no score until a major version, which is a break. Until then the program’s admin sees how it goes with the scored ones.",
      `Once a year the ${instrument.anchor_items.length} that never change are held against themselves. One drifts if its correlation with the other scored questions moved by more than ${(anchorLimits.restShift / 100).toFixed(2)}, or if the two roles differ by more than ${anchorLimits.rolePoints} points at the same mean of the others, both beyond chance (Fisher’s z; analysis of covariance, 95%). The program’s admin reads it; no score changes.`,
      "Your organization may ask up to two questions of its own. Each says beside it who reads the answer: the two partners, of each other; or nobody, and leaders read a rough figure of whole units. No score, band or state counts them. Their words and who reads them never change, and what was asked keeps its words.",
    ],
  },
  stored: {
    title: "What is stored, and never computed again",
    plain:
      "When a cycle closes, its results are computed once, from all answers then given, and written down for good. Every page and export reads those rows; nothing is computed live.",
    blocks: [
      {
        list: [
          "Kept with each cycle: the versions of questions and engine, noise, company index and what is usual, so that later cycles use what was true then. Nothing of them is estimated again.",
          "Kept for the engine alone, and read by nobody: the exact level and gap with their intervals, and the numbers of the change test.",
          `Raw answers are kept for the time that the promise names, ${RETENTION_DEFAULT} months unless your organization chose another. Then answers, comments and promises go; the scores that later cycles are compared with stay, encrypted and read by nobody but the engine. If a person is erased, answers and scores go and the name becomes “${home.formerPartner}”; no published figure changes.`,
          `“${personalData.title}”, in the menu of your name, lists every stored field about you, who reads it and how long it is kept, as a file too. There you withdraw your answers: what was published stays, and later cycles are computed without them.`,
          "Drafts never count. Late answers are refused.",
          "A wrong cycle can be withdrawn: with a reason, recorded. A notice with the reason then stands where its figures were shown. Cycles published later do not build on it; those already published stay as they are. It is never edited.",
          "If the mode changes from units only to showing duos, what leaders read starts afresh, without any level or trend from the cycles before.",
        ],
      },
    ],
  },
  limits: {
    title: "Limits",
    plain:
      "These are two people’s views of their work together. They are worth a conversation; they are no measure of anybody’s performance.",
    blocks: [
      {
        list: [
          `A change of less than about ${oneCycle} points that a single cycle shows is no evidence of anything.`,
          `A lasting drop clears by itself after about a year, when the ${onset.longestReference} cycles it is compared with have filled with the new normal. The states of the level then tell the rest.`,
          `A slide of ${events.decline} points a month typically takes ${slide} cycles to see. A change that began more than ${onset.search + 1} cycles ago is no longer looked for.`,
          `After the first ${events.caughtWithin} monthly cycles, watch has caught ${percent(watchAfterSix.drop)} of drops and ${percent(watchAfterSix.decline)} of slides.`,
          `The interval of “since” is too narrow: ${percent(since.to - since.from)} is what it is meant to hold, and over two years it holds ${percent(simulated.since.holdsDropsTwoYears)} of the drops.`,
          "Seasons, scores near the end of the scale and people who answer unevenly bring more false alarms, or hide changes: the table of other worlds says how many.",
          "The rule looks for changes of 12 to 32 points that happen at once or within half a year. On sudden changes it is no better than a precise change-point test; its gain is in those that build up.",
          "Better in one dimension and worse in another cancels out in the score, and stays invisible.",
          "Answers are self-reports. “Bigger together” counts answers, not output, and no factor of productivity can be read from it.",
          "No link with results outside this survey has been shown yet; we claim none. No published effect sizes for such duos were found.",
          "The questions are new. Their reliability in your company is not known until your company has answered them.",
          "Error rates are simulated. They depend on assumed variances and will differ in your company.",
          "Groups are small. Intervals are wide, and that is honest.",
        ],
      },
    ],
  },
  sources: {
    title: "Sources",
    plain: "What the method rests on. Most were read as abstracts or documentation.",
    blocks: [
      {
        list: [
          "Benjamini & Hochberg (1995), Controlling the false discovery rate.",
          "Campagna et al. (2019), on felt and actual trust.",
          "DerSimonian & Laird (1986); Viechtbauer (2005), on variances between units.",
          "Edwards, on difference scores and congruence; Schönbrodt et al. (2018), on dyadic response surfaces.",
          "Efron & Morris (1975), on shrinkage.",
          "Furr (2008); Wood & Furr (2016), on profile similarity.",
          "Harvey & Hollander (2004), on agreement within groups.",
          "Johnson (2000), on relative weights; Lindeman, Merenda & Gold (1980).",
          "Kenny, Kashy & Cook (2006), Dyadic Data Analysis.",
          "Kolen & Brennan (2014), on linking.",
          "Lassiège (2024), “Tech Lead Vs or with Engineering Manager”: what the questions ask about.",
          "Revilla, Saris & Krosnick (2014), on numbers of answer options.",
          "Sin, Nahrgang & Morgeson (2009), on agreement of leaders and members (64 samples, 10,884 dyads).",
          "Wilson (1927), on intervals of a proportion.",
        ],
      },
    ],
  },
};
