import { type FormEvent, useRef } from "react";

/**
 * A form that a dialog asks about before it is sent by `run`. `ask` opens the dialog once the fields are valid; `submit` and
 * `sendAsked` belong to the form: Enter in a field asks too, only the dialog's own button sends. Before the page's scripts run
 * any button of the form sends, and React calls `sendAsked` without `submit` later: then it asks, and what was typed stays.
 */
export function useAskFirst(run: (data: FormData) => void) {
  const form = useRef<HTMLFormElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const isConfirmed = useRef(false);
  const ask = () => form.current?.reportValidity() && dialog.current?.showModal();
  const submit = (event: FormEvent) => {
    isConfirmed.current = dialog.current?.open === true;
    if (isConfirmed.current) return dialog.current?.close();
    event.preventDefault();
    ask();
  };
  const sendAsked = (data: FormData) => {
    if (isConfirmed.current) {
      isConfirmed.current = false;
      return run(data);
    }
    // After its action React empties a form.
    form.current?.addEventListener("reset", (event) => event.preventDefault(), { once: true });
    ask();
  };
  return { form, dialog, ask, submit, sendAsked };
}
