import { type FormEvent, useCallback, useEffect, useEffectEvent, useRef } from "react";
import type { FormState } from "@/lib/domain/form-state";
import { useAnnouncements } from "../announcements";
import { focusText, headingAround, nowOf } from "../focus";
import { openAround } from "../kept/form-fields";
import { wordsOf } from "../use-after-action";
import { useFormAction } from "../use-form-action";
import { forgetUnsaved, isUnsaved, keepUnsaved, unsavedOr } from "./unsaved";

/**
 * A form of a duo's pages: success is read out, what a form that goes would have said is shown over the page, focus stays
 * near the form when it is made anew or goes, and it is sent once however often its button is pressed. `form` are the
 * attributes of the form; its fields are `inert` while `pending`, so that nothing typed then is overwritten by what was
 * stored. What is typed under a `name` of the form outlives its page, and is not folded away when the page is back.
 */
export function useDuoForm<Typed, State extends FormState<Typed> = FormState<Typed>>(
  action: (last: State, form: FormData) => Promise<State>,
  typed: Typed,
  name?: string,
) {
  const { say, tell, text } = useAnnouncements();
  const unshown = useRef<string>(undefined);
  const [state, run, pending] = useFormAction<Typed, State>(
    async (last, data) => {
      const next = await action(last, data);
      if (next.outcome?.ok && name) forgetUnsaved(name);
      const done = data.has("remove") ? text.removed : text.saved;
      // Also where the form has words of its own: the page that is made anew after it may be without the form.
      say(next.outcome?.message ?? done);
      unshown.current = next.outcome?.message && wordsOf(next.outcome);
      return next;
    },
    name ? unsavedOr(name, typed) : typed,
    { own: true },
  );
  const now = useRef<HTMLFormElement>(null);
  const hadFocus = useRef(false);
  const ref = useCallback(
    (form: HTMLFormElement) => {
      now.current = form;
      if (name && isUnsaved(name)) openAround(form);
      return () => {
        hadFocus.current = handFocusOn(form);
      };
    },
    [name],
  );
  const { outcome } = state;
  const onGone = useEffectEvent(() => unshown.current && tell(unshown.current));
  useEffect(() => () => void onGone(), []);
  useEffect(() => {
    unshown.current = undefined;
    if (!outcome || outcome.ok) return;
    say("");
    if (hadFocus.current) focusRefusal(now.current);
  }, [outcome, say]);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (pending) {
      event.preventDefault();
      return;
    }
    say(text.saving);
    // Enter in a field submits too, and the fields are inert from then on.
    submitterOf(event)?.focus();
  };
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    if (name) keepUnsaved(name, typed as Readonly<Record<string, string>>, new FormData(event.currentTarget));
  };
  return {
    state,
    pending,
    label: pending ? text.saving : undefined,
    form: { ref, action: run, onSubmit, onInput },
  };
}

const submitterOf = (event: FormEvent) => (event.nativeEvent as SubmitEvent).submitter as HTMLElement | null;

/** A form that goes while it has the focus gives it to the heading of its section: the browser would begin at the top. */
function handFocusOn(form: HTMLFormElement): boolean {
  if (!form.contains(document.activeElement)) return false;
  // Nothing outside of an open dialog takes focus.
  for (const dialog of form.querySelectorAll("dialog")) dialog.close();
  const heading = headingAround(form);
  focusText(heading);
  // The whole page may be made anew with the form; then its new heading has the same words.
  queueMicrotask(() => {
    if (heading && !heading.isConnected) focusText(nowOf(heading));
  });
  return true;
}

/** The first field that is wrong, else the notice that says why. */
function focusRefusal(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>("[aria-invalid=true]");
  if (field) field.focus();
  else focusText(form?.querySelector<HTMLElement>("[role=status]") ?? null);
}
