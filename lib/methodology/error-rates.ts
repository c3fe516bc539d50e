import simulatedRates from "./error-rates.json" with { type: "json" };
import stateRates from "./state-rates.json" with { type: "json" };

/** Simulated shares, 0 to 1: false alarms per stable duo and year, and events found within six cycles of their onset. */
export interface TierRates {
  readonly tier: "watch" | "confirmed";
  /** How the simulated organization differs from the standard one. */
  readonly setting:
    | "standard"
    | "nobody-changes"
    | "sixty-duos"
    | "small"
    | "low-response"
    | "noisier-items"
    | "company-step"
    | "two-years"
    | "quarterly";
  readonly declining: {
    readonly falseAlarms: number;
    readonly caught: { readonly decline: number; readonly drop: number; readonly sour: number } | undefined;
    /** Share of the duos flagged at any one time that did not change; on watch, of those that are only on watch. */
    readonly wrong: number;
  };
  readonly apart: {
    readonly falseAlarms: number;
    readonly caught: { readonly apart: number; readonly sour: number } | undefined;
    readonly wrong: number;
  };
}

/** The simulated world of each setting, in the order of the table (`bench/simulation/worlds.ts`). */
const worldOf = {
  standard: "base",
  "nobody-changes": "nobodyChanges",
  "sixty-duos": "sixtyDuos",
  small: "twentyDuos",
  "low-response": "lowResponse",
  "noisier-items": "noisierItems",
  "company-step": "companyStep",
  "two-years": "twoYears",
  quarterly: "quarterly",
} as const satisfies Record<TierRates["setting"], keyof typeof simulatedRates>;
const settings = Object.keys(worldOf) as TierRates["setting"][];
/** Early signs are shown for these settings. */
const onWatch: readonly TierRates["setting"][] = ["standard", "nobody-changes", "small"];

/**
 * Rates of the product's rule (docs/measurement.md 3.3), as the last full run of
 * `npm run bench -- simulation` found them. On watch, `wrong` is the share among duos that are only on watch.
 * In quarterly cycles, events begin in cycle 4 and are caught by cycle 8.
 */
export const tierRates: readonly TierRates[] = [
  ...onWatch.map((setting) => ratesIn("watch", setting)),
  ...settings.map((setting) => ratesIn("confirmed", setting)),
];

function ratesIn(tier: TierRates["tier"], setting: TierRates["setting"]): TierRates {
  const { declining, apart } = simulatedRates[worldOf[setting]][tier];
  return {
    tier,
    setting,
    declining: { ...declining, caught: allCaught(declining.caught) },
    apart: { ...apart, caught: allCaught(apart.caught) },
  };
}

/** Undefined where no event was simulated. */
function allCaught<Kind extends string>(caught: Readonly<Record<Kind, number | null>>) {
  const hasEvents = Object.values(caught).every((share) => share !== null);
  return hasEvents ? (caught as Readonly<Record<Kind, number>>) : undefined;
}

/** The rates of one tier in one setting; the pair must be one of those in `tierRates`. */
export function ratesOf(tier: TierRates["tier"], setting: TierRates["setting"]): TierRates {
  return tierRates.find((one) => one.tier === tier && one.setting === setting)!;
}

/** Rates of another rule for a falling level on the same simulated duos (docs/measurement.md 3.1); shares from 0 to 1. */
export interface RuleRates {
  readonly rule: RuleName;
  /** Stable duos flagged at least once in twelve cycles, with the rule's usual cut. */
  readonly falseAlarms: number;
  readonly usual: { readonly decline: number; readonly drop: number };
  /** Events found with a cut that flags 5% of stable duos. */
  readonly atFive: { readonly decline: number; readonly drop: number; readonly sour: number };
}

const ruleNames = [
  "two-cycle-drop",
  "drop-of-ten",
  "below-fifty",
  "rci-last",
  "rci-first",
  "ols",
  "mann-kendall",
  "theil-sen",
  "ewma",
  "cusum",
  "windows",
  "kalman",
  "change-point",
] as const;
export type RuleName = (typeof ruleNames)[number];

/** In the order of the table in docs/measurement.md 3.1: false alarms; decline and drop at the usual cut; decline, drop and
 * sour at 5% false alarms. */
const rates: Record<RuleName, readonly [number, number, number, number, number, number]> = {
  "two-cycle-drop": [0.84, 0.83, 0.82, 0.09, 0.13, 0.11],
  "drop-of-ten": [0.78, 0.78, 0.89, 0.04, 0.12, 0.16],
  "below-fifty": [0.43, 0.66, 0.79, 0.15, 0.24, 0.16],
  "rci-last": [0.32, 0.44, 0.68, 0.12, 0.34, 0.08],
  "rci-first": [0.26, 0.65, 0.8, 0.32, 0.51, 0.21],
  ols: [0.22, 0.56, 0.65, 0.16, 0.21, 0.12],
  "mann-kendall": [0.16, 0.44, 0.43, 0.21, 0.19, 0.15],
  "theil-sen": [0.13, 0.41, 0.4, 0.25, 0.28, 0.17],
  ewma: [0.12, 0.54, 0.65, 0.37, 0.5, 0.25],
  cusum: [0.11, 0.49, 0.64, 0.28, 0.45, 0.18],
  windows: [0.07, 0.48, 0.71, 0.42, 0.67, 0.29],
  kalman: [0.15, 0.72, 0.87, 0.48, 0.63, 0.31],
  "change-point": [0.02, 0.4, 0.7, 0.47, 0.75, 0.34],
};

