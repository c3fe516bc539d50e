"use client";

import type { ReactNode } from "react";
import type { ButtonKind } from "../button";
import { ConfirmButton } from "../confirm-button";
import { TextField } from "../field";
import type { AdminAction } from "./admin-actions";
import { OutcomeNotice } from "./outcome-notice";
import { useAdminAction } from "./use-admin-action";

export type AdminButtonProps = {
  action: AdminAction<null>;
  page: string;
  /** Values the action receives. */
  fields: Readonly<Record<string, string>>;
  text: { label: string; title: string; keep: string; signIn: string };
  kind?: ButtonKind;
  /** A wall-clock minute that the dialog asks for. */
  minute?: { name: string; label: string; hint?: string; value: string };
  children: ReactNode;
};

/** A button of an admin's page: a dialog that says what follows, and why it was refused. */
export function AdminButton({ action, page, fields, text, kind, minute, children }: AdminButtonProps) {
  const [{ attempt, outcome }, run] = useAdminAction(action, null);
  const error = minute && outcome && !outcome.ok ? outcome.errors[minute.name] : undefined;
  return (
    <div className="flex flex-col items-start gap-2">
      <ConfirmButton
        label={text.label}
        title={text.title}
        cancelWord={text.keep}
        action={run}
        fields={{ ...fields, page }}
        kind={kind}
        size="small"
      >
        <p>{children}</p>
        {minute && (
          <div className="mt-4">
            <TextField
              key={attempt}
              type="datetime-local"
              required
              name={minute.name}
              label={minute.label}
              hint={minute.hint}
              error={error}
              defaultValue={minute.value}
            />
          </div>
        )}
      </ConfirmButton>
      <OutcomeNotice outcome={outcome} signIn={text.signIn} detail={error} />
    </div>
  );
}
