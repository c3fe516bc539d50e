import type { StatusCode } from "@/lib/domain/published";
import { engineConstants } from "./constants";
import type { Flags } from "./flags";

/** A status and its stored reason code; null where the status has none. */
export interface StatusWithReason {
  readonly status: StatusCode;
  readonly reason: string | null;
}

/** Whether each partner has enough valid scores to say anything about the duo. */
export interface EnoughData {
  readonly ic: boolean;
  readonly manager: boolean;
}

/** Measurement specification 3.3: the first match wins. */
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
 * The multiplier gate: of the MX1 answers (1..5) both partners gave in the last three calendar cycles at least
 * two thirds are 4 or 5, and each partner gave one. Answers count even where the person's score is missing.
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
