import type { SchedulePage } from "@/lib/domain/schedule";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import type { ScheduleActions } from "./admin-actions";
import { AdminButton } from "./admin-button";

type Props = ViewProps & { open: NonNullable<SchedulePage["open"]>; actions: ScheduleActions };

/** Extends the open cycle, reminds those who are missing, and cancels it while nobody has begun to answer. */
export function OpenCycleActions({ open, actions, words, format }: Props) {
  const { extend, nudge, cancel, openCycle } = words.schedule;
  const { keep, signIn } = words.program;
  const shared = { page: actions.page, fields: { cycleId: open.id } };
  return (
    <Section
      title={openCycle.title(format.whole(open.number))}
      note={openCycle.note(format.inZone(open.timeZone).dateTime(open.closesAt))}
    >
      <div className="flex flex-wrap gap-2">
        <AdminButton
          {...shared}
          action={actions.extend}
          kind="secondary"
          text={{ ...extend, keep, signIn }}
          minute={{
            name: "closesLocal",
            label: extend.minute,
            hint: words.schedule.inZone(open.timeZone),
            value: open.closesLocal,
          }}
        >
          {extend.text}
        </AdminButton>
        <AdminButton {...shared} action={actions.nudge} kind="secondary" text={{ ...nudge, keep, signIn }}>
          {nudge.text}
        </AdminButton>
        <AdminButton {...shared} action={actions.cancel} kind="danger" text={{ ...cancel, keep, signIn }}>
          {cancel.text}
        </AdminButton>
      </div>
    </Section>
  );
}
