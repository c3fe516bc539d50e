"use client";

import { useActionState, useId, useRef } from "react";
import { type SharingMode, sharingModes } from "@/lib/domain/cycles";
import type { OpenTyped } from "@/lib/domain/program";
import type { program as englishWords } from "@/lib/i18n/en/program";
import { Button } from "../button";
import { TextField } from "../field";
import { SelectField } from "../select";
import type { Act } from "./acts";
import { OutcomeNotice } from "./outcome-notice";

type Words = Pick<typeof englishWords, "open" | "modes" | "keep" | "signIn">;
type Props = {
  act: Act<OpenTyped>;
  initial: OpenTyped;
  timeZones: readonly string[];
  lastMode: SharingMode | undefined;
  words: Words;
};

/** Window and sharing of the next cycle; opening asks once more, because it cannot be taken back. */
export function OpenCycleForm({ act, initial, timeZones, lastMode, words }: Props) {
  const [{ attempt, typed, outcome }, run, pending] = useActionState(act, { attempt: 0, typed: initial });
  const form = useRef<HTMLFormElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const text = words.open;
  const errors = outcome && !outcome.ok ? outcome.errors : {};
  const ask = () => form.current?.reportValidity() && dialog.current?.showModal();
  return (
    // A new key for every answer: the fields start again from what was typed.
    <form
      key={attempt}
      ref={form}
      action={run}
      onSubmit={() => dialog.current?.close()}
      className="flex max-w-column flex-col gap-6"
    >
      <OutcomeNotice outcome={outcome} signIn={words.signIn} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextField
          name="closesLocal"
          type="datetime-local"
          required
          label={text.closesLocal}
          hint={text.closesHint}
          error={errors.closesLocal}
          defaultValue={typed.closesLocal}
        />
        <SelectField
          name="timeZone"
          label={text.timeZone}
          error={errors.timeZone}
          defaultValue={typed.timeZone}
          options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        />
      </div>
      <fieldset className="flex flex-col gap-3">
        <legend className="font-medium">{text.sharing}</legend>
        <p className="text-small text-ink-3">{text.sharingHint}</p>
        {sharingModes.map((mode) => (
          <label key={mode} className="flex items-start gap-3 rounded-lg border border-line p-4">
            <input
              type="radio"
              name="sharingMode"
              value={mode}
              defaultChecked={typed.sharingMode === mode}
              className="mt-0.5 size-5 shrink-0 accent-accent"
            />
            <span>
              <span className="font-medium">{words.modes[mode].label}</span>
              <span className="block text-ink-2">{words.modes[mode].text}</span>
              {lastMode && lastMode !== mode && (
                <span className="mt-1 block text-small text-ink-3">
                  {mode === "scoped" ? text.afterPrivate : text.beforePrivate}
                </span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <div>
        <Button onClick={ask} disabled={pending}>
          {text.act}
        </Button>
      </div>
      <dialog
        ref={dialog}
        aria-labelledby={heading}
        className="m-auto w-full max-w-md rounded-xl border border-line bg-paper p-6 text-ink backdrop:bg-black/50"
      >
        <div className="flex flex-col gap-4">
          <h2 id={heading} className="text-title">
            {text.confirmTitle}
          </h2>
          <p className="text-ink-2">{text.confirmText}</p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button kind="secondary" onClick={() => dialog.current?.close()}>
              {words.keep}
            </Button>
            <Button type="submit">{text.act}</Button>
          </div>
        </div>
      </dialog>
    </form>
  );
}
