"use client";

import { errorsOf } from "@/lib/domain/form-state";
import { Button } from "../button";
import { controlClass, Field, TextField } from "../field";
import { Notice } from "../notice";
import { PageField } from "../page-field";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";
import { Options, type SelectOption } from "../select";
import type { RosterActions } from "./roster-actions";

type Props = {
  action: RosterActions["grant"];
  page: string;
  roles: readonly SelectOption[];
  text: Record<"person" | "role" | "action" | "granted" | "signIn", string>;
};

/** Lets somebody run the program or read the audit log. */
export function RoleForm({ action, page, roles, text }: Props) {
  const [{ attempt, typed, outcome }, run, pending] = useAdminAction(
    action,
    { person: "", role: "admin" },
    { shown: text.granted },
  );
  const errors = errorsOf(outcome);
  return (
    <form key={attempt} action={run} className="flex max-w-column flex-col gap-4">
      <PageField page={page} />
      {outcome?.ok && <Notice live>{text.granted}</Notice>}
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextField
          name="person"
          required
          label={text.person}
          error={errors.person}
          defaultValue={outcome?.ok ? "" : typed.person}
        />
        <Field label={text.role} error={errors.role}>
          {(wiring) => (
            <select {...wiring} name="role" defaultValue={typed.role} className={controlClass}>
              <Options options={roles} />
            </select>
          )}
        </Field>
      </div>
      <div>
        <Button type="submit" kind="secondary" disabled={pending}>
          {text.action}
        </Button>
      </div>
    </form>
  );
}
