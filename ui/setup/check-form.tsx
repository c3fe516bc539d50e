"use client";

import type { FormState } from "@/lib/domain/form-state";
import { Button } from "../button";
import { TextField } from "../field";
import { Notice } from "../notice";
import { PageField } from "../page-field";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";

type Props<Typed> = {
  action: (state: FormState<Typed>, form: FormData) => Promise<FormState<Typed>>;
  page: string;
  /** Under which name the server says what went wrong. */
  fault: string;
  field?: { name: string; label: string; kind: "code" | "email" };
  label: string;
  done: string;
  signIn: string;
};

const wiring = {
  code: { inputMode: "numeric", autoComplete: "one-time-code" },
  email: { type: "email", autoComplete: "email" },
} as const;

/** Something that is tried with a button, with what came of it beside it. */
export function CheckForm<Typed extends object>({
  action,
  page,
  fault,
  field,
  label,
  done,
  signIn,
}: Props<Typed>) {
  const [{ attempt, typed, outcome }, run, pending] = useAdminAction(action, {} as Typed, { shown: done });
  const error = outcome && !outcome.ok ? outcome.errors[fault] : undefined;
  const value = field ? (typed as Readonly<Record<string, string>>)[field.name] : undefined;
  return (
    <div className="flex flex-col gap-3">
      <form key={attempt} action={run} className="flex flex-col gap-3">
        <PageField page={page} />
        {field && (
          <TextField
            {...wiring[field.kind]}
            name={field.name}
            required
            label={field.label}
            error={error}
            defaultValue={outcome?.ok ? "" : value}
          />
        )}
        {error && !field && (
          <Notice kind="warning" live>
            {error}
          </Notice>
        )}
        {!error && <OutcomeNotice outcome={outcome} signIn={signIn} />}
        <div>
          <Button type="submit" kind="secondary" disabled={pending}>
            {label}
          </Button>
        </div>
        {outcome?.ok && <Notice live>{done}</Notice>}
      </form>
    </div>
  );
}
