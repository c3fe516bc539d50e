export const status = {
  word: {
    multiplying: "Multiplying",
    steady: "Steady",
    strained: "Strained",
    diverging: "Diverging",
    "not-enough-data": "Not enough data",
    incomplete: "Incomplete",
  },
  /** Text of a reason, shown after the status's word: "Diverging, moving apart". */
  reason: {
    diverging: { declining: "declining", apart: "moving apart", both: "declining and moving apart" },
    strained: { low: "low level", "one-side": "harder for one side", split: "split view" },
    "not-enough-data": { both: "too few answers so far", "one-voice": "one voice so far" },
  },
  since: (state: string, month: string) => `${state} since ${month}`,
  /** When a change began, as far as answers can tell, and how far the level fell. */
  trend: {
    about: (month: string) => `about ${month}`,
    beganBetween: (from: string, to: string) => `It probably began between ${from} and ${to}.`,
    beganIn: (month: string) => `It probably began in ${month}.`,
    howSure: "How sure is that?",
    fell: (points: string) => `The level is about ${points} points lower since then.`,
  },
  level: { low: "Low", middle: "Middle", high: "High" },
  agreement: { low: "Wide gap", some: "Some gap", high: "Same view" },
  verdict: { above: "above", below: "below", "not-distinguishable": "not distinguishable" },
  dimension: {
    DISC: "Discussion quality",
    STRAT: "Strategy as peers",
    SOUND: "Sounding board",
    TEAM: "One team",
    INCL: "Right people at the table",
    INFO: "Timely information",
    TRUST: "Delegated trust",
    ALIGN: "Direction",
    CUST: "Custody of engineering’s voice",
  },
  pairType: {
    "tech-lead-em": "Tech Lead / EM",
    "staff-senior-em": "Staff / Senior EM",
    "principal-director": "Principal / Director",
    "cto-vp": "CTO / VP",
    other: "Other",
    "not-stated": "Not stated",
  },
};
