import { type BoardDuo, countBoard, isComplete, type Submitted } from "@/lib/domain/program";
import { type Column, Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { board: readonly BoardDuo[]; number: string; missingOnly: boolean };

/** Who has submitted, yes or no, by duo; or only the duos in which somebody has not. */
export function ParticipationBoard({ board, number, missingOnly, words, format }: Props) {
  const text = words.program.board;
  const { complete, missing } = countBoard(board);
  const rows = missingOnly ? board.filter((duo) => !isComplete(duo)) : board;
  const answer = ({ personName, submitted }: Submitted) => (
    <>
      <span aria-hidden="true">{submitted ? "●" : "○"}</span> {personName},{" "}
      <span className={submitted ? "text-ink-3" : "font-medium"}>
        {submitted ? text.submitted : text.notYet}
      </span>
    </>
  );
  const columns: Column<BoardDuo>[] = [
    {
      key: "duo",
      header: text.duo,
      rowHeader: true,
      wrap: true,
      anyLength: true,
      cell: ({ displayName }) => displayName,
    },
    { key: "ic", header: text.ic, wrap: true, anyLength: true, cell: ({ ic }) => answer(ic) },
    {
      key: "manager",
      header: text.manager,
      wrap: true,
      anyLength: true,
      cell: ({ manager }) => answer(manager),
    },
    { key: "unit", header: text.unit, anyLength: true, cell: ({ unitName }) => unitName },
  ];
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 tabular-nums">
        <span>{text.summary(format.whole(complete), format.count(board.length), format.count(missing))}</span>
        {missingOnly ? (
          <TextLink href="/program">{text.all}</TextLink>
        ) : (
          missing > 0 && <TextLink href="/program?show=missing">{text.missing}</TextLink>
        )}
      </p>
      {rows.length === 0 ? (
        <p className="text-ink-2">{text.nobodyMissing}</p>
      ) : (
        <Table caption={text.caption(number)} columns={columns} rows={rows} rowKey={({ duoId }) => duoId} />
      )}
    </div>
  );
}
