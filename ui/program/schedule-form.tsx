"use client";

import type { RefObject } from "react";
import type { SharingMode } from "@/lib/domain/cycles";
import { errorsOf } from "@/lib/domain/form-state";
import type { ScheduleTyped } from "@/lib/domain/schedule";
import type { TimeZoneArea } from "@/lib/domain/time-zones";
import type { program as programText } from "@/lib/i18n/en/program";
import type { schedule as scheduleText } from "@/lib/i18n/en/schedule";
import { rhythms, windowDays } from "@/lib/schedule/choices";
import { Button } from "../button";
import { ConfirmDialog } from "../confirm-dialog";
import { controlClass, Field, TextField } from "../field";
import { PageField } from "../page-field";
import { Options } from "../select";
import { TimeZoneField } from "../time-zone-field";
import type { AdminAction } from "./admin-actions";
import { useAskFirst } from "./ask-first";
import { OutcomeNotice } from "./outcome-notice";
import { SharingField } from "./sharing-field";
import { useAdminAction } from "./use-admin-action";

type Props = {
  action: AdminAction<ScheduleTyped>;
  page: string;
  initial: ScheduleTyped;
  running: boolean;
  /** Planned cycles that were skipped or moved by hand, in words: the change takes that back. */
  takesBack: readonly { id: string; text: string }[];
  /** What the first day means while a cycle is open on it. */
  firstDayHint: string | undefined;
  timeZones: readonly TimeZoneArea[];
  sharingModes: readonly SharingMode[];
  lastMode: SharingMode | undefined;
  text: Pick<typeof scheduleText, "form"> & {
    program: Pick<typeof programText, "open" | "modes" | "signIn" | "keep">;
  };
};

/** When cycles open by themselves, how long they stay open and what leaders will see. */
export function ScheduleForm({
  action,
  page,
  initial,
  running,
  takesBack,
  firstDayHint,
  timeZones,
  sharingModes,
  lastMode,
  text,
}: Props) {
  const [{ attempt, typed, outcome }, run, pending] = useAdminAction(action, initial, {
    done: text.form.done,
  });
  const errors = errorsOf(outcome);
  const { form } = text;
  const asked = useAskFirst(run);
  const asksFirst = takesBack.length > 0;
  return (
    // A new key for every answer: the fields start again from what was typed.
    <form
      key={attempt}
      ref={asked.form}
      action={asksFirst ? asked.sendAsked : run}
      onSubmit={asksFirst ? asked.submit : undefined}
      className="flex max-w-column flex-col gap-6"
    >
      <PageField page={page} />
      <input type="hidden" name="revision" value={typed.revision} />
      <OutcomeNotice outcome={outcome} signIn={text.program.signIn} />
      <RhythmFields
        typed={typed}
        errors={errors}
        firstDayHint={firstDayHint}
        timeZones={timeZones}
        text={text}
      />
      <SharingField
        sharingModes={sharingModes}
        chosen={typed.sharingMode}
        lastMode={lastMode}
        text={text.program}
      />
      <div>
        <Button type="submit" disabled={pending}>
          {running ? form.change : form.start}
        </Button>
      </div>
      <TakesBackDialog ref={asked.dialog} takesBack={takesBack} text={text} />
    </form>
  );
}

type TakesBackProps = Pick<Props, "takesBack" | "text"> & { ref: RefObject<HTMLDialogElement | null> };

/** What the change takes back of single cycles: sent with the form, and asked about before. */
function TakesBackDialog({ ref, takesBack, text: { form, program } }: TakesBackProps) {
  const { title, text } = form.takesBack;
  return (
    <>
      {takesBack.map(({ id }) => (
        <input key={id} type="hidden" name="takesBack" value={id} />
      ))}
      <ConfirmDialog ref={ref} title={title} cancelWord={program.keep} label={form.change}>
        <p>{text}</p>
        <ul className="mt-3 list-disc pl-5">
          {takesBack.map((one) => (
            <li key={one.id}>{one.text}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  );
}

type FieldsProps = Pick<Props, "timeZones" | "text"> & {
  typed: ScheduleTyped;
  errors: Readonly<Record<string, string>>;
};

function RhythmFields({
  typed,
  errors,
  firstDayHint,
  timeZones,
  text,
}: FieldsProps & Pick<Props, "firstDayHint">) {
  const { form } = text;
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      <Field label={form.rhythm}>
        {(wiring) => (
          <select {...wiring} name="rhythm" defaultValue={typed.rhythm} className={controlClass}>
            <Options options={rhythms.map((value) => ({ value, label: form.rhythms[value] }))} />
          </select>
        )}
      </Field>
      <TextField
        name="firstDay"
        type="date"
        required
        label={form.firstDay}
        hint={firstDayHint}
        error={errors.firstDay}
        defaultValue={typed.firstDay}
      />
      <TextField
        name="opensTime"
        type="time"
        required
        label={form.opensTime}
        hint={form.opensTimeHint}
        error={errors.opensTime}
        defaultValue={typed.opensTime}
      />
      <WindowFields typed={typed} errors={errors} timeZones={timeZones} text={text} />
    </div>
  );
}

function WindowFields({ typed, errors, timeZones, text }: FieldsProps) {
  const { form } = text;
  return (
    <>
      <TextField
        name="days"
        type="number"
        required
        min={windowDays.shortest}
        max={windowDays.longest}
        label={form.days}
        hint={form.daysHint}
        error={errors.days}
        defaultValue={typed.days}
      />
      <TextField
        name="closesTime"
        type="time"
        required
        label={form.closesTime}
        error={errors.closesTime}
        defaultValue={typed.closesTime}
      />
      <TimeZoneField
        name="timeZone"
        label={text.program.open.timeZone}
        search={text.program.open.searchTimeZones}
        error={errors.timeZone}
        defaultValue={typed.timeZone}
        areas={timeZones}
      />
    </>
  );
}
