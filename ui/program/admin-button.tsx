"use client";

import { type ReactNode, useState } from "react";
import { unusualWindow } from "@/lib/domain/program";
import type { ButtonKind } from "../button";
import { ConfirmButton } from "../confirm-button";
import { TextField } from "../field";
import type { AdminAction } from "./admin-actions";
import { OutcomeNotice } from "./outcome-notice";
import { useAdminAction } from "./use-admin-action";
import { type WindowText, windowText } from "./window-text";

export type AdminButtonProps = {
  action: AdminAction<null>;
  page: string;
  /** Values the action receives. */
  fields: Readonly<Record<string, string>>;
  /** `done` is what is read out once it is done, where the action does not answer with words itself. */
  text: { label: string; title: string; keep: string; signIn: string; done: string | undefined };
  kind?: ButtonKind;
  /** The close that ends what the button does. */
  closesAt?: Date;
  /**
   * A wall-clock minute that the dialog asks for. `window`: it ends the window of a cycle that opened on a day, and the
   * dialog says when that becomes unusually long.
   */
  minute?: {
    name: string;
    label: string;
    hint?: string;
    value: string;
    window?: { opensOn: string; text: WindowText };
  };
  /** There is nothing to do: the dialog says why, and only closes. */
  idle?: boolean;
  children: ReactNode;
};

/** A button of an admin's page: a dialog that says what follows, and why it was refused. */
export function AdminButton({
  action,
  page,
  fields,
  text,
  kind,
  closesAt,
  minute,
  idle,
  children,
}: AdminButtonProps) {
  const [{ attempt, outcome }, run] = useAdminAction(action, null, { done: text.done });
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
        closesAt={closesAt}
        idle={idle}
        size="small"
      >
        <p>{children}</p>
        {minute && <Minute key={attempt} minute={minute} error={error} />}
      </ConfirmButton>
      <OutcomeNotice outcome={outcome} signIn={text.signIn} detail={error} />
    </div>
  );
}

type MinuteProps = { minute: NonNullable<AdminButtonProps["minute"]>; error: string | undefined };

function Minute({ minute: { name, label, hint, value, window }, error }: MinuteProps) {
  const [typed, setTyped] = useState(value);
  const days = window && unusualWindow(window.opensOn, typed);
  return (
    <div className="mt-4" onInput={({ target }) => setTyped((target as HTMLInputElement).value)}>
      <TextField
        type="datetime-local"
        required
        name={name}
        label={label}
        hint={hint}
        error={error}
        defaultValue={value}
      />
      <p role="status" className="mt-3 font-semibold text-ink empty:hidden">
        {window && days !== undefined && windowText(days, window.text)}
      </p>
    </div>
  );
}
