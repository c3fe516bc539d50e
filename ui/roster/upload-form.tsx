"use client";

import { type FormEvent, useRef, useState } from "react";
import type { roster as englishText } from "@/lib/i18n/en/roster";
import { fill } from "@/lib/i18n/fill";
import { Button } from "../button";
import { CheckboxField, TextAreaField, TextField } from "../field";
import { newUuid } from "../new-uuid";
import { Notice } from "../notice";
import { useSignInAgain } from "../sign-in-again/asking";
import { TextLink } from "../text-link";

/** What the server answers to the wish to check an import: nothing, or why not in the admin's words. */
export type StartCheck = (page: string, importId: string) => Promise<UploadRefusal | undefined>;
export type UploadRefusal = { message: string; signInAgain: boolean };

type Props = {
  page: string;
  startCheck: StartCheck;
  /** Why a file was refused, by the code that the upload's address answers. */
  refusals: Readonly<Record<string, string>>;
  text: (typeof englishText)["upload"] & { signIn: string };
};

type Status = { sending?: [number: number, all: number]; refusal?: UploadRefusal };

/** Chooses files or takes pasted lines, sends them one by one, and has them checked. What was chosen stays on a refusal. */
export function UploadForm({ page, startCheck, refusals, text }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [{ sending, refusal }, setStatus] = useState<Status>({});
  const signedIn = useSignedInStep();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const fields = new FormData(form.current!);
    const files = chosenFiles(fields, text.pasted);
    if (files.length === 0) {
      setStatus({ refusal: { message: text.nothing, signInAgain: false } });
      return;
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

  return (
    <form ref={form} onSubmit={submit} className="flex max-w-column flex-col gap-6">
      {refusal && <RefusalNotice {...refusal} signIn={text.signIn} />}
      <TextField
        type="file"
        name="files"
        multiple
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        label={text.files}
        hint={text.filesHint}
      />
      <TextAreaField name="pasted" rows={6} spellCheck={false} label={text.paste} hint={text.pasteHint} />
      <CheckboxField name="complete" value="yes" label={text.complete} hint={text.completeHint} />
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

type Step = () => Promise<UploadRefusal | undefined>;

/** Runs a step; refused for want of a recent sign-in, it asks for that in place and repeats it: the files stay chosen. */
function useSignedInStep(): (step: Step) => ReturnType<Step> {
  const signInAgain = useSignInAgain();
  return async (step) => {
    const refused = await step();
    return refused?.signInAgain && (await signInAgain()) ? step() : refused;
  };
}

function RefusalNotice({ message, signInAgain, signIn }: UploadRefusal & { signIn: string }) {
  return (
    <Notice kind="warning" live>
      <p>{message}</p>
      {signInAgain && (
        <p>
          <TextLink href="/sign-in?next=/program/import">{signIn}</TextLink>
        </p>
      )}
    </Notice>
  );
}

const needsSignIn = new Set(["sign-in-again", "not-signed-in", "other-person"]);

/** The files that were chosen, and the pasted lines as one more under the given name. */
function chosenFiles(fields: FormData, pastedName: string): File[] {
  const files = fields.getAll("files").filter((file): file is File => file instanceof File && file.size > 0);
  const pasted = String(fields.get("pasted") ?? "");
  return pasted.trim() === "" ? files : [...files, new File([pasted], pastedName)];
}

/** Sends one file as it is; gives the code of a refusal. */
async function send(address: string, file: File, page: string): Promise<string | undefined> {
  try {
    const headers = { "x-twofold-page": page, "content-type": "application/octet-stream" };
    const response = await fetch(address, { method: "PUT", body: file, headers });
    if (response.ok) return undefined;
    const { error } = await response.json();
    return String(error);
  } catch {
    return "unreachable";
  }
}
