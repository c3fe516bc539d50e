"use client";

import type { CustomQuestionTyped } from "@/lib/domain/custom-questions";
import { errorsOf } from "@/lib/domain/form-state";
import type { customQuestions as englishText } from "@/lib/i18n/en/custom-questions";
import type { CustomClass } from "@/lib/instrument/custom-questions";
import { Button } from "../button";
import { TextAreaField, TextField } from "../field";
import { HiddenFields } from "../hidden-fields";
import { Notice } from "../notice";
import type { AdminAction } from "./admin-actions";
import { OutcomeNotice } from "./outcome-notice";
import { RadioCards } from "./radio-cards";
import { useAdminAction } from "./use-admin-action";

type Text = Pick<typeof englishText, "add" | "kind" | "answerClass"> & {
  signIn: string;
  /** What the survey says before a question of each class. */
  audience: Record<CustomClass, string>;
};
type Props = { action: AdminAction<CustomQuestionTyped>; page: string; newId: string; text: Text };

const empty = { kind: "scale", answerClass: "", wording: "", options: "" } as const;
const kinds = ["scale", "choice"] as const;
const classes = ["shared", "aggregate"] as const;

/** A new question of the organization's own: its wording, its kind, its options, one on each line, and who reads answers. */
export function CustomQuestionForm({ action, page, newId, text }: Props) {
  const { add, kind, answerClass, audience, signIn } = text;
  const [{ attempt, typed: last, outcome }, run, pending] = useAdminAction<CustomQuestionTyped>(
    action,
    { ...empty, newId },
    { shown: add.done },
  );
  const errors = errorsOf(outcome);
  const typed = outcome?.ok ? { ...empty, newId: last.newId } : last;
  return (
    <form key={attempt} action={run} className="flex max-w-column flex-col gap-5">
      <HiddenFields values={{ page, newId: typed.newId }} />
      {outcome?.ok && <Notice live>{add.done}</Notice>}
      <OutcomeNotice outcome={outcome} signIn={signIn} />
      <TextField
        name="wording"
        required
        label={add.wording}
        hint={add.wordingHint}
        error={errors.wording}
        defaultValue={typed.wording}
      />
      <RadioCards
        name="kind"
        legend={add.kind}
        chosen={typed.kind}
        options={kinds.map((value) => ({ value, ...kind[value] }))}
      />
      <TextAreaField
        name="options"
        required
        rows={6}
        label={add.options}
        hint={add.optionsHint}
        error={errors.options}
        defaultValue={typed.options}
      />
      <RadioCards
        name="answerClass"
        required
        legend={add.answerClass}
        hint={add.answerClassHint}
        error={errors.answerClass}
        chosen={typed.answerClass}
        options={classes.map((value) => ({
          value,
          label: answerClass[value].label,
          text: <Readers readers={answerClass[value].readers} survey={audience[value]} />,
        }))}
      />
      <div>
        <Button type="submit" disabled={pending}>
          {add.action}
        </Button>
      </div>
    </form>
  );
}

type ReadersProps = { readers: readonly { readonly who: string; readonly what: string }[]; survey: string };

/** What each role will read of the answers, and the words that people read beside the question. */
function Readers({ readers, survey }: ReadersProps) {
  return (
    <>
      {readers.map(({ who, what }) => (
        <span key={who} className="block">
          <span className="font-medium text-ink">{who}:</span> {what}
        </span>
      ))}
      <span className="mt-1 block text-ink-3 text-small">{survey}</span>
    </>
  );
}
