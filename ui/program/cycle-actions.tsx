"use client";

import type { ReactNode } from "react";
import type { ProgramOutcome, WithdrawTyped } from "@/lib/domain/program";
import type { ButtonKind } from "../button";
import { ConfirmButton } from "../confirm-button";
import { TextAreaField } from "../field";
import type { AdminAction } from "./admin-actions";
import { OutcomeNotice } from "./outcome-notice";
import { useAdminAction } from "./use-admin-action";

type Text = { action: string; title: string; text: string; keep: string; signIn: string };

type ActionProps = {
  cycleId: string;
  page: string;
  text: Text;
  run: (form: FormData) => void;
  outcome: ProgramOutcome | undefined;
  kind?: ButtonKind;
  children: ReactNode;
};

/** The button of an admin action on a cycle, the dialog that asks first, and why the action was refused. */
function CycleAction({ cycleId, page, text, run, outcome, kind, children }: ActionProps) {
  return (
    <div className="flex flex-col items-start gap-2">
      <ConfirmButton
        label={text.action}
        title={text.title}
        cancelWord={text.keep}
        action={run}
        fields={{ cycleId, page }}
        kind={kind}
        size="small"
      >
        {children}
      </ConfirmButton>
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
    </div>
  );
}

type CloseProps = { cycleId: string; page: string; action: AdminAction<null>; text: Text };

export function CloseCycle({ cycleId, page, action, text }: CloseProps) {
  const [{ outcome }, run] = useAdminAction(action, null);
  return (
    <CycleAction cycleId={cycleId} page={page} text={text} run={run} outcome={outcome}>
      {text.text}
    </CycleAction>
  );
}

type WithdrawProps = {
  cycleId: string;
  page: string;
  action: AdminAction<WithdrawTyped>;
  text: Text & { reason: string; reasonHint: string };
};

export function WithdrawCycle({ cycleId, page, action, text }: WithdrawProps) {
  const [{ attempt, typed, outcome }, run] = useAdminAction(action, { reason: "" });
  const errors = outcome && !outcome.ok ? outcome.errors : {};
  return (
    <CycleAction cycleId={cycleId} page={page} text={text} run={run} outcome={outcome} kind="secondary">
      <p className="mb-4">{text.text}</p>
      <TextAreaField
        key={attempt}
        name="reason"
        required
        minLength={10}
        label={text.reason}
        hint={text.reasonHint}
        error={errors.reason}
        defaultValue={typed.reason}
      />
    </CycleAction>
  );
}
