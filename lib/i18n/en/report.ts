import type { ActionKind } from "../../domain/noted-actions";
import type { StatusCode } from "../../domain/published";
import { type Count, completeDuos, cycles, duos, inCycle, isSingular, moreUnits } from "./nouns";

const times = ({ n, figure }: Count) => (n === 1 ? "once" : n === 2 ? "twice" : `${figure} times`);
/** How often duos came into a state and left it, at least one of the two not 0. */
const moved = (entering: string, oneEntering: string, leaving: string) => (entered: Count, left: Count) =>
  entered.n === 0
    ? `No duo ${oneEntering}, and duos ${leaving} ${times(left)}.`
    : `Duos ${entering} ${times(entered)}, and ${left.n === 0 ? `none ${leaving}` : `${leaving} ${times(left)}`}.`;
const recoveries = ({ n, figure }: Count) =>
  n === 1 ? "There was 1 recovery" : `There were ${figure} recoveries`;

/** A level in words, and the cycle that has it. */
type LevelIn = { readonly level: string; readonly cycle: string };
/** Complete duos of those enrolled in a cycle. */
type Heard = { readonly n: Count; readonly of: Count; readonly share: string; readonly cycle: string };

/** Insights: what happened in a unit from one cycle to another, on two pages to present. */
export const report = {
  open: "Report",
  title: (unit: string, from: string, to: string) =>
    from === to ? `${unit} ${inCycle(to)}` : `${unit} from ${from} to ${to}`,
  lede: (count: Count) =>
    `A report on ${cycles(count)}, from published figures. A duo is called diverging only where its change is beyond noise.`,
  filter: { from: "First cycle", to: "Last cycle" },
  reversed: {
    title: "The first cycle is later than the last one",
    text: (from: string, to: string) =>
      `You chose ${from} as the first and ${to} as the last cycle. Choose another one of them above, or`,
    turn: "turn them round",
  },
  section: {
    standing: "Where do we stand?",
    changes: "What changed?",
    participation: "Who was heard?",
    units: "Which units differ?",
    kinds: "What kind of duos multiply?",
    actions: "What was done, and did it help?",
  },
  /** The last part of a list of cycles that is too long to name all: at least three. */
  moreCycles: (n: string) => `${n} more`,
  standing: {
    last: (cycle: string) => `The last cycle is ${cycle}.`,
    hidden: (why: string) => `Its figures are hidden. ${why}`,
    level: (level: string, cycle: string) => `The level was ${level} ${inCycle(cycle)}.`,
    levels: (first: LevelIn, last: LevelIn) =>
      `The level was ${first.level} ${inCycle(first.cycle)} and ${last.level} ${inCycle(last.cycle)}.`,
    over: (level: string, count: Count) => `${level} over ${duos(count)}`,
    between: (level: string, low: string, high: string) => `${level}, likely between ${low} and ${high},`,
    about: (level: string) => `about ${level}`,
    private: (cycle: string, figures: string) =>
      `${cycle} was run in private mode, so nothing is compared across it. ${figures}`,
    privates: (list: string) =>
      `${list} were run in private mode, so nothing is compared across them. The overview has their own figures.`,
    lastPrivate:
      "It was run in private mode: it has figures of whole units alone, and nothing is compared with it.",
    withdrawn: (list: string, many: boolean) =>
      `${list} ${many ? "were withdrawn and are" : "was withdrawn and is"} left out.`,
    unreadable: (list: string) => `You may read no duo of this unit in ${list}.`,
    reorganized: (list: string) =>
      `The unit was reorganized with ${list}: each cycle counts the duos that belonged to it then.`,
  },
  changes: {
    compared: (steps: Count, compared: Count) =>
      steps.n === 1
        ? `Compared ${compared.n === 1 ? "is" : "are"} the ${duos(compared)} complete in both cycles.`
        : `Compared are ${steps.figure} pairs of cycles, each over the duos complete in both: ${compared.figure} comparisons in all.`,
    comparedIn: (cycles: string, compared: Count) =>
      `${cycles} are compared, over the ${compared.n === 1 ? "one duo" : duos(compared)} complete in both.`,
    oneCycle: "One cycle has nothing to be compared with. Choose an earlier first cycle.",
    noSteps: "No two cycles in a row show duos, so nothing is compared.",
    noDuos: "No duo is complete in two cycles in a row, so nothing is compared.",
    none: "No duo entered or left a state. That is information too.",
    moved: {
      multiplying: moved("began to multiply their impact", "began to multiply its impact", "stopped"),
      strained: moved("became strained", "became strained", "came out of it"),
      diverging: moved("began to diverge", "began to diverge", "came out of it"),
    } satisfies Partial<Record<StatusCode, ReturnType<typeof moved>>>,
    chart: "How often did duos enter and leave each state?",
    chartNote: "To the right how many times a duo came into a state, to the left how many times one left it.",
    state: "State",
    entered: "In",
    left: "Out",
    summary: (state: string, entered: string, left: string) => `${state}: ${entered} in, ${left} out`,
  },
  recovery: {
    none: "No duo came from strained or diverging to steady or multiplying.",
    some: (count: Count) => `${recoveries(count)} from strained or diverging to steady or multiplying.`,
    one: (took: Count) => `It took ${cycles(took)}.`,
    many: (median: Count, longest: Count) =>
      median.n === longest.n
        ? `None of them took more than ${cycles(longest)}.`
        : `In the middle (the median) they took ${cycles(median)}, the longest one ${longest.figure}.`,
    atLeast: "Where rows do not reach back to its beginning, a recovery took at least that long.",
  },
  participation: {
    cycle: ({ n, of, share, cycle }: Heard) =>
      `I${inCycle(cycle).slice(1)}, ${n.figure} of ${duos(of)} ${isSingular(n, of) ? "was" : "were"} complete, which is ${share}.`,
    lowest: ({ n, of, share, cycle }: Heard) =>
      `Fewest were heard ${inCycle(cycle)}: ${n.figure} of ${duos(of)}, which is ${share}.`,
    hidden: (list: string) => `It is hidden or not yours to read for ${list}.`,
    none: "It is hidden in every cycle of this report.",
    chart: "How many duos are complete?",
    chartNote:
      "Of those enrolled, where both partners answered. Silence is a fact about participation, and no state.",
    complete: "Complete",
    enrolled: "Enrolled",
    share: "Share",
    summary: (share: string, cycle: string) => `${share} ${inCycle(cycle)}`,
  },
  units: {
    none: (unit: string) => `There is no unit below ${unit} that could be compared.`,
    hidden: "Nothing is compared: no unit shows figures in this cycle.",
    nothingBeside: "Nothing is compared: there are too few other duos that you read.",
    compared: (count: Count) =>
      count.n === 1 ? "Compared is 1 unit." : `Compared are ${count.figure} units.`,
    same: "None differs beyond noise.",
    others: (count: Count) => moreUnits(count),
    above: (units: string) => `The level is above the company in ${units}.`,
    below: (units: string) => `The level is below the company in ${units}.`,
    differs: {
      up: (dimension: string, units: string) =>
        `${dimension} is higher in ${units} than in the rest of what you read.`,
      down: (dimension: string, units: string) =>
        `${dimension} is lower in ${units} than in the rest of what you read.`,
    },
    verdict: {
      up: (dimension: string, units: string) => `${dimension} is higher in ${units} than in the company.`,
      down: (dimension: string, units: string) => `${dimension} is lower in ${units} than in the company.`,
    },
    more: (count: Count) =>
      count.n === 1
        ? "1 more difference stands on the page of units."
        : `${count.figure} more differences stand on the page of units.`,
  },
  kinds: {
    hidden: "Kinds are counted from duos’ rows, and the last cycle shows none.",
    lede: (count: Count, cycle: string) => `Counted over the ${completeDuos(count)} of ${cycle}.`,
    none: "No kind of duo is distinguishable from the others.",
    unstated: (list: string) => `Nobody stated this, so it is not compared: ${list}.`,
    attribute: {
      grade: "distance of grades",
      pair: "kind of pair",
      tenure: "time together",
      line: "line manager",
      team: "team size",
      platform: "platform team",
    },
    more: (count: Count) =>
      count.n === 1
        ? "1 more difference stands on the page of kinds."
        : `${count.figure} more differences stand on the page of kinds.`,
  },
  actions: {
    notPromised:
      "Nothing could be noted in these cycles: what people were promised before they answered does not name it.",
    none: "Nothing that leaders noted was done for a duo during these cycles.",
    noted: (count: Count, list: string) =>
      `During these cycles something was done for ${duos(count)}, as leaders noted: ${list}.`,
    kind: (kind: string, count: Count) => `${kind} ${times(count)}`,
    named: {
      celebrated: "celebrated with them",
      talked: "talked with both",
      coach: "offered a coach",
      facilitated: "gave a facilitated hour",
      "re-scoped": "re-scoped their work",
      roles: "re-cut the roles",
      "line-changed": "changed the line",
      "left-alone": "left them alone on purpose",
    } satisfies Record<ActionKind, string>,
    further: "Whether it helped is asked of more cycles than this report is about.",
    followed: ({ first, last }: { first: string; last: string }, cycle: string) =>
      `Followed are the duos that began to diverge ${first === last ? inCycle(first) : `from ${first} to ${last}`}: what became of them in three cycles after the next close is known by ${cycle}.`,
    acted: (out: Count, of: Count) =>
      `With an action noted before that close, ${out.figure} of ${duos(of)} ${isSingular(out, of) ? "was" : "were"} out of it.`,
    others: (out: Count, of: Count) =>
      `Without one, ${out.figure} of ${duos(of)} ${isSingular(out, of) ? "was" : "were"} out of it.`,
    notFollowed:
      "No duo that began to diverge can be followed: that takes four more published cycles, and private and withdrawn ones are gaps.",
  },
  how: "How is this computed?",
};