/** The rates of all other rules, in the order of the table in docs/measurement.md 3.1. */
export const ruleRates: readonly RuleRates[] = ruleNames.map((rule) => {
  const [falseAlarms, decline, drop, strictDecline, strictDrop, strictSour] = rates[rule];
  return {
    rule,
    falseAlarms,
    usual: { decline, drop },
    atFive: { decline: strictDecline, drop: strictDrop, sour: strictSour },
  };
});

/**
 * Other settings and results of the simulations (docs/measurement.md 2, 3.1 to 3.3 and 4); shares from 0 to
 * 1, points from 0 to 100.
 */
export const simulated = {
  duos: 500,
  cycles: 12,
  /** Monte-Carlo standard error of the shares of events. */
  error: 0.014,
  personSd: 14,
  partnerCorrelation: 0.4,
  wobble: { sd: 3, phi: 0.6 },
  response: 0.87,
  chronic: { share: 0.08, response: 0.5 },
  lowResponse: 0.7,
  smallDuos: 20,
  alpha: 0.845,
  sem: 5.9,
  retestNoise: 6.4,
  changeNoise: 7.7,
  /**
   * Sizes of events in points a cycle (`drop`: in points at once), how many cycles they last, and within how
   * many they count as found in time.
   */
  events: { decline: 2.5, drop: 15, apart: 4, sour: 4, cycles: 6, caughtWithin: 6 },
  /**
   * Share of the duos that have each of six kinds of events, two of them for the better, and the cycles that
   * they begin in.
   */
  eventShare: { each: 0.04, kinds: 6, from: 4, to: 7 },
  /** Of the duos called moving apart at one time, and declining, those that had not changed in any way. */
  unchanged: { declining: 0.12, apart: 0.11 },
  /** Standard error of a share in `detectability.json`, at most. */
  detectabilityError: 0.028,
  /** Declines, drops and one partner turning sour, caught at the same false alarms by rules that know everything but the
   * event, and by them from complete unrounded answers (docs/measurement.md 3.3). */
  ceiling: {
    oracle: { decline: 0.39, drop: 0.69, apart: 0.39, sour: 0.61 },
    oneKind: { decline: 0.46, drop: 0.75, apart: 0.45, sour: 0.67 },
    gains: { complete: 0.07, finerScale: [0.04, 0.08], lessWobble: 0.2 },
  },
  /** Version 1 of the engine on the same duos, at the same false alarms. */
  version1: { decline: 0.33, apart: 0.31, sour: 0.32 },
  /** States other than diverging, as the last full run of `npm run bench -- states` found them: shares of the rows that show
   * a state in which it is true, and of the rows in which it is true that show it; and how often a stable
   * duo's status changes
   * in its first year, with the product's rules and if it were read off each cycle's scores. */
  states: stateRates,
  /** Monte-Carlo standard error of the shares of rows, at most. */
  statesError: 0.006,
  companyStep: { points: 5 },
  /** Slides found if a third of a company declines together. */
  thirdDeclines: { caught: 0.2, otherwise: 0.42 },
  /** Mean error of "since" in cycles, and shares of intervals that hold the truth. */
  since: {
    drops: 0.6,
    slides: [1.1, 1.5],
    holds: 0.85,
    holdsLowResponse: 0.77,
    holdsTwoYears: 0.79,
    holdsDropsTwoYears: 0.64,
  },
  /** Shares of intervals of one standard deviation about a change's size that hold the truth. */
  sizeHolds: [0.82, 0.95],
  /** False alarms in a year in the study that the rule comes from: in its base world, and in those that the rule does not
   * reckon with. */
  studyBase: { declining: 0.012, apart: 0.01 },
  strongerWobble: { sd: 5, phi: 0.8, declining: 0.031, apart: 0.022 },
  randomWalk: { declining: 0.044 },
  unequalNoise: { declining: [0.014, 0.015], apart: [0.016, 0.021] },
  highMean: { mean: 75, declining: 0.014, apart: 0.014 },
  seasons: { points: 4, declining: 0.007, apart: 0.01 },
  /** Duos whose change watch has shown after six monthly cycles of a program. */
  watchAfterSix: { drop: 0.42, decline: 0.04 },
  oneVoice: { changeSd: 10.7, pairSd: 6.3, jumps: 0.35, pairJumps: 0.11 },
  silence: { usual: 0.4, low: 0.7 },
  unitRmse: { raw: 4.0, shrunken: 2.8 },
  topDriverTrue: [
    { duos: 60, share: 0.72 },
    { duos: 100, share: 0.81 },
    { duos: 200, share: 0.94 },
  ],
  suppression: { organizations: 3500, plainThreshold: 0.61, nextSmallest: 0.47 },
} as const;
