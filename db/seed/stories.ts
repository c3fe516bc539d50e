import { otherSide, type Side } from "@/lib/instrument/answers";
import type { Draw } from "./draw";

/** What a made-up duo lives through. The engine is told nothing of it: a status on screen is its own finding. */
export const stories = [
  "steady",
  "multiplying",
  "declining",
  "dropped",
  "setback",
  "recovered",
  "helped",
  "apart",
  "sour",
  "low",
  "split",
  "one-side",
  "silent",
] as const;
export type Story = (typeof stories)[number];

/** A story as one duo tells it: mirrored, the manager takes the part that is the IC's otherwise. */
export type Told = { story: Story; mirrored: boolean };

/** Stories in which the two partners differ: half of the duos tell them mirrored. */
export const oneSided: ReadonlySet<Story> = new Set(["apart", "sour", "split", "one-side", "silent"]);

/** The part that a side has in a story. */
const partOf = (side: Side, { mirrored }: Told): Side => (mirrored ? otherSide(side) : side);

/** The cycle after which each story's change sets in. */
const setsIn = { declining: 6, dropped: 9, setback: 12, recovered: 5, helped: 4, apart: 7, sour: 7 } as const;

/** The cycle about which the two of `recovered` talked. */
const talkedIn = 8;

/** The cycle after which the two of `helped` recover, and the one whose row their leader acted on. */
export const helpedIn = 6;

/** Points by which a side has moved from where it began. */
function movement(told: Told, side: Side, cycle: number): number {
  const { story } = told;
  const part = partOf(side, told);
  const elapsed = (from: number, length: number) => Math.min(length, Math.max(0, cycle - from));
  switch (story) {
    case "declining":
      return -4.5 * elapsed(setsIn.declining, 7);
    case "dropped":
      return cycle > setsIn.dropped ? -26 : 0;
    case "setback":
      return cycle > setsIn.setback ? -26 : 0;
    case "recovered":
      // The engine calls a recovery in its fourth cycle, so the way back is shorter than the way down.
      return 16 * elapsed(talkedIn, 2) - 8 * elapsed(setsIn.recovered, 3);
    case "helped":
      return cycle > helpedIn ? 10 : -12 * elapsed(setsIn.helped, 2);
    case "apart":
      return (part === "ic" ? -6 : 4.5) * elapsed(setsIn.apart, 6);
    case "sour":
      return part === "ic" ? -9 * elapsed(setsIn.sour, 6) : 0;
    default:
      return 0;
  }
}

/** Stories of duos whose two are far from each other in grade: as the source of the model claims, that seldom works. */
export const farInGrade: ReadonlySet<Story> = new Set(["declining", "dropped", "sour"]);

const fixedStart: Partial<Record<Story, Record<Side, number>>> = {
  multiplying: { ic: 84, manager: 85 },
  declining: { ic: 76, manager: 77 },
  dropped: { ic: 74, manager: 76 },
  setback: { ic: 75, manager: 74 },
  recovered: { ic: 76, manager: 75 },
  helped: { ic: 74, manager: 72 },
  apart: { ic: 70, manager: 66 },
  sour: { ic: 74, manager: 72 },
  low: { ic: 43, manager: 46 },
  split: { ic: 46, manager: 80 },
  "one-side": { ic: 28, manager: 68 },
};

/**
 * Where both partners stand on 0 to 100 before a story begins: a shared part and a part of each person's own.
 * @param lean points by which the unit's ordinary duos stand above or below the company's
 */
export function drawStart(draw: Draw, told: Told, lean: number): Record<Side, number> {
  const fixed = fixedStart[told.story];
  if (fixed) {
    const [ic, manager] = [fixed[partOf("ic", told)], fixed[partOf("manager", told)]];
    return { ic: ic + draw.normal(0, 2), manager: manager + draw.normal(0, 2) };
  }
  const shared = draw.normal(64 + lean, 6.5);
  return { ic: shared + draw.normal(0, 6), manager: shared + draw.normal(0, 6) };
}

/** A side's place in a cycle, 0 to 100, before the day's mood. */
export function placeInCycle(
  start: number,
  { told, side, cycle }: { told: Told; side: Side; cycle: number },
): number {
  return Math.min(96, Math.max(6, start + movement(told, side, cycle)));
}

/** Probability that a side answers in a cycle. */
export function responseRate(told: Told, side: Side): number {
  if (told.story === "recovered" || told.story === "helped") return 1;
  return told.story === "silent" && partOf(side, told) === "ic" ? 0.12 : 0.955;
}
