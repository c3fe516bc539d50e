"use client";

import { type FormEvent, useRef, useState } from "react";
import { pageHeader } from "@/lib/domain/page-header";
import type { PastedBefore } from "@/lib/domain/roster-imports";
import type { roster as englishText } from "@/lib/i18n/en/roster";
import { fill } from "@/lib/i18n/fill";
import { isolate } from "@/lib/i18n/isolate";
import { Button } from "../button";
import { CheckboxField, TextAreaField, TextField } from "../field";
import { newUuid } from "../new-uuid";
import { OutcomeNotice } from "../program/outcome-notice";
import { useSignInAgain } from "../sign-in-again/asking";

/** Asks the server to check an import; resolves to undefined, or to why it refused, in the admin's words. */
export type StartCheck = (page: string, importId: string) => Promise<UploadRefusal | undefined>;
export type UploadRefusal = { message: string; signInAgain: boolean };

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
    <form ref={form} method="post" onSubmit={submit} className="flex max-w-column flex-col gap-6">
      <OutcomeNotice outcome={refusal && { ok: false, ...refusal }} signIn={text.signIn} />
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
  const signedIn = useSignedInStep();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const fields = new FormData(form.current!);
    const empty = chosen(fields).find(({ size }) => size === 0);
    if (empty) {
      const message = fill(text.empty, { name: isolate(empty.name) });
      return setStatus({ refusal: { message, signInAgain: false } });
    }
    const files = chosenFiles(fields, text.pasted);
    if (files.length === 0) {
      return setStatus({ refusal: { message: text.nothing, signInAgain: false } });
    }
    const importId = newUuid();
    const complete = fields.get("complete") === "yes" ? "yes" : "no";
    for (const [index, file] of files.entries()) {
      setStatus({ sending: [index + 1, files.length] });
      const query = new URLSearchParams({ name: file.name.slice(-200), complete });
      const address = `/api/program/imports/${importId}/files/${index + 1}?${query}`;
      const refused = await signedIn(async () => {
        const code = await send(address, file, page);
        return code === undefined
          ? undefined
          : { message: refusals[code] ?? text.failed, signInAgain: needsSignIn.has(code) };
      });
      if (refused) return setStatus({ refusal: refused });
    }
    const refused = await signedIn(() =>
      startCheck(page, importId).catch(() => ({ message: text.failed, signInAgain: false })),
    );
    if (refused) setStatus({ refusal: refused });
    else window.location.assign(`/program/import/${importId}`);
  }

  return { form, submit, sending, refusal };
}

type Step = () => Promise<UploadRefusal | undefined>;

/** Runs a step; where it needs a recent sign-in, asks for one in a dialog and repeats it, so that the files stay chosen. */
function useSignedInStep(): (step: Step) => ReturnType<Step> {
  const signInAgain = useSignInAgain();
  return async (step) => {
    const refused = await step();
    return refused?.signInAgain && (await signInAgain()) ? step() : refused;
  };
}

const needsSignIn = new Set(["sign-in-again", "not-signed-in", "other-person"]);

/** The files that were chosen; where none is, a form has one without a name. */
const chosen = (fields: FormData): File[] =>
  fields.getAll("files").filter((file): file is File => file instanceof File && file.name !== "");

/** The files that were chosen, and the pasted lines as one more under the given name. */
function chosenFiles(fields: FormData, pastedName: string): File[] {
  const files = chosen(fields);
  const pasted = String(fields.get("pasted") ?? "");
  return pasted.trim() === "" ? files : [...files, new File([pasted], pastedName)];
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
