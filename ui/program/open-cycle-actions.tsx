import type { SchedulePage } from "@/lib/domain/schedule";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import type { ScheduleActions } from "./admin-actions";
import { AdminButton } from "./admin-button";
import { NudgeButton } from "./nudge-button";

type Props = ViewProps & { open: NonNullable<SchedulePage["open"]>; actions: ScheduleActions };

/** Extends the open cycle, reminds those who are missing, and cancels it while nobody has begun to answer. */
export function OpenCycleActions({ open, actions, words, format }: Props) {
  const { extend, cancel, openCycle } = words.schedule;
  const { keep, signIn, open: opening } = words.program;
  const shared = { page: actions.page, fields: { cycleId: open.id } };
  return (
    <Section
      title={openCycle.title(format.whole(open.number))}
      note={openCycle.note(format.inZone(open.timeZone).dateTime(open.closesAt))}
    >
      <div className="flex flex-wrap gap-2">
        <AdminButton
          {...shared}
          fields={{ ...shared.fields, shown: open.closesLocal }}
          action={actions.extend}
          kind="secondary"
          closesAt={new Date(open.closesAt)}
          text={{ ...extend, keep, signIn }}
          minute={{
            name: "closesLocal",
            label: extend.minute,
            hint: words.schedule.inZone(open.timeZone),
            value: open.closesLocal,
            window: { opensOn: open.opensOn, text: opening.window },
          }}
        >
          {extend.text}
        </AdminButton>
        <NudgeButton cycleId={open.id} reach={open.nudge} actions={actions} words={words} format={format} />
        <AdminButton
          {...shared}
          action={actions.cancel}
          kind="danger"
          text={{ label: cancel.label, title: cancel.title, done: cancel.done, keep: cancel.keep, signIn }}
        >
          {cancel.text(format.count(open.asked))}
        </AdminButton>
      </div>
    </Section>
  );
}
