"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type { FormState } from "@/lib/domain/form-state";
import type { ActionFormState } from "@/lib/domain/noted-actions";
import { Button } from "../../button";
import { controlClass, Field, TextField } from "../../field";
import { OutcomeNotice } from "../../program/outcome-notice";
import { Options, type SelectOption } from "../../select";
import { useFormAction } from "../../use-form-action";

export type TakeBackAction = (state: FormState<null>, form: FormData) => Promise<FormState<null>>;
export type NoteAction = (state: ActionFormState, form: FormData) => Promise<ActionFormState>;
type FormText = Record<"kind" | "choose" | "on" | "add" | "takeBack" | "signIn", string>;
/** What the forms of a duo's row send besides what is chosen, and the page they are on. */
export type ActionPlace = { readonly page: string; readonly duoId: string; readonly cycleId: string };

type Props = {
  note: NoteAction;
  place: ActionPlace;
  kinds: readonly SelectOption[];
  /** The first and the last day that can be given. */
  days: { readonly first: string; readonly last: string };
  text: FormText;
};

type Latest = { readonly form: "note" | "take-back"; readonly send: (form: Latest["form"]) => void };
const LatestForm = createContext<Latest>({ form: "note", send: () => undefined });

/**
 * Around the forms of a duo's actions: only the one that was sent last says what came of it. Said when a form is pressed, and
 * again by its action, which is all that runs of a press before the page's scripts did.
 */
export function ActionForms({ children }: { children: ReactNode }) {
  const [form, send] = useState<Latest["form"]>("note");
  return <LatestForm value={{ form, send }}>{children}</LatestForm>;
}

/** Notes what was done for a duo: a kind and a day. What was chosen stays when it is refused. */
export function ActionForm({ note, place, kinds, days, text }: Props) {
  const latest = useContext(LatestForm);
  const [{ attempt, typed, outcome }, run, pending] = useFormAction(
    (last: ActionFormState, data: FormData) => {
      latest.send("note");
      return note(last, data);
    },
    { kind: "", on: days.last },
  );
  const errors = outcome && !outcome.ok ? outcome.errors : {};
  const form = useRef<HTMLFormElement>(null);
  // The form is made anew with each answer: the focus goes on with its first field.
  useEffect(() => {
    if (attempt > 0) form.current?.querySelector("select")?.focus();
  }, [attempt]);
  return (
    <form
      key={attempt}
      ref={form}
      action={run}
      onSubmit={() => latest.send("note")}
      className="grid gap-3 print:hidden"
    >
      <HiddenPlace place={place} />
      {latest.form === "note" && <OutcomeNotice outcome={outcome} signIn={text.signIn} />}
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <Field label={text.kind} error={errors.kind}>
          {(wiring) => (
            <select {...wiring} name="kind" required defaultValue={typed.kind} className={controlClass}>
              <Options options={[{ value: "", label: text.choose }, ...kinds]} />
            </select>
          )}
        </Field>
        <TextField
          type="date"
          name="on"
          required
          min={days.first}
          max={days.last}
          label={text.on}
          error={errors.on}
          defaultValue={typed.on}
        />
      </div>
      <Button type="submit" kind="secondary" disabled={pending} className="justify-self-start">
        {text.add}
      </Button>
    </form>
  );
}

type Taken = { readonly run: (form: FormData) => void; readonly pending: boolean };
const Taking = createContext<Taken>({ run: () => undefined, pending: false });

type TakingBackProps = { takeBack: TakeBackAction; signIn: string; children: ReactNode };

/** What came of taking an action back, below the list of them: the line itself may be gone by then, its button too. */
export function TakingBack({ takeBack, signIn, children }: TakingBackProps) {
  const latest = useContext(LatestForm);
  const [{ outcome }, run, pending] = useFormAction<null>((last, data) => {
    latest.send("take-back");
    return takeBack(last, data);
  }, null);
  return (
    <Taking value={{ run, pending }}>
      {children}
      {latest.form === "take-back" && <OutcomeNotice outcome={outcome} signIn={signIn} />}
    </Taking>
  );
}

type TakeBackProps = {
  place: ActionPlace;
  action: { readonly kind: string; readonly on: string };
  /** What it takes back, for screen readers. */
  label: string;
  text: FormText;
};

/** Takes a noted action back, inside of `TakingBack`. */
export function TakeBackButton({ place, action, label, text }: TakeBackProps) {
  const { run, pending } = useContext(Taking);
  const latest = useContext(LatestForm);
  return (
    <form action={run} onSubmit={() => latest.send("take-back")} className="print:hidden">
      <HiddenPlace place={place} />
      <input type="hidden" name="kind" value={action.kind} />
      <input type="hidden" name="on" value={action.on} />
      <Button type="submit" kind="quiet" size="small" disabled={pending} aria-label={label}>
        {text.takeBack}
      </Button>
    </form>
  );
}

function HiddenPlace({ place }: { place: ActionPlace }) {
  return Object.entries(place).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
