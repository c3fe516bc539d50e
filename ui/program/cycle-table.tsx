import type { Program, ProgramCycle } from "@/lib/domain/program";
import { Disclosure } from "../disclosure";
import { EmptyState } from "../empty-state";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";
import type { ProgramActions } from "./admin-actions";
import { WithdrawCycle } from "./withdraw-cycle";

type Props = ViewProps & { program: Program; actions: Pick<ProgramActions, "page" | "withdraw"> };

/** As many cycles are read at a glance on a phone. */
const AT_ONCE_ON_PHONE = 2;

/** Every cycle with its state; a published one can be withdrawn. */
export function CycleTable({ program, actions, words, format }: Props) {
  const text = words.program.cycles;
  if (program.cycles.length === 0) return <EmptyState title={text.emptyTitle} text={text.emptyText} />;
  const columns: Column<ProgramCycle>[] = [
    { key: "number", header: text.number, rowHeader: true, cell: ({ number }) => format.whole(number) },
    {
      key: "state",
      header: text.state,
      wrap: true,
      anyLength: true,
      cell: ({ state, withdrawnReason }) =>
        withdrawnReason === null ? text.states[state] : text.withdrawnBecause(withdrawnReason),
    },
    {
      key: "sharing",
      header: text.sharing,
      cell: ({ sharingMode }) => words.program.modes[sharingMode].short,
    },
    { key: "opened", header: text.opened, cell: ({ opensOn }) => format.calendarDay(opensOn) },
    { key: "closes", header: text.closes, cell: ({ closesAt }) => format.dateTime(closesAt) },
    {
      key: "action",
      header: text.action,
      wrap: true,
      screenOnly: true,
      cell: (cycle) => <Withdraw cycle={cycle} actions={actions} words={words} format={format} />,
    },
  ];
  const { cycles } = program;
  return (
    <Disclosure
      onPhone
      printed
      open={cycles.length <= AT_ONCE_ON_PHONE}
      summary={text.show(format.count(cycles.length))}
    >
      <Table stacked caption={text.caption} columns={columns} rows={cycles} rowKey={({ id }) => id} />
    </Disclosure>
  );
}

function Withdraw({ cycle, actions, words, format }: Omit<Props, "program"> & { cycle: ProgramCycle }) {
  if (cycle.state !== "published") return null;
  const { keep, signIn, withdraw: text } = words.program;
  return (
    <WithdrawCycle
      cycleId={cycle.id}
      page={actions.page}
      action={actions.withdraw}
      text={{ ...text, keep, signIn, title: text.title(format.whole(cycle.number)) }}
    />
  );
}
