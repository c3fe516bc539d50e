"use client";

import type { CommitmentTyped } from "@/lib/domain/commitments";
import { isUnsaved, unsavedOr } from "../duo/unsaved";
import { TextAreaField } from "../field";

/** What was typed for one promise more while the partner made the last that there can be: to be read and copied. */
export function UnpromisedText({ form, text }: { form: string; text: string }) {
  if (!isUnsaved(form)) return null;
  const typed = unsavedOr<Partial<CommitmentTyped>>(form, {});
  if (!typed.text) return null;
  return (
    <div className="mt-5 max-w-column print:hidden">
      <TextAreaField label={text} rows={2} readOnly dir="auto" defaultValue={typed.text} />
    </div>
  );
}
