import { assumptions, type World } from "./assumptions";

/** The base world with another interval between cycles: wobble and events go on at the same pace per month. */
export function paced(monthsBetween: number): World {
  const { cyclesPerYear, wobble, eventLength, declinePerCycle, apartPerCycle, sourPerCycle } = assumptions;
  return {
    ...assumptions,
    cyclesPerYear: cyclesPerYear / monthsBetween,
    wobble: { ...wobble, phi: wobble.phi ** monthsBetween },
    eventLength: eventLength / monthsBetween,
    declinePerCycle: declinePerCycle * monthsBetween,
    apartPerCycle: apartPerCycle * monthsBetween,
    sourPerCycle: sourPerCycle * monthsBetween,
  };
}

/** The base world and those that differ from it in one respect (docs/measurement.md 3.3). */
export const worlds = {
  base: assumptions,
  nobodyChanges: { ...assumptions, eventShare: 0 },
  sixtyDuos: { ...assumptions, duos: 60 },
  twentyDuos: { ...assumptions, duos: 20 },
  twentyDuosNobodyChanges: { ...assumptions, duos: 20, eventShare: 0 },
  lowResponse: { ...assumptions, response: { ...assumptions.response, usual: 0.7 } },
  noisierItems: { ...assumptions, itemNoiseSd: 1.5 * assumptions.itemNoiseSd },
  companyStep: { ...assumptions, companyStep: { points: -5, cycle: 7 } },
  twoYears: { ...assumptions, cycles: 24, onset: { first: 5, last: 18 } },
  quarterly: { ...paced(3), cycles: 8, onset: { first: 4, last: 4 } },
} as const satisfies Record<string, World>;
export type WorldName = keyof typeof worlds;
