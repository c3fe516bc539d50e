"use client";

import { errorsOf } from "@/lib/domain/form-state";
import type { WithdrawTyped } from "@/lib/domain/program";
import { ConfirmButton } from "../confirm-button";
import { TextAreaField } from "../field";
import type { AdminAction } from "./admin-actions";
import { OutcomeNotice } from "./outcome-notice";
import { useAdminAction } from "./use-admin-action";

type Props = {
  cycleId: string;
  page: string;
  action: AdminAction<WithdrawTyped>;
  text: Record<"action" | "title" | "text" | "keep" | "signIn" | "reason" | "reasonHint", string>;
};

/** The button that takes a published cycle back, and the dialog that asks for the reason. */
export function WithdrawCycle({ cycleId, page, action, text }: Props) {
  const [{ attempt, typed, outcome }, run] = useAdminAction(action, { reason: "" });
  const errors = errorsOf(outcome);
  return (
    <div className="flex flex-col items-start gap-2">
      <ConfirmButton
        label={text.action}
        title={text.title}
        cancelWord={text.keep}
        action={run}
        fields={{ cycleId, page }}
        kind="secondary"
        size="small"
      >
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
      </ConfirmButton>
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
    </div>
  );
}
