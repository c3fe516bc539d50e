"use client";

import { useId } from "react";
import type { CommitmentFormState, CommitmentTyped } from "@/lib/domain/commitments";
import { errorsOf } from "@/lib/domain/form-state";
import { Button } from "../button";
import type { DuoFormPlace } from "../duo/duo-form";
import { LongTextField } from "../duo/long-text-field";
import { RemoveButton } from "../duo/remove-button";
import { useDuoForm } from "../duo/use-duo-form";
import { controlClass, Field } from "../field";
import { HiddenFields } from "../hidden-fields";
import { OutcomeNotice } from "../program/outcome-notice";
import { Options, type SelectOption } from "../select";
import { promiseForm } from "./promise-form-name";

export type CommitmentAction = (state: CommitmentFormState, form: FormData) => Promise<CommitmentFormState>;

/** Words of the form, and the choices of its topic and owner. */
export type CommitmentFormText = Record<
  | "text"
  | "textHint"
  | "dimension"
  | "owner"
  | "add"
  | "save"
  | "remove"
  | "removeTitle"
  | "removeText"
  | "cancel"
  | "full"
  | "signIn",
  string
> & { dimensions: readonly SelectOption[]; owners: readonly SelectOption[] };

type Props = {
  save: CommitmentAction;
  remove: CommitmentAction;
  place: DuoFormPlace;
  /** The commitment as it is; `slot` is empty for a new one. */
  typed: CommitmentTyped;
  text: CommitmentFormText;
};

/** Makes, changes or removes one commitment. What was typed stays when the partner was faster. */
export function CommitmentForm({ save, remove, place, typed: initial, text }: Props) {
  const { state, pending, label, form } = useDuoForm(
    (last: CommitmentFormState, data: FormData) => (data.has("remove") ? remove : save)(last, data),
    initial,
    promiseForm(place, initial.slot),
  );
  const { attempt, typed, outcome } = state;
  const errors = errorsOf(outcome);
  const { slot, revision, newId } = typed;
  const hidden = { ...place, slot, revision, newId };
  return (
    <form key={attempt} {...form} className="grid max-w-column gap-4 print:hidden">
      <HiddenFields values={hidden} />
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      <div inert={pending} className="grid gap-4">
        <LongTextField
          name="text"
          required
          full={text.full}
          label={text.text}
          hint={text.textHint}
          error={errors.text}
          defaultValue={typed.text}
        />
        <Field label={text.dimension} error={errors.dimension}>
          {(wiring) => (
            <select
              {...wiring}
              name="dimension"
              required
              defaultValue={typed.dimension}
              className={controlClass}
            >
              <Options options={text.dimensions} />
            </select>
          )}
        </Field>
        <Owners legend={text.owner} owners={text.owners} chosen={typed.owner} error={errors.owner} />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" aria-disabled={pending}>
          {label ?? (typed.slot ? text.save : text.add)}
        </Button>
        {typed.slot && <RemoveButton text={text} disabled={pending} />}
      </div>
    </form>
  );
}

type OwnersProps = {
  legend: string;
  owners: readonly SelectOption[];
  chosen: string;
  error: string | undefined;
};

/** Who does it: one tap each. */
function Owners({ legend, owners, chosen, error }: OwnersProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={error && id}>
      <legend className="font-medium">{legend}</legend>
      <div className="mt-1.5 flex flex-wrap gap-2">
        {owners.map(({ value, label }) => (
          <label
            key={value}
            className="flex min-h-11 items-center gap-2 rounded-lg border border-edge bg-paper px-3.5 has-[:checked]:border-accent has-[:checked]:bg-accent-soft"
          >
            <input
              type="radio"
              name="owner"
              value={value}
              required
              defaultChecked={value === chosen}
              className="size-4 accent-accent"
            />
            {label}
          </label>
        ))}
      </div>
      {error && (
        <p id={id} className="mt-1.5 text-diverging text-small">
          {error}
        </p>
      )}
    </fieldset>
  );
}
