"use client";

import { type FormEvent, useRef, useState } from "react";
import type { FormOutcome, SignInNeeded } from "@/lib/domain/form-state";
import { pageHeader } from "@/lib/domain/page-header";
import { maxImportBytes, type PastedBefore } from "@/lib/domain/roster-imports";
import type { roster as englishText } from "@/lib/i18n/en/roster";
import { fill } from "@/lib/i18n/fill";
import { isolate } from "@/lib/i18n/isolate";
import { Button } from "../button";
import { CheckboxField, TextAreaField, TextField } from "../field";
import { keptForm } from "../kept/form-fields";
import { settleForm } from "../kept/typed-forms";
import { newUuid } from "../new-uuid";
import { OutcomeNotice } from "../program/outcome-notice";
import { useSignInAgain } from "../sign-in-again/asking";

/** Asks the server to check an import; resolves to undefined, or to why it refused, in the admin's words. */
export type StartCheck = (page: string, importId: string) => Promise<UploadRefusal | undefined>;
export type UploadRefusal = Extract<FormOutcome, { ok: false }>;

type Props = {
  /** What the fields have at first. */
  before: PastedBefore;
  page: string;
  startCheck: StartCheck;
  /** Why a file was refused, by the code that the upload's address answers. */
  refusals: Readonly<Record<string, string>>;
  text: (typeof englishText)["upload"] & { signIn: string };
};

type Status = { sending?: [number: number, all: number]; refusal?: UploadRefusal };

/** Sends chosen files and pasted lines one by one and has them checked. What was chosen stays on a refusal. */
export function UploadForm(props: Props) {
  const { before, text } = props;
  const { form, submit, sending, refusal } = useUpload(props);
  return (
    <form
      {...keptForm}
      ref={form}
      method="dialog"
      onSubmit={submit}
      className="flex max-w-column flex-col gap-6"
    >
      <OutcomeNotice outcome={refusal} signIn={text.signIn} />
      <TextField
        type="file"
        name="files"
        multiple
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        label={text.files}
        hint={text.filesHint}
      />
      <TextAreaField
        name="pasted"
        rows={6}
        spellCheck={false}
        defaultValue={before.pasted}
        label={text.paste}
        hint={text.pasteHint}
      />
      <CheckboxField
        name="complete"
        value="yes"
        defaultChecked={before.complete}
        label={text.complete}
        hint={text.completeHint}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={sending !== undefined}>
          {text.action}
        </Button>
        <span role="status" className="text-ink-3">
          {sending && fill(text.sending, { number: sending[0], all: sending[1] })}
        </span>
      </div>
    </form>
  );
}

/** The form's fields sent file by file and checked; what came of it so far. */
function useUpload({ page, startCheck, refusals, text }: Omit<Props, "before">) {
  const form = useRef<HTMLFormElement>(null);
  const [{ sending, refusal }, setStatus] = useState<Status>({});
  const signedIn = useSignedInStep((refusal) => settleForm(form.current!, refusal));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const fields = new FormData(form.current!);
    const empty = chosen(fields).find(({ size }) => size === 0);
    if (empty) {
      const message = fill(text.empty, { name: isolate(empty.name) });
      return setStatus({ refusal: refused(message) });
    }
    const files = chosenFiles(fields, text.pasted);
    if (files.length === 0) {
      return setStatus({ refusal: refused(text.nothing) });
    }
    const large = tooLarge(files, text);
    if (large) return setStatus({ refusal: refused(large) });
    const importId = newUuid();
    const complete = fields.get("complete") === "yes" ? "yes" : "no";
    for (const [index, file] of files.entries()) {
      setStatus({ sending: [index + 1, files.length] });
      const query = new URLSearchParams({ name: file.name.slice(-200), complete });
      const address = `/api/program/imports/${importId}/files/${index + 1}?${query}`;
      const refusal = await signedIn(async () => {
        const code = await send(address, file, page);
        return code === undefined ? undefined : refused(refusals[code] ?? text.failed, needsSignIn[code]);
      });
      if (refusal) return stop(refusal);
    }
    const refusal = await signedIn(() => startCheck(page, importId).catch(() => refused(text.failed)));
    if (refusal) return stop(refusal);
    await settleForm(form.current!, { ok: true });
    window.location.assign(`/program/import/${importId}`);
  }

  async function stop(refusal: UploadRefusal) {
    setStatus({ refusal: { ...refusal, kept: await settleForm(form.current!, refusal) } });
  }

  return { form, submit, sending, refusal };
}

type Step = () => Promise<UploadRefusal | undefined>;

/**
 * Runs a step; where it needs a recent sign-in, keeps the pasted lines on the device, asks for one in a dialog and repeats
 * the step, so that the files stay chosen.
 */
function useSignedInStep(
  keep: (refusal: UploadRefusal) => Promise<unknown>,
): (step: Step) => ReturnType<Step> {
  const signInAgain = useSignInAgain();
  return async (step) => {
    const refusal = await step();
    if (!refusal?.signInAgain) return refusal;
    await keep(refusal);
    const asked = await signInAgain();
    if (asked === "recent") return step();
    return asked === "declined" ? refusal : { ...refusal, signInAgain: "person" };
  };
}

const needsSignIn: Readonly<Record<string, SignInNeeded>> = {
  "sign-in-again": "recent",
  "not-signed-in": "person",
  "other-person": "person",
};

const refused = (message: string, signInAgain: SignInNeeded = false): UploadRefusal => ({
  ok: false,
  message,
  errors: {},
  signInAgain,
});

/** The files that were chosen; where none is, a form has one without a name. */
const chosen = (fields: FormData): File[] =>
  fields.getAll("files").filter((file): file is File => file instanceof File && file.name !== "");

/** The files that were chosen, and the pasted lines as one more under the given name. */
function chosenFiles(fields: FormData, pastedName: string): File[] {
  const files = chosen(fields);
  const pasted = String(fields.get("pasted") ?? "");
  return pasted.trim() === "" ? files : [...files, new File([pasted], pastedName)];
}

/** Why these files are too large for one import, with their size and the limit; undefined when they are not. */
function tooLarge(files: readonly File[], text: Props["text"]): string | undefined {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= maxImportBytes) return undefined;
  const megabytes = (size: number) => Math.ceil(size / 1024 / 1024);
  const limit = megabytes(maxImportBytes);
  const one = files.find(({ size }) => size > maxImportBytes);
  return one
    ? fill(text.tooLarge, { name: one.name, size: megabytes(one.size), limit })
    : fill(text.tooLargeTogether, { size: megabytes(bytes), limit });
}

/** Sends one file as it is; gives the code of a refusal. */
async function send(address: string, file: File, page: string): Promise<string | undefined> {
  try {
    const headers = { [pageHeader]: page, "content-type": "application/octet-stream" };
    const response = await fetch(address, { method: "PUT", body: file, headers });
    if (response.ok) return undefined;
    const { error } = await response.json();
    return String(error);
  } catch {
    return "unreachable";
  }
}
