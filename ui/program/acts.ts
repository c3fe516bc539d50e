import type { FormState, OpenTyped, WithdrawTyped } from "@/lib/domain/program";

/** An act as a form runs it: the state before, what was typed, the state after. */
export type Act<Typed> = (state: FormState<Typed>, form: FormData) => Promise<FormState<Typed>>;

export type ProgramActs = { open: Act<OpenTyped>; close: Act<null>; withdraw: Act<WithdrawTyped> };
