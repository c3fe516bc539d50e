"use server";

import { action } from "@/server/http/action";
import { changeRetention, undoRetention } from "@/server/retention/retention";
import { programAction } from "../outcome";

const [change, undo] = [action(changeRetention), action(undoRetention)];

export const changeRetentionAction = programAction(["months", "expected"], change, ({ retention }) => ({
  refusals: { stale: retention.wanted.stale },
}));

export const undoRetentionAction = programAction(
  [],
  (page) => undo(page),
  ({ retention }) => ({ refusals: { conflict: retention.undo.conflict } }),
);
