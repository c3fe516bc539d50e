"use client";

import { useActionState } from "react";
import type { FormState } from "@/lib/domain/program";
import { Button, type ButtonKind } from "../button";
import { OutcomeNotice } from "../program/outcome-notice";

export type DuoFormAction = (state: FormState<null>, form: FormData) => Promise<FormState<null>>;

/** Which duo's cycle a form is about, and whom its page was made for. */
export type DuoFormPlace = { page: string; duoId: string; cycleId: string };

type Props = {
  action: DuoFormAction;
  place: DuoFormPlace;
  label: string;
  kind: ButtonKind;
  signIn: string;
};

/** A form of the duo's own pages that is one button, and why it was refused. */
export function DuoForm({ action, place, label, kind, signIn }: Props) {
  const [{ outcome }, run, pending] = useActionState(action, { attempt: 0, typed: null });
  return (
    <form action={run} className="mt-3 grid justify-items-start gap-3 print:hidden">
      {Object.entries(place).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" kind={kind} disabled={pending}>
        {label}
      </Button>
      <OutcomeNotice outcome={outcome} signIn={signIn} next={`/duos/${place.duoId}?cycle=${place.cycleId}`} />
    </form>
  );
}
