import type { StatusCode } from "@/lib/domain/published";
import { engineConstants } from "./constants";
import type { Flags } from "./flags";

/** A status and its stored reason code; null where the status has none. */
export interface StatusWithReason {
  readonly status: StatusCode;
  readonly reason: string | null;
}

/** Whether each partner has enough valid scores for a status of the duo. */
export interface EnoughData {
  readonly ic: boolean;
  readonly manager: boolean;
}

/** The status to publish: of the rules in docs/measurement.md 3.3, in their order, the first that applies. */
export function decideStatus(data: EnoughData, flags: Flags, multiplierGate: boolean): StatusWithReason {
  if (!data.ic || !data.manager) {
    return { status: "not-enough-data", reason: data.ic || data.manager ? "one-voice" : "both" };
  }
  if (flags.declining || flags.apart) {
    const reason = flags.declining && flags.apart ? "both" : flags.declining ? "declining" : "apart";
    return { status: "diverging", reason };
  }
  const strains = [flags.low && "low", flags.oneSide && "one-side", flags.split && "split"].filter(Boolean);
  if (strains.length > 0) return { status: "strained", reason: strains.join("+") };
  if (flags.multiplying && multiplierGate) return { status: "multiplying", reason: null };
  return { status: "steady", reason: null };
}

/**
 * The condition on top of the flag for "multiplying" (docs/measurement.md 3.3): of the MX1 answers (1 to 5) that both
 * partners gave in the last three calendar cycles at least two thirds are 4 or 5, and each partner gave one. An answer
 * counts even where that person's score is missing.
 * @param cycle the current cycle, from 1; the arrays begin with cycle 1
 */
export function passesMultiplierGate(
  icMx: readonly (number | null)[],
  managerMx: readonly (number | null)[],
  cycle: number,
): boolean {
  const { window, minAnswer, share } = engineConstants.multiplierGate;
  const from = Math.max(0, cycle - window);
  const answersOf = (answers: readonly (number | null)[]) =>
    answers.slice(from, cycle).filter((answer) => answer !== null && !Number.isNaN(answer));
  const ic = answersOf(icMx);
  const manager = answersOf(managerMx);
  if (ic.length === 0 || manager.length === 0) return false;
  const answers = [...ic, ...manager];
  const bigger = answers.filter((answer) => answer! >= minAnswer).length;
  return share.denominator * bigger >= share.numerator * answers.length;
}
