"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import type { HandState } from "@/lib/domain/roster-lists";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { changeRoster } from "@/server/roster/by-hand";
import { endGrant, grantRole } from "@/server/roster/grants";
import { changeInWords, grantInWords } from "./outcome";

const [change, grant, end] = [action(changeRoster), action(grantRole), action(endGrant)];

/** The fields of a form whose names begin with a word, "cell.name", by the rest of the name: the column. */
function cellsOf(form: FormData, word: "cell" | "started"): Record<string, string> {
  const names = [...form.keys()].filter((name) => name.startsWith(`${word}.`));
  return Object.fromEntries(names.map((name) => [name.slice(word.length + 1), formText(form, name)]));
}

export const changeRosterAction = formStateAction<HandState>(async (form, attempt) => {
  const [typed, started] = [cellsOf(form, "cell"), cellsOf(form, "started")];
  const [kind, seen, id] = [
    formText(form, "kind"),
    formText(form, "seen"),
    formText(form, "id") || undefined,
  ];
  const result = await change(formText(form, pageField), { kind, id, cells: typed, started, seen });
  // Made anew in its new state: what ended is not offered to be ended once more.
  if (result.ok && result.value.done) revalidatePath("/program/roster/[kind]/[id]", "page");
  return { attempt, ...(await changeInWords(result, { typed, started, seen, isNew: id === undefined })) };
});

export const grantRoleAction = formStateAction<FormState<{ person: string; role: string }>>(
  async (form, attempt) => {
    const typed = { person: formText(form, "person"), role: formText(form, "role") };
    return { attempt, typed, outcome: await grantInWords(await grant(formText(form, pageField), typed)) };
  },
);

export const endGrantAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const grantId = formText(form, "grantId");
  return {
    attempt,
    typed: null,
    outcome: await grantInWords(await end(formText(form, pageField), { grantId })),
  };
});
