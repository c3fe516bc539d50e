import type { PublishedStatus } from "../../domain/status";
import type { ShareBand } from "../../publication/share-band";
import { chance, levelStates } from "./chance";
import { flow } from "./insights-flow";
import { type Count, cycles, duos, inCycle, isSingular, moreUnits } from "./nouns";

/** After a state's own adjective: "after 4 strained cycles". */
const stateAdjective: Record<PublishedStatus, string> = {
  multiplying: "multiplying",
  steady: "steady",
  strained: "strained",
  diverging: "diverging",
  "not-enough-data": "too thin",
  incomplete: "incomplete",
};

const bandWords: Record<ShareBand, string> = {
  "to-20": "Up to 20%",
  "to-50": "20 to 50%",
  "under-80": "50 to 80%",
  "from-80": "80% or more",
};

const bandsInText: Record<ShareBand, string> = { ...bandWords, "to-20": "up to 20%" };

/** Insights: the frame of every view, the overview, what changed and the flow between states. */
export const insights = {
  views: "Views of insights",
  filter: {
    label: "What these pages show",
    folded: (n: number) => (n === 0 ? "Filters, none set" : `Filters, ${n} set`),
    cycle: "Cycle",
    unit: "Unit",
    pair: "Pair type",
    any: "Any",
    more: "Only some duos",
    moreSet: (n: string) => `Only some duos (${n})`,
    only: "Only duos with",
    condition: (name: string, value: string) => `${name}: ${value}`,
    without: (condition: string) => `Take away ${condition}`,
    allDuos: "Show all duos",
    eachUnit: "Each of yours",
    notApplied: (conditions: string) =>
      `This view covers all kinds of duos; what you chose (${conditions}) is kept for the other views.`,
    range: "Range",
    ranges: { "6": "6 cycles", "13": "13 cycles", "24": "24 cycles" },
    from: "Compared with",
    withdrawn: (cycle: string) => `${cycle}, withdrawn`,
  },
  notPublished: {
    title: "Nothing is published yet",
    text: "After a cycle closes, its results are computed once and stand here for good. You get a mail when they do.",
  },
  withdrawn: {
    title: (cycle: string, date: string) => `The cycle of ${cycle} was withdrawn on ${date}`,
    reason: (reason: string) => `Reason given: ${reason}`,
    notShown: "Its figures are not shown. Choose another cycle above.",
  },
  private: {
    title: "This cycle was run in private mode",
    text: "Leaders read unit figures only: shares as bands, means to the nearest 5 points where duos are few, and no duo by name. That was promised before the first question and stays so.",
  },
  hidden: {
    "no-duos": "No duo was enrolled here in this cycle.",
    "too-few": "Too few complete duos to show safely. At least five are needed, with six different people.",
    "too-few-others":
      "Too few complete duos to show safely beside those of a leader who may read it, and who could work out the others.",
    complementary: "Hidden, because a few other duos could be worked out from it.",
    "not-offered":
      "Not shown for some duos alone: in a private cycle single duos could be worked out from it.",
    "not-readable": "Not shown to you: with what else you may read, you could work out single duos.",
    "not-begun": "It has not begun: it needs more cycles than there were.",
  },
  printed: (unit: string, cycle: string) => `${unit}, ${cycle}`,
  hiddenTitle: (unit: string) => `The figures of ${unit} are hidden in this cycle`,
  hiddenStates: (unit: string) => `In which states the duos of ${unit} are is hidden in this cycle`,
  hiddenNext: "Units above this one may show figures.",

  sentence: {
    noneComplete: (of: Count) =>
      of.n === 1
        ? "The one duo here was not complete in this cycle, so nothing is said of it."
        : `None of the ${duos(of)} here was complete in this cycle, so nothing is said of any.`,
    fewComplete: (n: Count, of: Count) =>
      `Only ${n.figure} of ${duos(of)} ${isSingular(n, of) ? "is" : "are"} complete; what follows is about ${isSingular(n, of) ? "it" : "them"}.`,
    multiply: ({ n, figure }: Count, of: Count) => {
      if (of.n === 1)
        return `The one complete duo ${n === 0 ? "does not multiply its impact yet" : "multiplies its impact"}.`;
      if (n === 0) return `None of ${of.figure} complete duos multiplies its impact yet.`;
      return n === 1
        ? `1 of ${of.figure} complete duos multiplies its impact.`
        : `${figure} of ${of.figure} complete duos multiply their impact.`;
    },
    diverge: ({ n, figure }: Count) =>
      n === 0 ? "None diverges." : n === 1 ? "1 diverges." : `${figure} diverge.`,
    divergeNewly: ({ n, figure }: Count, newly: Count, since: string) => {
      if (n === 1) return newly.n === 1 ? `1 diverges, newly since ${since}.` : "1 diverges, not newly.";
      if (newly.n === 0) return `${figure} diverge, none of them newly.`;
      const which = newly.n >= n ? "all of them" : `${newly.figure} of them`;
      return `${figure} diverge, ${which} newly since ${since}.`;
    },
    newlyOf: (newly: Count, compared: Count, since: string) =>
      compared.n === 1
        ? `The one duo complete in both cycles ${newly.n === 0 ? "does not diverge newly" : "diverges newly"} since ${since}.`
        : `Of the ${duos(compared)} complete in both cycles, ${newly.n === 0 ? "none" : newly.figure} ${newly.n < 2 ? "diverges" : "diverge"} newly since ${since}.`,
    tooEarly: (of: Count) =>
      of.n === 1
        ? "It is too early to tell: the one complete duo has too few answers so far."
        : `It is too early to tell: all ${of.figure} complete duos have too few answers so far.`,
    multiplyBand: (share: ShareBand, of: string) =>
      `${bandWords[share]} of ${of} complete duos multiply their impact.`,
    divergeBand: (share: ShareBand) => `${bandWords[share]} diverge.`,
  },
  band: bandWords,
  bandInText: bandsInText,
  lede: {
    complete: (n: Count, of: Count) => `${n.figure} of ${duos(of)} complete`,
    /** With a filter by agreement. */
    banded: (n: Count) => `${duos(n)}, complete as all that have a band of agreement`,
    compared: (n: Count, since: string) => `${duos(n)} complete in ${since} too, and compared with it`,
    unheard: "see who was not heard from",
    watch: (share: ShareBand) => `${bandsInText[share]} on watch`,
    published: (date: string) => `published ${date}, never recomputed`,
    how: "how is this computed?",
  },
  figure: {
    entered: (n: string) => `${n} in`,
    left: (n: string) => `${n} out`,
    moved: (moves: string, since: string) => `${moves} since ${since}`,
    noClearChange: "no clear change",
    of: (total: string) => `of ${total}`,
    tooThin: "too few answers so far",
  },
  cards: {
    title: "You lead several units. Here is each of them; they are never added up.",
    open: (unit: string) => `Open ${unit}`,
    report: (unit: string) => `Report on ${unit}`,
  },
  beside: {
    title: "How are the units doing, side by side?",
    note: "How many complete duos are in each state. The units are never added up, and their order is no rank.",
    notePrivate:
      "In what band the share of complete duos in each state lies; hidden where it could say too much.",
    unit: "Unit",
    noMatch: (units: string) => `No duo matches in ${units}.`,
    hidden: (units: string, why: string) => `${units}: ${why}`,
    participation: "Participation",
  },
  map: {
    title: "Where do our duos stand?",
    note: "Up is a higher level, right is a more shared view.",
    noteSingle: "Each mark is a duo.",
    empty: "No duo has both a level and a view to compare yet.",
  },
  changed: {
    title: "What changed?",
    all: (n: number, figure: string) => (n === 1 ? "What to do about it" : `All ${figure} changes`),
    noneText: "No duo entered or left a state in this cycle. That is information too.",
    first: "There is no earlier cycle to compare with.",
    noneInBoth: "No duo is complete in both this cycle and the one before, so nothing is compared.",
    lastState: (cycle: string) => `Last state before ${inCycle(cycle)}.`,
    elsewhere: "Last state before in a cycle that you may not read of this duo.",
    older: (n: Count) =>
      n.n === 1
        ? "1 more duo changed since an older state; it is listed, and not counted with the others."
        : `${n.figure} more duos changed since an older state; they are listed, and not counted with the others.`,
    chance,
    open: (name: string) => `Open ${name}`,
    again: (state: string) => `${state} again`,
    after: (state: string, cycles: string) => `${state}, after ${cycles}`,
    spell: (n: number, figure: string, status: PublishedStatus) =>
      status === "not-enough-data"
        ? `${n === 1 ? "1 cycle" : `${figure} cycles`} with too few answers`
        : n === 1
          ? `1 ${stateAdjective[status]} cycle`
          : `${figure} ${stateAdjective[status]} cycles`,
    level: (now: string, before: string) => `Level ${now}, was ${before}.`,
    levelSame: (now: string) => `Level ${now}, as before.`,
  },
  heat: {
    title: "Is it one team or the whole department?",
    note: "Level: the mean of the duos’ levels. Dimensions: how many duos are low · high. Coloured, with an arrow, only beyond chance: a mean that differs from the company, numbers that differ from the rest of what you read. Trust is in no duo’s row: its mean is rough, and hatched where it could say too much.",
    leftOut: "Units without such a duo are left out.",
    notePart:
      "Level: the mean of the duos’ levels. Dimensions: how many duos are low · high, coloured only where that differs beyond chance. Trust, what is on watch and promises kept are known for all duos together only.",
    notePrivate:
      "Means, to the nearest 5 points where duos are few; coloured, with an arrow, only where they differ from the company beyond chance. Hatched: hidden, and why.",
    all: "All units",
    more: (count: Count) => `${moreUnits(count)} in the list of all units.`,
    level: "Level",
    short: {
      DISC: "Discussion",
      STRAT: "Strategy",
      SOUND: "Sounding board",
      TEAM: "One team",
      INCL: "At the table",
      INFO: "Informed",
      TRUST: "Trust",
      ALIGN: "Direction",
      CUST: "Tech voice",
    },
  },
  mix: {
    title: "Is the mix improving?",
    note: (count: Count) => `Share of complete duos in each state, ${cycles(count)}.`,
    noteSets: "Each cycle counts the duos complete in it: they are not the same from one to the next.",
    noteBands: "Cycles in private mode have no exact shares and stay empty here.",
  },
  trend: {
    title: "Is the level moving?",
    note: "Mean of the levels that the duos’ rows show, with the range it likely lies in.",
    noteMasked: "In private cycles to the nearest 5 points where duos are few, and without a range.",
    noteHidden: "Cycles in which it is hidden stay empty.",
    instrument: "new questions",
    reorganized: "reorganized",
  },
  range: {
    label: "How far back",
    cycles: (n: string) => `${n} cycles`,
  },
  drivers: {
    title: "What goes with impact?",
    ofAll: "This is about all duos of the company, whatever is chosen above.",
    hidden: (duos: string, needed: string) =>
      `Shown from ${needed} duos with two cycles in a row; ${duos} so far. With fewer, the answer would be mostly chance.`,
    candidates: (names: string) => `${names} may go with impact, in no order.`,
    candidatesNote: (duos: string, needed: string) =>
      `Candidates from ${duos} duos. From ${needed} on, one may be named if it stands out beyond chance.`,
    named: (name: string) => `${name} goes with impact more than anything else asked.`,
    note: "What one partner says of a dimension, against what the other says of the next cycle’s impact. It goes with it; that does not make it the cause.",
    rests: (duos: string, explained: string) =>
      `From ${duos} duos; all nine together go with ${explained} of the differences.`,
    how: "How is this computed?",
  },
  first: {
    title: "Which duos should I look at first?",
    note: "Duos that go on: diverging ones, then strained ones; what began last comes first.",
    none: "No duo that goes on diverges or is strained.",
    all: "All duos",
  },
  changes: {
    title: (n: number, figure: string, since: string) =>
      n === 0
        ? `No duo changed its state since ${since}.`
        : n === 1
          ? `1 duo changed its state since ${since}.`
          : `${figure} duos changed their state since ${since}.`,
    compared: (n: Count) =>
      n.n === 1
        ? "Counted is the one duo complete in both cycles."
        : `Counted are the ${duos(n)} complete in both cycles.`,
    noneInBoth: (since: string) => `No duo is complete in both this cycle and ${since}.`,
    first: "This is the first cycle that shows duos. What changes is known from the next one on.",
    private: "This cycle shows no duos, so no change is counted.",
    none: "States that stay are information too: what you see is not the noise of one answer.",
    watchTitle: "On watch",
    watch: (share: ShareBand, of: Count) => `${bandWords[share]} of ${duos(of)} may be about to change.`,
    watchPart: "It is known for all duos together only.",
    watchFew:
      "Too few duos that can be on watch to show it safely. At least five are needed, with six different people.",
    watchNone: "No duo has enough cycles for this yet.",
    watchNote:
      "It is not beyond noise yet. Only the partners of these duos know; leaders get a rough share of the duos that can be on watch.",
    tallyTitle: "In and out",
    tally: { state: "State", entered: "In", left: "Out" },
    sureTitle: "How sure is this?",
    sure: `A duo diverges only where its change is larger than what answers vary by anyway, over all duos at once. Multiplying and strained ${levelStates}`,
    group: (state: string, n: string) => `${state} (${n})`,
    groupOlder: (state: string, n: string) => `${state}, since an older state (${n})`,
  },
  flow,
};
