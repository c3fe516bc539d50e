"use client";

import type { FormState } from "@/lib/domain/form-state";
import { Button } from "../button";
import { HiddenFields } from "../hidden-fields";
import { Notice } from "../notice";
import { OutcomeNotice } from "../program/outcome-notice";
import { useFormAction } from "../use-form-action";

export type WithdrawAction = (state: FormState<null>, form: FormData) => Promise<FormState<null>>;

type Props = {
  action: WithdrawAction;
  /** Names the person whom the page was made for, and the survey, or all of them. */
  fields: Readonly<Record<string, string>>;
  text: Record<"confirm" | "done" | "signIn", string>;
};

/** The second step: the button that withdraws for good, and what became of it. */
export function WithdrawForm({ action, fields, text }: Props) {
  const [{ outcome }, run, pending] = useFormAction(action, null, { shown: text.done });
  if (outcome?.ok) {
    return (
      <Notice kind="info" live>
        {text.done}
      </Notice>
    );
  }
  return (
    <form action={run} className="flex flex-col items-start gap-3">
      <HiddenFields values={fields} />
      <Button type="submit" kind="danger" disabled={pending}>
        {text.confirm}
      </Button>
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
    </form>
  );
}
