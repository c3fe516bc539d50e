import { type FormEvent, useRef } from "react";

/**
 * A form that a dialog asks about before it is sent. `ask` opens the dialog once the fields are valid; `submit` belongs
 * to the form: Enter in a field asks too, only the dialog's own button sends.
 */
export function useAskFirst() {
  const form = useRef<HTMLFormElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const ask = () => form.current?.reportValidity() && dialog.current?.showModal();
  const submit = (event: FormEvent) => {
    if (dialog.current?.open) return dialog.current.close();
    event.preventDefault();
    ask();
  };
  return { form, dialog, ask, submit };
}
