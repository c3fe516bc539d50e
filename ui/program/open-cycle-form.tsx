"use client";

import { useState } from "react";
import type { SharingMode } from "@/lib/domain/cycles";
import { errorsOf } from "@/lib/domain/form-state";
import { type OpenTyped, unusualWindow } from "@/lib/domain/program";
import type { TimeZoneArea } from "@/lib/domain/time-zones";
import type { program as englishText } from "@/lib/i18n/en/program";
import { Button } from "../button";
import { ConfirmDialog } from "../confirm-dialog";
import { TextField } from "../field";
import { PageField } from "../page-field";
import { TimeZoneField } from "../time-zone-field";
import type { AdminAction } from "./admin-actions";
import { useAskFirst } from "./ask-first";
import { OutcomeNotice } from "./outcome-notice";
import { type QuestionsChoice, QuestionsField } from "./questions-field";
import { SharingField } from "./sharing-field";
import { useAdminAction } from "./use-admin-action";
import { windowText } from "./window-text";

type Text = Pick<typeof englishText, "open" | "modes" | "keep" | "signIn">;
type Props = {
  action: AdminAction<OpenTyped>;
  page: string;
  /** The day on which the cycle would open. */
  today: string;
  initial: OpenTyped;
  timeZones: readonly TimeZoneArea[];
  sharingModes: readonly SharingMode[];
  lastMode: SharingMode | undefined;
  questions: readonly QuestionsChoice[];
  text: Text;
};

/** Closing time and sharing of the next cycle; a dialog asks before it opens, because that cannot be taken back. */
export function OpenCycleForm({ action, page, today, initial, text, ...offered }: Props) {
  const { timeZones, sharingModes, lastMode, questions } = offered;
  const [{ attempt, typed, outcome }, run, pending] = useAdminAction(action, initial);
  const { form, dialog, ask, submit, sendAsked } = useAskFirst(run);
  const { open } = text;
  const [closes, setCloses] = useState(typed.closesLocal);
  const days = unusualWindow(today, closes);
  const errors = errorsOf(outcome);
  return (
    // A new key for every answer: the fields start again from what was typed.
    <form
      key={attempt}
      ref={form}
      action={sendAsked}
      onSubmit={submit}
      onInput={({ currentTarget }) => setCloses(String(new FormData(currentTarget).get("closesLocal")))}
      className="flex max-w-column flex-col gap-6"
    >
      <PageField page={page} />
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextField
          name="closesLocal"
          type="datetime-local"
          required
          label={open.closesLocal}
          hint={open.closesHint}
          error={errors.closesLocal}
          defaultValue={typed.closesLocal}
        />
        <TimeZoneField
          name="timeZone"
          label={open.timeZone}
          search={open.searchTimeZones}
          error={errors.timeZone}
          defaultValue={typed.timeZone}
          areas={timeZones}
        />
      </div>
      {questions.length > 1 && <QuestionsField questions={questions} chosen={typed.questions} text={open} />}
      <SharingField sharingModes={sharingModes} chosen={typed.sharingMode} lastMode={lastMode} text={text} />
      <div>
        <Button onClick={ask} disabled={pending}>
          {open.action}
        </Button>
      </div>
      <ConfirmDialog ref={dialog} title={open.confirmTitle} cancelWord={text.keep} label={open.action}>
        {days !== undefined && <p className="mb-3 font-semibold text-ink">{windowText(days, open.window)}</p>}
        <p>{open.confirmText}</p>
      </ConfirmDialog>
    </form>
  );
}
