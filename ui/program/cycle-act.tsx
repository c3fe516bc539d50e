"use client";

import { useActionState } from "react";
import type { WithdrawTyped } from "@/lib/domain/program";
import { ConfirmButton } from "../confirm-button";
import { TextAreaField } from "../field";
import type { Act } from "./acts";
import { OutcomeNotice } from "./outcome-notice";

type Words = { act: string; title: string; text: string; keep: string; signIn: string };

export function CloseCycle({ cycleId, act, words }: { cycleId: string; act: Act<null>; words: Words }) {
  const [{ outcome }, run] = useActionState(act, { attempt: 0, typed: null });
  return (
    <div className="flex flex-col items-start gap-2">
      <ConfirmButton
        label={words.act}
        title={words.title}
        cancelWord={words.keep}
        action={run}
        fields={{ cycleId }}
        size="small"
      >
        {words.text}
      </ConfirmButton>
      <OutcomeNotice outcome={outcome} signIn={words.signIn} />
    </div>
  );
}

type WithdrawProps = {
  cycleId: string;
  act: Act<WithdrawTyped>;
  words: Words & { reason: string; reasonHint: string };
};

export function WithdrawCycle({ cycleId, act, words }: WithdrawProps) {
  const [{ attempt, typed, outcome }, run] = useActionState(act, { attempt: 0, typed: { reason: "" } });
  const errors = outcome && !outcome.ok ? outcome.errors : {};
  return (
    <div className="flex flex-col items-start gap-2">
      <ConfirmButton
        label={words.act}
        title={words.title}
        cancelWord={words.keep}
        action={run}
        fields={{ cycleId }}
        kind="secondary"
        size="small"
      >
        <p className="mb-4">{words.text}</p>
        <TextAreaField
          key={attempt}
          name="reason"
          required
          minLength={10}
          maxLength={500}
          label={words.reason}
          hint={words.reasonHint}
          error={errors.reason}
          defaultValue={typed.reason}
        />
      </ConfirmButton>
      <OutcomeNotice outcome={outcome} signIn={words.signIn} />
    </div>
  );
}
