"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../button";
import { TextField } from "../field";
import type { SignInAgainText } from "./asking";

type Props = {
  note: string;
  error: string | undefined;
  text: SignInAgainText;
  enter: (code: string) => Promise<void>;
  mail: () => Promise<void>;
};

/** The field for the mailed code. It takes what people type and paste, blanks included; the server reads the digits. */
export function CodeForm({ note, error, text, enter, mail }: Props) {
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem("code") as HTMLInputElement;
    setBusy(true);
    await enter(field.value);
    setBusy(false);
    field.select();
  };
  return (
    <form method="dialog" onSubmit={submit} className="flex flex-col gap-3">
      <p role="status" className="text-ink-2 wrap-anywhere">
        {note}
      </p>
      <TextField
        label={text.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={400}
        required
        // The button that asked for the mail is gone, and its focus with it.
        autoFocus
        error={error}
      />
      <Button type="submit" disabled={busy}>
        {text.submit}
      </Button>
      <Button kind="quiet" onClick={mail}>
        {text.resend}
      </Button>
    </form>
  );
}
