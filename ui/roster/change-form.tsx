"use client";

import { errorsOf } from "@/lib/domain/form-state";
import type { HandState } from "@/lib/domain/roster-lists";
import { Button, type ButtonKind } from "../button";
import { controlClass, Field, TextField } from "../field";
import { HiddenFields } from "../hidden-fields";
import { Notice } from "../notice";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";
import { Options } from "../select";
import { CellChoice, type ChoiceText } from "./cell-choice";
import { LineList, useChangesDone } from "./changes-done";
import type { FieldSpec } from "./field-spec";
import type { ChangeAction } from "./roster-actions";

type ChangeText = Record<"look" | "lookNote" | "follows" | "doIt" | "signIn", string> & {
  clash: ChoiceText;
};

type Props = {
  action: ChangeAction;
  page: string;
  kind: string;
  id: string | undefined;
  /** Cells that the change needs and that nobody types. */
  fixed?: Readonly<Record<string, string>>;
  fields: readonly FieldSpec[];
  cells: Readonly<Record<string, string>>;
  /** The cells as the roster had them when the page was made; none for something new. */
  started: Readonly<Record<string, string>>;
  kindOfButton?: ButtonKind;
  text: ChangeText;
};

/**
 * A change of the roster in two steps: what was typed is shown with everything that follows, and then carried out. The form
 * also sends the cells as they were at first, so that one in which nothing was typed undoes nobody else's change.
 */
export function ChangeForm(props: Props) {
  const { action, page, kind, id, fixed = {}, fields, cells, kindOfButton, text } = props;
  const tellDone = useChangesDone();
  const [state, run, pending] = useAdminAction<HandState["typed"], HandState>(async (last, form) => {
    const answer = await action(last, form);
    tellDone(answer.done);
    return answer;
  }, cells);
  const { attempt, typed, outcome, preview, choices } = state;
  const started: Readonly<Record<string, string>> = state.started ?? props.started;
  const errors = errorsOf(outcome);
  return (
    <form key={attempt} action={run} className="flex max-w-column flex-col gap-4">
      <HiddenFields values={{ page, kind, id: id ?? "" }} />
      {Object.entries(fixed).map(([name, value]) => (
        <input key={name} type="hidden" name={`cell.${name}`} value={value} />
      ))}
      {[...fields.map(({ name }) => name), ...Object.keys(fixed)]
        .filter((name) => started[name] !== undefined)
        .map((name) => (
          <input key={name} type="hidden" name={`started.${name}`} value={started[name]} />
        ))}
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      {fields.length > 0 && (
        <div className="grid items-end gap-4 sm:grid-cols-2">
          {fields.map((field) => {
            const given = { field, error: errors[field.name] };
            const choice = choices?.[field.name];
            if (choice) return <CellChoice key={field.name} {...given} choice={choice} text={text.clash} />;
            return <CellField key={field.name} {...given} value={typed[field.name]} />;
          })}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" kind={preview ? "secondary" : kindOfButton} disabled={pending}>
          {text.look}
        </Button>
        <p className="text-small text-ink-3">{text.lookNote}</p>
      </div>
      {preview && <Preview preview={preview} text={text} pending={pending} />}
    </form>
  );
}

type PreviewProps = {
  preview: NonNullable<HandState["preview"]>;
  text: ChangeText;
  pending: boolean;
};

function Preview({ preview, text, pending }: PreviewProps) {
  return (
    <Notice live title={text.follows}>
      <LineList lines={preview.lines} />
      {preview.notes.map((note) => (
        <p key={note} className="mt-2">
          {note}
        </p>
      ))}
      <div className="mt-3">
        <Button type="submit" name="seen" value={preview.fingerprint} disabled={pending}>
          {text.doIt}
        </Button>
      </div>
    </Notice>
  );
}

type CellProps = { field: FieldSpec; value: string | undefined; error: string | undefined };

function CellField({ field, value = "", error }: CellProps) {
  const { name, label, hint, type = "text", required, options } = field;
  if (!options) {
    return (
      <TextField
        name={`cell.${name}`}
        // A browser's own check of addresses refuses international ones that the server takes.
        type={type === "email" ? "text" : type}
        inputMode={type === "email" ? "email" : undefined}
        required={required}
        label={label}
        hint={hint}
        error={error}
        defaultValue={value}
      />
    );
  }
  // What is stored is among the options, also when nobody could choose it today: a unit that is over.
  const isStored = value === "" || options.some((option) => option.value === value);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <select {...wiring} name={`cell.${name}`} defaultValue={value} className={controlClass}>
          <Options options={isStored ? options : [{ value, label: value }, ...options]} />
        </select>
      )}
    </Field>
  );
}
