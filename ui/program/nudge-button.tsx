import type { NudgeReach } from "@/lib/domain/mail";
import type { ViewProps } from "../view-props";
import type { ProgramActions } from "./admin-actions";
import { AdminButton } from "./admin-button";

/** Who gets an admin's reminder, and who not and why, as a sentence. */
export function nudgeReach(
  { reached, fortnight, sameDay, uncounted }: NudgeReach,
  { words, format }: ViewProps,
): string {
  const { count } = format;
  return words.schedule.nudge.reach({
    reached: count(reached),
    fortnight: count(fortnight),
    sameDay: count(sameDay),
    uncounted,
  });
}

type Props = ViewProps & {
  cycleId: string;
  reach: NudgeReach;
  actions: Pick<ProgramActions, "page" | "nudge">;
};

/** Reminds those who are missing in the open cycle; the dialog says first how many get it. */
export function NudgeButton({ cycleId, reach, actions, words, format }: Props) {
  const { label, title, text } = words.schedule.nudge;
  const { keep, signIn } = words.program;
  return (
    <AdminButton
      action={actions.nudge}
      page={actions.page}
      fields={{ cycleId }}
      kind="secondary"
      idle={reach.reached === 0}
      text={{ label, title, keep, signIn, done: undefined }}
    >
      <span className="mb-3 block font-semibold text-ink">{nudgeReach(reach, { words, format })}</span>
      {text}
    </AdminButton>
  );
}
