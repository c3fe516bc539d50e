import type { Program, ProgramCycle } from "@/lib/domain/program";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { EmptyState } from "../empty-state";
import { type Column, Table } from "../table";
import type { ProgramActs } from "./acts";
import { WithdrawCycle } from "./cycle-act";

type Props = {
  program: Program;
  acts: Pick<ProgramActs, "withdraw">;
  words: Dictionary["program"];
  format: Formats;
};

/** Every cycle with its state, and what can be done about it. */
export function CycleTable({ program, acts, words, format }: Props) {
  const text = words.cycles;
  if (program.cycles.length === 0) return <EmptyState title={text.emptyTitle} text={text.emptyText} />;
  const columns: Column<ProgramCycle>[] = [
    { key: "number", header: text.number, rowHeader: true, cell: ({ number }) => format.whole(number) },
    {
      key: "state",
      header: text.state,
      wrap: true,
      cell: ({ state, withdrawnReason }) =>
        withdrawnReason === null ? text.states[state] : text.withdrawnBecause(withdrawnReason),
    },
    { key: "sharing", header: text.sharing, cell: ({ sharingMode }) => words.modes[sharingMode].short },
    { key: "opened", header: text.opened, cell: ({ opensAt }) => format.date(opensAt) },
    { key: "closes", header: text.closes, cell: ({ closesAt }) => format.dateTime(closesAt) },
    {
      key: "act",
      header: text.act,
      wrap: true,
      cell: (cycle) => <CycleAct cycle={cycle} acts={acts} words={words} format={format} />,
    },
  ];
  return <Table caption={text.caption} columns={columns} rows={program.cycles} rowKey={({ id }) => id} />;
}

function CycleAct({ cycle, acts, words, format }: Omit<Props, "program"> & { cycle: ProgramCycle }) {
  if (cycle.state !== "published") return null;
  const number = format.whole(cycle.number);
  const common = { keep: words.keep, signIn: words.signIn };
  const { title, ...withdraw } = words.withdraw;
  return (
    <WithdrawCycle
      cycleId={cycle.id}
      act={acts.withdraw}
      words={{ ...common, ...withdraw, title: title(number) }}
    />
  );
}
