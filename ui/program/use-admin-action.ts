"use client";

import type { FormState } from "@/lib/domain/form-state";
import { useSignInAgain } from "../sign-in-again/asking";
import { type DoneText, useAfterAction } from "../use-after-action";
import { answerTo, useSentOnce } from "../use-form-action";

/**
 * The state of a form of the program, and the function that submits it. Where that needs a recent sign-in, it asks for one
 * in a dialog and repeats the same change afterwards.
 */
export function useAdminAction<Typed, State extends FormState<Typed> = FormState<Typed>>(
  action: (state: State, form: FormData) => Promise<State>,
  typed: Typed,
  done: DoneText = {},
) {
  const signInAgain = useSignInAgain();
  const { attend, useSettled } = useAfterAction(false, done);
  const submit = async (last: State, form: FormData): Promise<State> => {
    const answer = await answerTo(action, last, form);
    const { outcome } = answer;
    if (!outcome || outcome.ok || !outcome.signInAgain) return answer;
    const asked = await signInAgain();
    if (asked === "recent") return answerTo(action, answer, form);
    return asked === "declined" ? answer : { ...answer, outcome: { ...outcome, signInAgain: "person" } };
  };
  const run = (last: State, form: FormData) => attend(() => submit(last, form));
  const all = useSentOnce(run, { attempt: 0, typed } as State);
  useSettled(all[0]);
  return all;
}
