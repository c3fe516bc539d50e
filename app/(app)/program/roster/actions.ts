"use server";

import type { FormState } from "@/lib/domain/program";
import type { HandState } from "@/lib/domain/roster-lists";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { changeRoster } from "@/server/roster/by-hand";
import { endGrant, grantRole } from "@/server/roster/grants";
import { changeInWords, grantInWords } from "./outcome";

const [change, grant, end] = [action(changeRoster), action(grantRole), action(endGrant)];

/** The cells of a form, by their column. */
function cellsOf(form: FormData): Record<string, string> {
  const names = [...form.keys()].filter((name) => name.startsWith("cell."));
  return Object.fromEntries(names.map((name) => [name.slice("cell.".length), formText(form, name)]));
}

export const changeRosterAction = formStateAction<HandState>(async (form, attempt) => {
  const [typed, kind, seen] = [cellsOf(form), formText(form, "kind"), formText(form, "seen")];
  const id = formText(form, "id") || undefined;
  const result = await change(formText(form, pageField), { kind, id, cells: cellsAsLine(kind, typed), seen });
  return { attempt, ...(await changeInWords(result, { typed, seen, isNew: id === undefined })) };
});

/** A unit's name and the unit above it are one path in a line. */
function cellsAsLine(kind: string, { name = "", ...cells }: Record<string, string>): Record<string, string> {
  if (kind !== "unit") return { ...(name && { name }), ...cells };
  const escaped = name.trim().replace(/[\\/]/g, "\\$&");
  return { ...cells, unit: cells.unit ? `${cells.unit} / ${escaped}` : escaped };
}

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
