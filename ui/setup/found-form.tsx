"use client";

import { useSyncExternalStore } from "react";
import { errorsOf } from "@/lib/domain/form-state";
import type { FoundTyped } from "@/lib/domain/setup";
import { currentTimeZone, type TimeZoneArea, typedTimeZone } from "@/lib/domain/time-zones";
import type { setup as englishText } from "@/lib/i18n/en/setup";
import { Button } from "../button";
import { AddressField, TextField } from "../field";
import { Notice } from "../notice";
import type { AdminAction } from "../program/admin-actions";
import { TimeZoneField, type TimeZoneSearchText } from "../time-zone-field";
import { useFormAction } from "../use-form-action";

type Props = {
  action: AdminAction<FoundTyped>;
  token: string;
  timeZones: readonly TimeZoneArea[];
  text: typeof englishText.found & { search: TimeZoneSearchText };
};

const untyped: FoundTyped = { name: "", timeZone: "", adminName: "", adminEmail: "" };
const never = () => () => undefined;
const ownZone = () =>
  currentTimeZone(typedTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? "UTC");

/** Founds the organization: what was typed stays, also where the link was used by somebody else meanwhile. */
export function FoundForm({ action, token, timeZones, text }: Props) {
  const [{ attempt, typed, outcome }, run, pending] = useFormAction(action, untyped);
  const zone = useSyncExternalStore(never, ownZone, () => "UTC");
  const errors = errorsOf(outcome);
  return (
    <form key={attempt} action={run} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      {outcome && !outcome.ok && (
        <Notice kind="warning" live>
          {outcome.message}
        </Notice>
      )}
      <TextField
        name="name"
        required
        autoComplete="organization"
        label={text.name}
        error={errors.name}
        defaultValue={typed.name}
      />
      <TimeZoneField
        key={zone}
        name="timeZone"
        label={text.timeZone}
        search={text.search}
        error={errors.timeZone}
        defaultValue={typed.timeZone || zone}
        areas={timeZones}
      />
      <p className="text-small text-ink-3">{text.timeZoneHint}</p>
      <AdminFields typed={typed} errors={errors} text={text} />
      <div>
        <Button type="submit" disabled={pending}>
          {text.action}
        </Button>
      </div>
    </form>
  );
}

type AdminProps = Pick<Props, "text"> & { typed: FoundTyped; errors: Readonly<Record<string, string>> };

function AdminFields({ typed, errors, text }: AdminProps) {
  return (
    <>
      <TextField
        name="adminName"
        required
        autoComplete="name"
        label={text.adminName}
        error={errors.adminName}
        defaultValue={typed.adminName}
      />
      <AddressField
        name="adminEmail"
        required
        autoComplete="email"
        label={text.adminEmail}
        hint={text.adminEmailHint}
        error={errors.adminEmail}
        defaultValue={typed.adminEmail}
      />
    </>
  );
}
