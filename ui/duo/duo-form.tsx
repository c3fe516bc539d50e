"use client";

import type { ReactNode } from "react";
import type { FormState } from "@/lib/domain/form-state";
import { Button, type ButtonKind } from "../button";
import { HiddenFields } from "../hidden-fields";
import { OutcomeNotice } from "../program/outcome-notice";
import { useDuoForm } from "./use-duo-form";

export type DuoFormAction = (state: FormState<null>, form: FormData) => Promise<FormState<null>>;

/** Which duo's cycle a form is about, and whom its page was made for. */
export type DuoFormPlace = { page: string; duoId: string; cycleId: string };

type Props = {
  action: DuoFormAction;
  place: DuoFormPlace & Readonly<Record<string, string>>;
  label: ReactNode;
  kind: ButtonKind;
  /** Beside a text rather than under one. */
  compact?: boolean;
  signIn: string;
};

/** A form of the duo's own pages that is one button, and why it was refused. */
export function DuoForm({ action, place, label, kind, compact, signIn }: Props) {
  const { state, pending, form } = useDuoForm(action, null);
  return (
    <form {...form} className={`grid justify-items-start gap-3 print:hidden ${compact ? "" : "mt-3"}`}>
      <HiddenFields values={place} />
      <Button
        type="submit"
        kind={kind}
        size={compact ? "small" : "normal"}
        aria-disabled={pending}
        className={compact ? "-ml-3 min-h-11 justify-start text-left" : ""}
      >
        {label}
      </Button>
      <OutcomeNotice outcome={state.outcome} signIn={signIn} />
    </form>
  );
}
