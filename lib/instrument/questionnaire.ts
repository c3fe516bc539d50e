import { type Block, type Item, instrument, itemsOfBlock } from "./instrument";

const rotation = ["A_direction", "B_roles", "C_leverage"] as const;

/** The profile block is asked once in so many cycles, beginning with the first. */
export const CYCLES_PER_PROFILE = 6;

/** Whether the profile takes the place of a rotating block in a cycle: cycles 1, 7, 13 … (docs/measurement.md 1). */
export function isProfileCycle(cycleNumber: number): boolean {
  return cycleNumber % CYCLES_PER_PROFILE === 1;
}

/**
 * The block that is asked beside the core in a cycle (docs/measurement.md 1): the profile in a profile cycle,
 * else A, B and C in turn. A profile cycle does not count as a turn.
 * @param cycleNumber of the program, from 1
 * @throws RangeError unless `cycleNumber` is a whole number of at least 1
 */
export function blockForCycle(cycleNumber: number): Exclude<Block, "core"> {
  if (!Number.isInteger(cycleNumber) || cycleNumber < 1) {
    throw new RangeError(`A cycle number counts from 1, not ${cycleNumber}`);
  }
  if (isProfileCycle(cycleNumber)) return "P_profile";
  const turn = cycleNumber - 1 - Math.ceil(cycleNumber / CYCLES_PER_PROFILE);
  return rotation[turn % rotation.length]!;
}

/** What decides which items a person is asked. */
export interface QuestionnaireFor {
  /** Number of the program's cycle, from 1. */
  readonly cycleNumber: number;
  /** Whether it is the duo's first survey, which has the profile in place of the cycle's block. */
  readonly firstForDuo: boolean;
  /** Whether the person is asked ARC and RISK, which are asked once per person, in another duo's survey of this cycle. */
  readonly ownProfileAnswered: boolean;
}

const ownProfile = new Set(["ARC", "RISK"]);

/**
 * The items that a person is asked for one duo in one cycle, in order: the core, then one block.
 * @param from the version that the cycle was opened with
 * @throws RangeError for a cycle number below 1, unless it is the duo's first survey
 */
export function questionnaire(asked: QuestionnaireFor, from = instrument): readonly Item[] {
  const block = asked.firstForDuo ? "P_profile" : blockForCycle(asked.cycleNumber);
  const items = [...itemsOfBlock("core", from), ...itemsOfBlock(block, from)];
  return asked.ownProfileAnswered ? items.filter((item) => !ownProfile.has(item.code)) : items;
}
