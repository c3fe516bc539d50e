import type { Side } from "../instrument/answers";
import type { CycleState, SharingMode } from "./cycles";
import { addDays } from "./days";

/** A cycle as its admin sees it; instants in ISO 8601. */
export type ProgramCycle = {
  id: string;
  number: number;
  state: CycleState;
  sharingMode: SharingMode;
  opensAt: string;
  closesAt: string;
  publishedAt: string | null;
  withdrawnReason: string | null;
};

export type Submitted = { personName: string; submitted: boolean };
/** Who of a duo has submitted, yes or no: all that an admin may know of answers. */
export type BoardDuo = { duoId: string; displayName: string; unitName: string } & Record<Side, Submitted>;

export type Program = {
  /** Newest first. */
  cycles: readonly ProgramCycle[];
  /** Of the newest cycle. */
  board: readonly BoardDuo[];
  activeDuos: number;
  /** The organization's, as the proposal for a closing time. */
  timeZone: string;
  /** The calendar day it is there, "2026-11-02". */
  today: string;
};

/** What became of an act of the admin, in words fit to stand beside it. */
export type ProgramOutcome =
  | { ok: true }
  | { ok: false; message: string; errors: Readonly<Record<string, string>>; signInAgain: boolean };

/** A form that keeps what was typed while its act is refused; `attempt` counts the answers it got. */
export type FormState<Typed> = { attempt: number; typed: Typed; outcome?: ProgramOutcome };

export type OpenTyped = { closesLocal: string; timeZone: string; sharingMode: SharingMode };
export type WithdrawTyped = { reason: string };

const usualDays = 21;

/** A closing time to start from: three weeks after this day at six in the evening. */
export function suggestedClose(today: string): string {
  return `${addDays(today, usualDays)}T18:00`;
}

/** Duos complete in the cycle, and people who have not submitted. */
export function countBoard(board: readonly BoardDuo[]): { complete: number; missing: number } {
  const sides = board.flatMap(({ ic, manager }) => [ic, manager]);
  return {
    complete: board.filter(isComplete).length,
    missing: sides.filter(({ submitted }) => !submitted).length,
  };
}

export function isComplete({ ic, manager }: BoardDuo): boolean {
  return ic.submitted && manager.submitted;
}
