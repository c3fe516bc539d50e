"use client";

import { useState } from "react";
import { Button } from "../button";
import { TextField } from "../field";
import { HiddenFields } from "../hidden-fields";
import type { AdminAction } from "../program/admin-actions";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";

type Props = {
  action: AdminAction<null>;
  /** Names the person whom the page was made for, and the one who is erased. */
  fields: Readonly<Record<string, string>>;
  text: Record<"label" | "hint" | "action" | "signIn" | "done", string>;
};

/** The name typed once more, and the button that erases; once it is done, the page is made anew and says so. */
export function ErasureForm({ action, fields, text }: Props) {
  const [{ outcome }, run, pending] = useAdminAction(action, null, { done: text.done });
  // Kept here, because a form is emptied after its action.
  const [typed, setTyped] = useState("");
  const error = outcome && !outcome.ok ? outcome.errors.confirmation : undefined;
  return (
    <form action={run} className="flex max-w-phone flex-col items-start gap-4">
      <HiddenFields values={fields} />
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      <TextField
        name="confirmation"
        required
        autoComplete="off"
        label={text.label}
        hint={text.hint}
        error={error}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" kind="danger" disabled={pending}>
        {text.action}
      </Button>
    </form>
  );
}
