"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/lib/domain/form-state";
import { action } from "@/server/http/action";
import { changeRetention, undoRetention } from "@/server/retention/retention";
import { programAction } from "../outcome";

const [change, undo] = [action(changeRetention), action(undoRetention)];

export const changeRetentionAction = programAction(["months", "expected"], change, ({ retention }) => ({
  refusals: { stale: retention.wanted.stale },
}));

const takeBack = programAction(
  [],
  (page) => undo(page),
  ({ retention }) => ({ refusals: { conflict: retention.undo.conflict } }),
);

/** Leads to the page without the time that was looked at: it would offer the change again that was taken back just now. */
export async function undoRetentionAction(last: FormState<null>, form: FormData): Promise<FormState<null>> {
  const next = await takeBack(last, form);
  if (next.outcome?.ok) redirect("/program/retention");
  return next;
}
