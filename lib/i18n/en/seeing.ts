import { simulated } from "../../methodology/error-rates";
import type { Cadence } from "../../schedule/choices";
import { type Count, duos } from "./nouns";

/** What the rule can and cannot see in an organization. */
export const seeing = {
  title: "What we can see",
  note: "Simulated for a number of duos, a share of answered surveys and each rhythm: yours, or what is assumed until they are known. Read it as an order of size.",
  seen: (rhythm: string, count: Count, response: string) =>
    `With ${rhythm} cycles, ${duos(count)} and ${response},`,
  /** Before there is a duo. */
  seenAssumed: (rhythm: string, count: Count, response: string) =>
    `With ${rhythm} cycles, ${duos(count)} (assumed, until yours are here) and ${response},`,
  underOne: "Less than 1%",
  answered: (share: string) => `${share} of surveys answered`,
  /** Before the first closed cycle. */
  assumed: (share: string) => `${share} of surveys answered (assumed, until a cycle has closed)`,
  tooFew: (share: string, least: string) =>
    `${share} of surveys were answered: too few for any figure of what changes would be seen. Such figures begin at ${least}.`,
  found: (drops: string, slides: string) =>
    `about ${drops} of 100 sudden drops and ${slides} of 100 slow declines are called a change within six cycles.`,
  wrong: (alarms: string) => `About ${alarms} a year are called changed by mistake.`,
  wrongFew: "Less than one a year is called changed by mistake.",
  stable: (alarms: string) => (alarms === "1" ? "1 stable duo" : `${alarms} stable duos`),
  more: (drops: string, slides: string) =>
    `If one more survey in ten were answered, it would be about ${drops} and ${slides} of 100.`,
  moreAll: (drops: string, slides: string) =>
    `If everybody answered, it would be about ${drops} and ${slides} of 100.`,
  all: "Nearly everybody answers. Only a finer scale or steadier answers could show more.",
  caption: "What each rhythm can see within six cycles, simulated",
  rhythms: {
    monthly: "monthly",
    "six-weekly": "six-weekly",
    quarterly: "quarterly",
  } satisfies Record<Cadence, string>,
  rhythm: "Rhythm",
  now: (rhythm: string) => `${rhythm}, as now`,
  first: "First verdict’s cycle",
  after: (weeks: string) => `after ${weeks} weeks`,
  drops: "Drops",
  slides: "Slow declines",
  falseAlarms: "Wrongly called, a year",
  dropsMore: "Drops, one more in ten",
  slidesMore: "Slow declines, one more in ten",
  dropsAll: "Drops, if all answer",
  slidesAll: "Slow declines, if all answer",
  sixCycles: "Six cycles take",
  duration: {
    monthly: "half a year",
    "six-weekly": "8 months",
    quarterly: "a year and a half",
  } satisfies Record<Cadence, string>,
  assumptions: {
    summary: "What these figures assume",
    list: [
      "A sudden drop is 15 points at once for both partners. A slow decline is 2.5 points a month for six months. Smaller changes are seen less often.",
      "Called a change: confirmed and shown to leaders. The two partners get an early sign of some more.",
      "The first verdict on a trend comes when its cycle closes, some weeks after that cycle has opened.",
      "Within six cycles: half a year of monthly cycles, but a year and a half of quarterly ones.",
      `How much people and their answers vary is assumed, not measured with you. The shares come from 8,000 simulated duos for each size, rhythm and share of answers, and are interpolated between them; each may be off by some ${Math.round(200 * simulated.detectabilityError)} points by chance.`,
    ],
    admin: "Your duos are those active now; answered surveys are those of the last three closed cycles.",
    leader:
      "Your duos are those of the chosen unit in the chosen cycle. The share of answered surveys follows from the complete duos of the last three cycles. The rule looks at the whole organization at once: with more duos than these it sees slightly more.",
    assumed: (what: string) => `Not known yet and therefore assumed: ${what}.`,
    duos: "the number of duos",
    response: "the share of answered surveys",
    cadence: "the rhythm",
    method: "How it was simulated",
  },
};
