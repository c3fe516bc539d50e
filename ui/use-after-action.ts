"use client";

import { useEffect, useRef } from "react";
import type { FormState } from "@/lib/domain/form-state";
import { useAnnouncements } from "./announcements";
import { focusText, headingAround, isFocusLost, nowOf, pageHeading } from "./focus";

/** Where the focus was when an action began. */
type Place = { control: HTMLElement; heading: HTMLElement | null };

/**
 * What a form's action leaves behind for who does not see the page, also where it takes its own button away: `attend` has
 * what came of it read out by the frame; `useSettled` gives the focus back, to the button or else to the first field that
 * is wrong, or the heading of its section.
 * @param own the form does both itself
 */
export function useAfterAction(own: boolean) {
  const { say, text } = useAnnouncements();
  const place = useRef<Place>(undefined);
  async function attend<State extends FormState<unknown>>(work: () => Promise<State>): Promise<State> {
    if (own) return work();
    say("");
    place.current = placeOfFocus();
    const what = nameOf(place.current?.control);
    const answer = await work();
    const { outcome } = answer;
    if (outcome) say(outcome.message ?? (what ? text.done.replace("{what}", () => what) : text.saved));
    return answer;
  }
  function useSettled(state: FormState<unknown>) {
    const { outcome } = state;
    useEffect(() => {
      // The notice beside the button says it.
      if (!own && outcome?.message) say("");
    }, [outcome]);
    // biome-ignore lint/correctness/useExhaustiveDependencies: after each state of the form, and when the form goes.
    useEffect(() => {
      const settle = () => {
        giveBack(place.current);
        place.current = undefined;
      };
      settle();
      return settle;
    }, [state]);
  }
  return { attend, useSettled };
}

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

/** What a button is called; undefined where a key in a field submitted the form. */
const nameOf = (control: HTMLElement | undefined): string | undefined =>
  control instanceof HTMLButtonElement ? (control.ariaLabel ?? control.textContent) : undefined;
