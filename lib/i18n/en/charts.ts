import { type Count, duos, inCycle, lastCycles } from "./nouns";

/** A figure of one cycle, with the cycle's name. */
type NamedValue = { readonly name: string; readonly value: string };

export const charts = {
  showTable: "Show as table",
  cycle: "Cycle",
  level: "Level",
  interval: "Likely between",
  between: (low: string, high: string) => `${low} and ${high}`,
  orLess: (points: string) => `${points} or less`,
  orMore: (points: string) => `${points} or more`,
  bands: (low: string, high: string) => `${low} low, ${high} high`,
  counted: "Duos counted",
  event: "Event",
  /** In a drawing that has no room to name them. */
  events: ({ n, figure }: Count) => (n === 1 ? "1 event" : `${figure} events`),
  none: "–",
  /** In the cycles in which a change may have begun. */
  began: "change began about here",
  questions: (version: string) => `Questions: version ${version}.`,
  trendSummary: (first: NamedValue, last: NamedValue) =>
    `${first.value} in ${first.name}, ${last.value} in ${last.name}.`,
  share: (share: string, count: string) => `${share} (${count})`,
  map: {
    level: "Level",
    agreement: "Agreement",
    duo: (name: string, state: string) => `${name}: ${state}`,
    empty: "no duo",
    duos: "Duos",
    /** For the keyboard, before and behind marks of which each is a stop. */
    skip: (n: Count) => `Skip the map’s ${duos(n)}`,
    skipBack: "Back to before the map",
  },
  heat: {
    unit: "Unit",
    counted: "Duos",
    /** The choice of the measure beside the first one, on a small screen. */
    chooser: (first: string) => `${first} and`,
    of: (n: string, total: string) => `${n} of ${total}`,
    /** A hidden figure, where there is no room for the reason. */
    few: "hidden",
    /** Duos with a low and with a high band, where there is little room. */
    bands: (low: string, high: string) => `${low} · ${high}`,
    bandsOf: (low: string, high: string, of: string) => `${low} low, ${high} high, of ${of}`,
    differs: {
      up: "higher than the rest of what you read, beyond chance",
      down: "lower than the rest of what you read, beyond chance",
    },
    /** Of a mean. */
    meanDiffers: {
      up: "higher than the company, beyond chance",
      down: "lower than the company, beyond chance",
    },
    orLess: (points: string) => `≤ ${points}`,
    orMore: (points: string) => `≥ ${points}`,
    expand: (unit: string) => `Show the units of ${unit}`,
    collapse: (unit: string) => `Hide the units of ${unit}`,
  },
  tracker: {
    summary: (count: Count, spells: string) => `${lastCycles(count)}: ${spells}`,
    spell: (state: string, first: string, last: string) =>
      first === last ? `${state} in ${first}` : `${state} from ${first} to ${last}`,
    absent: "No result",
    newQuestions: (cycle: string) => `new questions with ${cycle}`,
  },
  flow: {
    state: "State",
    from: (cycle: string) => `${cycle}, then`,
    to: (cycle: string) => inCycle(cycle),
    cell: (count: string, from: string, to: string) => `${count}: ${from}, then ${to}`,
    hidden: "Too few duos to show safely",
  },
  driver: "Dimension",
  weight: "Share of what goes with impact",
};
