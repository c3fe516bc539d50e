"use client";

import type { CustomQuestionTyped } from "@/lib/domain/custom-questions";
import type { customQuestions as englishText } from "@/lib/i18n/en/custom-questions";
import { Button } from "../button";
import { TextAreaField, TextField } from "../field";
import { Notice } from "../notice";
import type { AdminAction } from "./admin-actions";
import { OutcomeNotice } from "./outcome-notice";
import { useAdminAction } from "./use-admin-action";

type Text = Pick<typeof englishText, "add" | "kind"> & { signIn: string };
type Props = { action: AdminAction<CustomQuestionTyped>; page: string; text: Text };

const empty: CustomQuestionTyped = { kind: "scale", wording: "", options: "" };
const kinds = ["scale", "choice"] as const;

/** A new question of the organization's own: its words, how it is answered, and the answers, one on each line. */
export function CustomQuestionForm({ action, page, text: { add, kind, signIn } }: Props) {
  const [{ attempt, typed: last, outcome }, run, pending] = useAdminAction(action, empty);
  const errors = outcome && !outcome.ok ? outcome.errors : {};
  const typed = outcome?.ok ? empty : last;
  return (
    <form key={attempt} action={run} className="flex max-w-column flex-col gap-5">
      <input type="hidden" name="page" value={page} />
      {outcome?.ok && <Notice live>{add.done}</Notice>}
      <OutcomeNotice outcome={outcome} signIn={signIn} next="/program/questions" />
      <TextField
        name="wording"
        required
        label={add.wording}
        hint={add.wordingHint}
        error={errors.wording}
        defaultValue={typed.wording}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="font-medium">{add.kind}</legend>
        {kinds.map((one) => (
          <label key={one} className="flex items-start gap-3 rounded-lg border border-line p-4">
            <input
              type="radio"
              name="kind"
              value={one}
              defaultChecked={typed.kind === one}
              className="mt-0.5 size-5 shrink-0 accent-accent"
            />
            <span>
              <span className="font-medium">{kind[one].label}</span>
              <span className="block text-ink-2">{kind[one].text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextAreaField
        name="options"
        required
        rows={6}
        label={add.options}
        hint={add.optionsHint}
        error={errors.options}
        defaultValue={typed.options}
      />
      <div>
        <Button type="submit" disabled={pending}>
          {add.action}
        </Button>
      </div>
    </form>
  );
}
