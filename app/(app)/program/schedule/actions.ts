"use server";

import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import type { NudgeReach } from "@/lib/domain/mail";
import type { ScheduleTyped } from "@/lib/domain/schedule";
import { cancelCycle, extendCycle, nudge } from "@/server/cycles";
import { action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import {
  restorePlanned,
  saveSchedule,
  shiftPlannedCycle,
  skipPlanned,
  stopSchedule,
} from "@/server/schedule/schedule";
import { nudgeReach } from "@/ui/program/nudge-button";
import { fieldsAction } from "../../outcome";
import { changed, ofPlan, programAction } from "../outcome";

const save = action(saveSchedule);

export const saveAction = formStateAction<FormState<ScheduleTyped>>(async (form, attempt) => {
  const typed: ScheduleTyped = {
    rhythm: formText(form, "rhythm"),
    firstDay: formText(form, "firstDay"),
    opensTime: formText(form, "opensTime"),
    closesTime: formText(form, "closesTime"),
    days: formText(form, "days"),
    timeZone: formText(form, "timeZone"),
    sharingMode: formText(form, "sharingMode") === "private" ? "private" : "scoped",
    revision: formText(form, "revision"),
  };
  const takesBack = form.getAll("takesBack");
  const result = await save(formText(form, pageField), { ...typed, takesBack });
  const outcome = await changed(result, ({ schedule: { skippedMeanwhile } }) => ({
    refusals: { conflict: skippedMeanwhile },
  }));
  // The table above shows then what was skipped or moved.
  if (!result.ok && result.code === "conflict") revalidatePath("/program", "layout");
  // The next change follows this one.
  const revision = outcome.ok ? String(Number(typed.revision) + 1) : typed.revision;
  return { attempt, typed: { ...typed, revision }, outcome };
});

const [stop, skip, restore, shift] = [
  action(stopSchedule),
  action(skipPlanned),
  action(restorePlanned),
  action(shiftPlannedCycle),
];
const [extend, cancel, remind] = [action(extendCycle), action(cancelCycle), action(nudge)];

export const stopAction = programAction([], stop);
export const skipAction = programAction(["plannedId"], skip, ofPlan);
export const restoreAction = programAction(["plannedId"], restore, ofPlan);
export const shiftAction = programAction(["plannedId", "opensLocal", "shown"], shift, ofPlan);
export const extendAction = programAction(["cycleId", "closesLocal", "shown"], extend, ofPlan);
export const cancelAction = programAction(["cycleId"], cancel);
export const nudgeAction = fieldsAction(["cycleId"], remind, {
  pages: "/program",
  says: (reach: NudgeReach, shown) => nudgeReach(reach, shown),
});
