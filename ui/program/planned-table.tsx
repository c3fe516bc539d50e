import type { PlannedLine } from "@/lib/domain/schedule";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";
import type { ScheduleActions } from "./admin-actions";
import { AdminButton } from "./admin-button";

type Props = ViewProps & {
  lines: readonly PlannedLine[];
  actions: ScheduleActions;
};

/** The next cycles that open by themselves, with what each asks, and how to leave one out or move it. */
export function PlannedTable({ lines, actions, words, format }: Props) {
  const text = words.schedule.planned;
  const columns: Column<PlannedLine>[] = [
    {
      key: "opens",
      header: text.opens,
      rowHeader: true,
      wrap: true,
      cell: ({ opensAt, timeZone, clock }) => (
        <Moment
          at={format.inZone(timeZone).dateTime(opensAt)}
          note={clock.opens && text.clock[clock.opens]}
        />
      ),
    },
    {
      key: "closes",
      header: text.closes,
      wrap: true,
      cell: ({ closesAt, timeZone, clock }) => (
        <Moment
          at={format.inZone(timeZone).dateTime(closesAt)}
          note={clock.closes && text.clock[clock.closes]}
        />
      ),
    },
    {
      key: "asks",
      header: text.asks,
      wrap: true,
      cell: ({ number, block }) =>
        number === null || block === null
          ? text.skipped
          : text.block(format.whole(number), text.blocks[block]),
    },
    {
      key: "actions",
      header: text.actions,
      wrap: true,
      screenOnly: true,
      cell: (line) => <PlannedActions line={line} actions={actions} words={words} format={format} />,
    },
  ];
  return <Table stacked caption={text.caption} columns={columns} rows={lines} rowKey={({ id }) => id} />;
}

function Moment({ at, note }: { at: string; note: string | null }) {
  return (
    <>
      {at}
      {note && <span className="block text-small text-ink-3">{note}</span>}
    </>
  );
}

type ActionsProps = Omit<Props, "lines"> & { line: PlannedLine };

function PlannedActions({ line, actions, words, format }: ActionsProps) {
  const { skip, restore, shift } = words.schedule;
  const { keep, signIn } = words.program;
  const day = format.inZone(line.timeZone).date(line.opensAt);
  const shared = { page: actions.page, fields: { plannedId: line.id } };
  if (line.state === "skipped") {
    return (
      <AdminButton
        {...shared}
        action={actions.restore}
        kind="secondary"
        text={{ ...restore, done: restore.done(day), keep, signIn }}
      >
        {restore.text}
      </AdminButton>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      <AdminButton
        {...shared}
        fields={{ ...shared.fields, shown: line.opensLocal }}
        action={actions.shift}
        kind="secondary"
        text={{ ...shift, keep, signIn }}
        minute={{
          name: "opensLocal",
          label: shift.minute,
          hint: words.schedule.inZone(line.timeZone),
          value: line.opensLocal,
        }}
      >
        {shift.text}
      </AdminButton>
      <AdminButton
        {...shared}
        action={actions.skip}
        kind="secondary"
        text={{ ...skip, done: skip.done(day), keep, signIn }}
      >
        {skip.text}
      </AdminButton>
    </div>
  );
}
