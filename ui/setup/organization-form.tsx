"use client";

import { errorsOf } from "@/lib/domain/form-state";
import type { OrganizationFacts } from "@/lib/domain/setup";
import type { TimeZoneArea } from "@/lib/domain/time-zones";
import { Button } from "../button";
import { TextField } from "../field";
import { HiddenFields } from "../hidden-fields";
import { Notice } from "../notice";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";
import { TimeZoneField, type TimeZoneSearchText } from "../time-zone-field";
import type { SetupActions } from "./setup-actions";

type Props = {
  actions: SetupActions;
  facts: OrganizationFacts;
  timeZones: readonly TimeZoneArea[];
  text: Record<"name" | "timeZone" | "saved" | "action" | "signIn", string> & { search: TimeZoneSearchText };
};

/** The name of the organization and its home time zone. */
export function OrganizationForm({ actions, facts, timeZones, text }: Props) {
  const started = { startedName: facts.name, startedTimeZone: facts.timeZone };
  const [{ attempt, typed, outcome }, run, pending] = useAdminAction(
    actions.save,
    { ...facts, ...started },
    { shown: text.saved },
  );
  const errors = errorsOf(outcome);
  return (
    <form key={attempt} action={run} className="flex flex-col gap-4">
      <HiddenFields values={{ page: actions.page, ...started }} />
      {outcome?.ok && !outcome.message && <Notice live>{text.saved}</Notice>}
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      <TextField name="name" required label={text.name} error={errors.name} defaultValue={typed.name} />
      <TimeZoneField
        name="timeZone"
        label={text.timeZone}
        search={text.search}
        error={errors.timeZone}
        defaultValue={typed.timeZone}
        areas={timeZones}
      />
      <div>
        <Button type="submit" kind="secondary" disabled={pending}>
          {text.action}
        </Button>
      </div>
    </form>
  );
}
