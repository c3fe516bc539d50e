import { type BoardDuo, countBoard, isComplete, type Submitted } from "@/lib/domain/program";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { type Column, Table } from "../table";
import { TextLink } from "../text-link";

type Props = {
  board: readonly BoardDuo[];
  number: string;
  missingOnly: boolean;
  words: Dictionary["program"]["board"];
  format: Formats;
};

/** Who has submitted, yes or no, duo by duo; the missing alone on request. */
export function ParticipationBoard({ board, number, missingOnly, words, format }: Props) {
  const { complete, missing } = countBoard(board);
  const rows = missingOnly ? board.filter((duo) => !isComplete(duo)) : board;
  const answer = ({ personName, submitted }: Submitted) => (
    <>
      <span aria-hidden="true">{submitted ? "●" : "○"}</span> {personName},{" "}
      <span className={submitted ? "text-ink-3" : "font-medium"}>
        {submitted ? words.submitted : words.notYet}
      </span>
    </>
  );
  const columns: Column<BoardDuo>[] = [
    { key: "duo", header: words.duo, rowHeader: true, wrap: true, cell: ({ displayName }) => displayName },
    { key: "ic", header: words.ic, wrap: true, cell: ({ ic }) => answer(ic) },
    { key: "manager", header: words.manager, wrap: true, cell: ({ manager }) => answer(manager) },
    { key: "unit", header: words.unit, cell: ({ unitName }) => unitName },
  ];
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 tabular-nums">
        <span>
          {words.summary(format.whole(complete), format.whole(board.length), format.whole(missing))}
        </span>
        {missingOnly ? (
          <TextLink href="/program">{words.all}</TextLink>
        ) : (
          missing > 0 && <TextLink href="/program?show=missing">{words.missing}</TextLink>
        )}
      </p>
      {rows.length === 0 ? (
        <p className="text-ink-2">{words.nobodyMissing}</p>
      ) : (
        <Table caption={words.caption(number)} columns={columns} rows={rows} rowKey={({ duoId }) => duoId} />
      )}
    </div>
  );
}
