import { type Block, type Item, itemsOfBlock } from "./instrument";

const rotation = ["A_direction", "B_roles", "C_leverage"] as const;

/** The profile block is asked once in so many cycles, beginning with the first. */
export const CYCLES_PER_PROFILE = 6;

/** Whether the profile takes the place of a rotating block in a cycle: cycles 1, 7, 13 … (docs/measurement.md 1). */
export function isProfileCycle(cycleNumber: number): boolean {
  return cycleNumber % CYCLES_PER_PROFILE === 1;
}

/** The block that joins the core in a cycle (measurement specification 1): the profile in cycles 1, 7, 13 …, else
 * A, B, C in turn, where a profile cycle takes no turn. `cycleNumber` counts the program's cycles from 1. */
export function blockForCycle(cycleNumber: number): Exclude<Block, "core"> {
  if (!Number.isInteger(cycleNumber) || cycleNumber < 1) {
    throw new RangeError(`A cycle number counts from 1, not ${cycleNumber}`);
  }
  if (isProfileCycle(cycleNumber)) return "P_profile";
  const turn = cycleNumber - 1 - Math.ceil(cycleNumber / CYCLES_PER_PROFILE);
  return rotation[turn % rotation.length]!;
}

export interface QuestionnaireFor {
  /** The program's cycle, counted from 1. */
  readonly cycleNumber: number;
  /** The duo's first survey: it takes the profile in place of the cycle's block. */
  readonly firstForDuo: boolean;
  /** This person already answers ARC and RISK in another duo's survey of the same round: asked once per person. */
  readonly ownProfileAnswered: boolean;
}

const ownProfile = new Set(["ARC", "RISK"]);

/** The items one person is asked in one duo and cycle, in order: the core, then one block. */
export function questionnaire(asked: QuestionnaireFor): readonly Item[] {
  const block = asked.firstForDuo ? "P_profile" : blockForCycle(asked.cycleNumber);
  const items = [...itemsOfBlock("core"), ...itemsOfBlock(block)];
  return asked.ownProfileAnswered ? items.filter((item) => !ownProfile.has(item.code)) : items;
}
