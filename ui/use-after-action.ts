"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { errorsOf, type FormOutcome, type FormState } from "@/lib/domain/form-state";
import { useAnnouncements } from "./announcements";
import { focusText, headingAround, isFocusLost, nowOf, pageHeading } from "./focus";

/** Where the focus was when an action began. */
type Place = { control: HTMLElement; heading: HTMLElement | null };
/** An action that ended, until the page shows it. */
type Ended = { place: Place | undefined; outcome: FormOutcome };

/**
 * What is read out once an action has done what it is for, where it does not answer with words itself: `done`, or `shown`,
 * which the form says by itself as long as it is there.
 */
export type DoneText = { done?: string | undefined; shown?: string | undefined };

/**
 * What a form's action leaves behind for who does not see the page, also where it takes its own button away: what came of
 * it is read out by the frame where no notice beside the button does, shown by it where that notice is gone too, and the focus goes back to the button or else to the
 * first field that is wrong, or the heading of its section. `attend` does the action, `useSettled` the rest.
 * @param own the form does both itself
 */
export function useAfterAction(own: boolean, { done, shown }: DoneText = {}) {
  const { say, tell, text } = useAnnouncements();
  const ended = useRef<Ended>(undefined);
  async function attend<State extends FormState<unknown>>(work: () => Promise<State>): Promise<State> {
    if (own) return work();
    say("");
    const place = placeOfFocus();
    const answer = await work();
    ended.current = answer.outcome && { place, outcome: answer.outcome };
    return answer;
  }
  const settle = useEffectEvent((isGone: boolean) => {
    if (!ended.current) return;
    const { place, outcome } = ended.current;
    ended.current = undefined;
    giveBack(place);
    if (isGone && outcome.message) return tell(wordsOf(outcome));
    const isSaid = outcome.message ?? (outcome.ok && shown);
    if (isGone || !isSaid) say(isSaid || (done ?? text.saved));
  });
  function useSettled(state: FormState<unknown>) {
    // biome-ignore lint/correctness/useExhaustiveDependencies: after each state of the form.
    useEffect(() => settle(false), [state]);
    useEffect(() => () => settle(true), []);
  }
  return { attend, useSettled };
}

/** All that a form says of what came of it, with what is wrong with its fields. */
export const wordsOf = (outcome: FormOutcome): string =>
  [outcome.message, ...Object.values(errorsOf(outcome))].join(" ");

function placeOfFocus(): Place | undefined {
  const control = document.activeElement;
  if (isFocusLost() || !(control instanceof HTMLElement)) return undefined;
  return { control, heading: headingAround(control) };
}

function giveBack(place: Place | undefined): void {
  if (!place || !isFocusLost()) return;
  const { control, heading } = place;
  control.focus({ preventScroll: true });
  if (!isFocusLost()) return;
  const now = (heading && nowOf(heading)) ?? pageHeading();
  const wrong = (now?.closest("section") ?? document).querySelector<HTMLElement>("[aria-invalid=true]");
  if (wrong) wrong.focus();
  else focusText(now);
}
