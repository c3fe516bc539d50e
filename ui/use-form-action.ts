"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow, useRouter } from "next/navigation";
import { useActionState, useEffect, useRef, useState } from "react";
import { isBusyAnswer, isUnconfirmedAnswer } from "@/lib/domain/busy-answer";
import type { FormOutcome, FormState } from "@/lib/domain/form-state";
import { failure } from "@/lib/i18n/en/failure";
import { unanswered as words } from "@/lib/i18n/en/unanswered";
import { useFrameCheck } from "./frame-person";
import { noteForm, refillUnanswered, settleForm } from "./kept/typed-forms";
import { type DoneText, useAfterAction } from "./use-after-action";

type FormAction<State> = (last: State, form: FormData) => Promise<State>;

/**
 * The state of a form and the function that submits it. Where no answer comes, the form says so until the next try, and
 * keeps what was typed; a button says so until the connection is back, too. After a refusal because of who is signed in,
 * the frame looks whether it is still the person of this page.
 * @param options.own the form itself has what came of it read out, and the focus stay near it
 */
export function useFormAction<Typed, State extends FormState<Typed> = FormState<Typed>>(
  action: FormAction<State>,
  typed: Typed,
  { own = false, ...done }: { own?: boolean } & DoneText = {},
) {
  const check = useFrameCheck();
  const { attend, useSettled } = useAfterAction(own, done);
  const run = (last: State, form: FormData) =>
    attend(async () => {
      const answer = await answerTo(action, last, form);
      if (answer.outcome?.ok === false && answer.outcome.signInAgain) await check();
      return answer;
    });
  const all = useSentOnce(run, { attempt: 0, typed } as State);
  useSettled(all[0]);
  return all;
}

/**
 * The state of a form, the function that sends it, and whether it is on its way. What is sent again unchanged meanwhile is
 * the same press: before the page's scripts run nothing shows that a button was pressed, and React sends every press of
 * that time at once, without the form's `onSubmit`.
 */
export function useSentOnce<State extends FormState<unknown>>(
  run: FormAction<State>,
  initial: State,
): [State, (form: FormData) => void, boolean] {
  const underway = useRef(new Set<string>());
  const [state, send, pending] = useActionState(
    async (last: Awaited<State>, form: FormData): Promise<State> => {
      const content = contentOf(form);
      try {
        return await run(last, form);
      } finally {
        underway.current.delete(content);
      }
    },
    initial as Awaited<State>,
  );
  const sendOnce = (form: FormData) => {
    const content = contentOf(form);
    if (underway.current.has(content)) return;
    underway.current.add(content);
    send(form);
  };
  return useRefilled([state as State, sendOnce, pending]);
}

/** All that a form sends, as one text. */
const contentOf = (form: FormData): string =>
  JSON.stringify([...form].map(([name, value]) => [name, typeof value === "string" ? value : value.name]));

/**
 * The same state of a form, in which what was typed stays where no answer came, whatever its fields are called; that none
 * came is said until the next try begins.
 */
function useRefilled<State extends FormState<unknown>, Send>(
  all: [State, Send, boolean],
): [State, Send, boolean] {
  const [state, send, pending] = all;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form is emptied with each state of it.
  useEffect(refillUnanswered, [state]);
  const isBack = useIsBackSince(state);
  return isUnanswered(state) && (pending || isBack) ? [unsaid(state), send, pending] : all;
}

const isUnanswered = ({ outcome }: FormState<unknown>) =>
  outcome?.ok === false && outcome.unanswered === true;

function unsaid<State extends FormState<unknown>>({ outcome: _, ...state }: State): State {
  return state as State;
}

/**
 * Whether the connection came back since a button got no answer. Nothing was typed that would have to be sent again, and
 * the page is made anew: it shows whether what was asked for arrived.
 */
function useIsBackSince(state: FormState<unknown>): boolean {
  const router = useRouter();
  const [backSince, setBackSince] = useState<FormState<unknown>>();
  const waits = state.typed === null && isUnanswered(state);
  useEffect(() => {
    if (!waits) return;
    const onBack = () => {
      setBackSince(state);
      router.refresh();
    };
    window.addEventListener("online", onBack);
    return () => window.removeEventListener("online", onBack);
  }, [waits, state, router]);
  return backSince === state;
}

/**
 * What an action answers, or why it did not: every outcome of an action is a value, so that it only fails where it was not
 * reached. What was typed is then kept on the device, and dropped once it arrived.
 */
export async function answerTo<State extends FormState<unknown>>(
  action: FormAction<State>,
  last: State,
  form: FormData,
): Promise<State> {
  noteForm(form);
  const answer = await answerOf(action, last, form);
  const { outcome } = answer;
  if (!outcome) return answer;
  const kept = await settleForm(form, outcome);
  return kept && !outcome.ok ? { ...answer, outcome: { ...outcome, kept } } : answer;
}

async function answerOf<State extends FormState<unknown>>(
  action: FormAction<State>,
  last: State,
  form: FormData,
): Promise<State> {
  try {
    return await action(last, form);
  } catch (error) {
    unstable_rethrow(error);
    const message = unanswered(error, last.typed);
    const outcome: FormOutcome = { ok: false, message, errors: {}, signInAgain: false, unanswered: true };
    return { ...last, attempt: last.attempt + 1, typed: typedIn(form, last.typed), outcome };
  }
}

/** Why there is no answer; "what you typed" only for a form that has fields. */
function unanswered(error: unknown, typed: unknown): string {
  // The server runs another version than the one that made this page.
  if (unstable_isUnrecognizedActionError(error)) return failure.otherVersion.text;
  if (isBusyAnswer(error)) return typed === null ? words.busy.button : words.busy.form;
  if (isUnconfirmedAnswer(error)) return words.unconfirmed;
  return typed === null ? words.noAnswerToButton : words.noAnswer;
}

/** The fields of a form as its state names them; `typed` is null where it has none. */
function typedIn(form: FormData, typed: unknown): unknown {
  if (typeof typed !== "object" || typed === null) return typed;
  return Object.fromEntries(
    Object.entries(typed).map(([name, before]) => {
      const now = form.get(name);
      return [name, typeof now === "string" ? now : before];
    }),
  );
}
