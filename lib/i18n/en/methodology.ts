import { engineConstants } from "../../engine/constants";
import type { AnswerClass } from "../../instrument/confidentiality";
import type { Block } from "../../instrument/instrument";
import type { SectionsWords } from "../../methodology/content";
import { type RuleName, ratesOf, simulated, type TierRates } from "../../methodology/error-rates";
import { limits } from "../../methodology/limits";
import { MINIMUM_DUOS, MINIMUM_PEOPLE } from "../../publication/safe";
import type { Cadence } from "../../schedule/choices";
import { formats } from "../format";
import { answersSections } from "./methodology-answers";
import { engineSections } from "./methodology-engine";
import { exampleSection } from "./methodology-example";
import { statusSections } from "./methodology-status";
import { trustSections } from "./methodology-trust";
import { unitsSections } from "./methodology-units";

const { percent } = formats("en", "UTC");
const { declining: confirmed, apart } = ratesOf("confirmed", "standard");

const sections: SectionsWords = {
  ...answersSections,
  ...engineSections,
  ...statusSections,
  ...exampleSection,
  ...trustSections,
  ...unitsSections,
};

/** The public methodology page. Its numbers are imported from the code that uses them. */
export const methodology = {
  title: "How it is computed",
  lede: "The questions, the formulas, the thresholds and the limits, with how often the result is wrong.",
  contents: "On this page",
  where: "where",
  summaryTitle: "In one minute",
  summary: [
    `Two partners answer the same short questions every cycle, each alone. Answers become a score from 0 to 100 for each of them; the duo’s level is the average of the two over ${engineConstants.shrinkage.window} cycles.`,
    "Answers are noisy. We measure how noisy, and ask in every cycle: how much better does a change explain these two people’s answers than no change does? Only where it explains them far better is it called a change. In a small company the evidence must be stronger still.",
    `So a status comes late rather than wrong: in simulation about ${percent(confirmed.falseAlarms)} of stable duos are called declining in a year and ${percent(apart.falseAlarms)} moving apart, and ${percent(confirmed.caught!.drop)} of sudden drops are found within ${simulated.events.caughtWithin} cycles. Slow slides take longer: ${percent(confirmed.caught!.decline)} are found by then. A flag can be wrong: of the duos called declining at a given moment ${percent(confirmed.wrong)} have in truth not changed in this way, of those moving apart ${percent(apart.wrong)}, and more over two years. When people answer ${percent(simulated.response)} of their surveys, as simulated, no rule could find many more: one that knows the noise and the kinds of change to look for finds about ${percent(simulated.ceiling.oracle.drop)} of drops and ${percent(simulated.ceiling.oracle.decline)} of slides. More answered surveys would show more.`,
    `If your company chose so, leaders read one row for each duo: a status, a rounded level, how alike the two views are (“wide gap”, “some gap”, “same view”), and whether each topic is low, middle or high. Figures of units are counted from those rows. Whatever else they read of units is rough, and shown only with at least ${MINIMUM_DUOS} duos and ${MINIMUM_PEOPLE} people behind it. They never read an answer, and never who of the two is lower.`,
    "Results are computed once, when a cycle closes, and never changed.",
  ],
  sections,
  items: {
    summary: "All questions, and who sees each answer",
    caption: "All questions",
    code: "Code",
    wording: "Question",
    block: "Asked",
    dimension: "Dimension",
    seenBy: "Seen by",
    partner: "your partner",
    blocks: {
      core: "every cycle",
      A_direction: "in turn, block A",
      B_roles: "in turn, block B",
      C_leverage: "in turn, block C",
      P_profile: `on joining, then once in ${limits.profileEvery} cycles`,
    } satisfies Record<Block, string>,
    classes: {
      S: "your partner, after both",
      A: "nobody",
      P: "nobody",
      trust: "nobody, unless both opt in",
    } satisfies Record<AnswerClass, string>,
  },
  example: {
    answers: "The last cycle’s answers",
    question: "Question",
    dimension: "Dimension",
    item: "Item",
    a: "A",
    b: "B",
    cantSay: "can’t say",
    missing: "–",
    series: "The eight cycles",
    cycle: "Cycle",
    level: "Level",
    evidence: "Evidence, declining",
    z: "z, level",
    status: "Status",
  },
  tiers: {
    caption: { declining: "Simulated error rates, declining", apart: "Simulated error rates, moving apart" },
    tier: { declining: "Declining", apart: "Moving apart" },
    names: { watch: "Watch", confirmed: "Confirmed" } satisfies Record<TierRates["tier"], string>,
    settings: {
      standard: "",
      "nobody-changes": ", nobody changes",
      "sixty-duos": ", 60 duos",
      small: ", small organization",
      "low-response": ", fewer answers",
      "noisier-items": ", noisier answers",
      "company-step": ", the whole company falls",
      "two-years": ", two years",
      quarterly: ", quarterly",
    } satisfies Record<TierRates["setting"], string>,
    falseAlarms: "False alarms a year",
    decline: "Slide caught",
    drop: "Drop caught",
    apart: "Apart caught",
    sour: "One sours",
    wrong: "Wrong",
  },
  rules: {
    caption: "Simulated error rates of other rules for the level",
    rule: "Rule",
    falseAlarms: "False alarms",
    decline: "Slide",
    drop: "Drop",
    strictDecline: "Slide at 5%",
    strictDrop: "Drop at 5%",
    strictSour: "Sours at 5%",
    names: {
      "two-cycle-drop": "Two falls in a row",
      "drop-of-ten": "A fall of ten points",
      "below-fifty": "A score below 50",
      "rci-last": "Reliable change against the last cycle",
      "rci-first": "Reliable change against the first cycle",
      ols: "Regression slope",
      "mann-kendall": "Mann–Kendall",
      "theil-sen": "Theil–Sen interval",
      ewma: "EWMA chart",
      cusum: "CUSUM chart",
      windows: "Three cycles against six",
      kalman: "Local-level Kalman filter",
      "change-point": "Paired change-point, z of 3, no adjustment",
    } satisfies Record<RuleName, string>,
  },
  detectability: {
    caption: (response: string) =>
      `What can be seen within six cycles when ${response} of surveys are answered, simulated`,
    duos: "Duos",
    drops: "Drops seen",
    slides: "Slides seen",
    falseAlarms: "Wrongly called, a year",
    dropsMore: "Drops, one more survey in ten",
    slidesMore: "Slides, one more in ten",
  },
  cadence: {
    rhythm: "Rhythm",
    names: {
      monthly: "Monthly (recommended)",
      "six-weekly": "Every six weeks",
      quarterly: "Quarterly",
    } satisfies Record<Cadence, string>,
  },
};
