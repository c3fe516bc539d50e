"use client";

import { errorsOf } from "@/lib/domain/form-state";
import type { MomentFormState, MomentTyped } from "@/lib/domain/moments";
import type { Side } from "@/lib/instrument/answers";
import { Button } from "../button";
import { LongTextField } from "../duo/long-text-field";
import { RemoveButton } from "../duo/remove-button";
import { useDuoForm } from "../duo/use-duo-form";
import { TextField } from "../field";
import { HiddenFields } from "../hidden-fields";
import { OutcomeNotice } from "../program/outcome-notice";

export type MomentAction = (state: MomentFormState, form: FormData) => Promise<MomentFormState>;

export type MomentFormText = Record<
  | "what"
  | "whatHint"
  | "day"
  | "mine"
  | "theirs"
  | "optional"
  | "add"
  | "save"
  | "saveNote"
  | "remove"
  | "removeTitle"
  | "removeText"
  | "cancel"
  | "full"
  | "signIn",
  string
>;

type Props = {
  save: MomentAction;
  remove: MomentAction;
  place: { page: string; duoId: string };
  side: Side;
  /** The moment as it is; `momentId` is empty for a new one. */
  typed: MomentTyped;
  removable: boolean;
  /** The last day that can be given. */
  today: string;
  text: MomentFormText;
};

/** Adds, changes or removes one impact moment. What was typed stays when it is refused. */
export function MomentForm({ save, remove, place, side, typed: initial, removable, today, text }: Props) {
  const { state, pending, label, form } = useDuoForm(
    (last: MomentFormState, data: FormData) => (data.has("remove") ? remove : save)(last, data),
    initial,
    `moment ${place.page} ${place.duoId} ${initial.momentId}`,
  );
  const { attempt, typed, outcome } = state;
  const errors = errorsOf(outcome);
  const { momentId, revision, newId } = typed;
  const hidden = { ...place, momentId, revision, newId };
  const brought = side === "ic" ? (["ic", "manager"] as const) : (["manager", "ic"] as const);
  return (
    <form key={attempt} {...form} className="grid max-w-column gap-4 print:hidden">
      <HiddenFields values={hidden} />
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      <div inert={pending} className="grid gap-4">
        <LongTextField
          name="what"
          required
          full={text.full}
          label={text.what}
          hint={text.whatHint}
          error={errors.what}
          defaultValue={typed.what}
        />
        <TextField
          type="date"
          name="day"
          required
          max={today}
          label={text.day}
          error={errors.day}
          defaultValue={typed.day}
          className="max-w-48"
        />
        {brought.map((one, index) => (
          <LongTextField
            key={one}
            name={one}
            full={text.full}
            label={index === 0 ? text.mine : text.theirs}
            hint={text.optional}
            error={errors[one]}
            defaultValue={typed[one]}
          />
        ))}
      </div>
      {typed.momentId && <p className="text-ink-3 text-small">{text.saveNote}</p>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" kind="secondary" aria-disabled={pending}>
          {label ?? (typed.momentId ? text.save : text.add)}
        </Button>
        {removable && <RemoveButton text={text} disabled={pending} />}
      </div>
    </form>
  );
}
