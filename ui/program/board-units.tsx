import type { Board, BoardUnit } from "@/lib/domain/board";
import { Disclosure } from "../disclosure";
import { type Column, Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { board: Board };

/** How far each unit right below the chosen one is, by side where every side of it is known. */
export function BoardUnits({ board, words, format }: Props) {
  const text = words.program.board;
  if (board.below.length < 2) return null;
  const shareOf = (part: number, all: number) => words.shell.figure.of(format.whole(part), format.whole(all));
  const side = (of: "ic" | "manager") => (unit: BoardUnit) =>
    unit.known === unit.duos ? shareOf(unit[of], unit.duos) : "–";
  const columns: Column<BoardUnit>[] = [
    {
      key: "unit",
      header: text.unit,
      rowHeader: true,
      wrap: true,
      anyLength: true,
      cell: ({ unitId, name }) =>
        unitId === null ? (
          text.itself(board.unit.name)
        ) : (
          <TextLink href={`/program?${new URLSearchParams({ unit: unitId })}`}>{name}</TextLink>
        ),
    },
    {
      key: "complete",
      header: text.completeDuos,
      numeric: true,
      cell: ({ complete, duos }) => shareOf(complete, duos),
    },
    { key: "ic", header: text.ic, numeric: true, cell: side("ic") },
    { key: "manager", header: text.manager, numeric: true, cell: side("manager") },
  ];
  return (
    <Disclosure summary={text.byUnit} open={board.wanted.unit !== undefined}>
      <div className="max-w-reading">
        <Table
          stacked
          caption={text.byUnit}
          columns={columns}
          rows={board.below}
          rowKey={({ unitId }) => unitId ?? ""}
        />
      </div>
    </Disclosure>
  );
}
