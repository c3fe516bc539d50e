import { type Board, type BoardDuo, missingSides, type Seat } from "@/lib/domain/board";
import { unitChoices, unitLabels } from "@/lib/insights/choices";
import { Disclosure } from "../disclosure";
import { FilterBar, FilterSearch, FilterSelect } from "../filter-bar";
import { PagedList } from "../pagination";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";
import { BoardUnits } from "./board-units";

type Props = ViewProps & { board: Board; number: string };

/** The address of the board with some of its filters changed. */
function boardHref({ wanted: { q, unit, show } }: Board, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    ...(q && { q }),
    ...(unit && { unit }),
    ...(show && { show }),
    ...more,
  });
  return query.size > 0 ? `/program?${query}` : "/program";
}

/** As many duos are read at a glance on a phone. */
const AT_ONCE_ON_PHONE = 6;

/** Whether some of the duos, or another page of them, were asked for: then they are not folded away. */
const isAskedFor = ({ wanted: { q, unit, show }, view: { page, all } }: Board): boolean =>
  all || page > 1 || [q, unit, show].some((filter) => filter !== undefined && filter !== "");

/** Who has submitted, yes or no, by duo: searched, by unit, or only what is not complete. */
export function ParticipationBoard({ board, number, words, format }: Props) {
  const text = words.program.board;
  const { chosen, view, lines } = board;
  return (
    <div className="flex flex-col gap-4">
      <p className="tabular-nums">
        {text.summary(
          format.whole(chosen.complete),
          format.count(chosen.duos),
          format.count(missingSides(chosen)),
        )}
      </p>
      <BoardFilters board={board} words={words} />
      <BoardUnits board={board} words={words} format={format} />
      {chosen.known < chosen.duos && <p className="max-w-column text-small text-ink-3">{text.masked}</p>}
      {view.total === 0 ? (
        <p className="text-ink-2">{board.wanted.q ? text.nothingFound : text.nobodyMissing}</p>
      ) : (
        <Disclosure
          onPhone
          printed
          open={isAskedFor(board) || lines.length <= AT_ONCE_ON_PHONE}
          summary={text.list(format.count(view.total))}
        >
          <PagedList
            list={view}
            href={(page) => boardHref(board, page > 1 ? { page: String(page) } : {})}
            allHref={boardHref(board, { rows: "all" })}
            words={words}
            format={format}
          >
            <Table
              stacked
              caption={text.caption(number)}
              columns={columnsOf(board, { words, format })}
              rows={lines}
              rowKey={({ duoId }) => duoId}
            />
          </PagedList>
        </Disclosure>
      )}
    </div>
  );
}

const indent = "\u2003";

function BoardFilters({ board, words }: Pick<Props, "board" | "words">) {
  const text = words.program.board;
  const { units, unit, wanted } = board;
  return (
    <FilterBar label={text.filter} action="/program" applyWord={words.shell.action.apply}>
      <FilterSearch name="q" label={text.search} value={wanted.q ?? ""} />
      {units.length > 1 && (
        <FilterSelect
          name="unit"
          label={text.unit}
          value={unit.id}
          options={unitChoices(units, unit).map(({ unit: { id, name }, depth }) => ({
            value: id,
            label: indent.repeat(depth) + name,
          }))}
        />
      )}
      <FilterSelect
        name="show"
        label={text.show}
        value={wanted.show ?? ""}
        options={[
          { value: "", label: text.all },
          { value: "missing", label: text.missing },
        ]}
      />
    </FilterBar>
  );
}

function columnsOf({ units }: Board, { words, format }: ViewProps): Column<BoardDuo>[] {
  const text = words.program.board;
  const labels = unitLabels(units);
  const answer = (seat: Seat | null) => (seat ? <Answer seat={seat} words={words} format={format} /> : "–");
  return [
    {
      key: "duo",
      header: text.duo,
      rowHeader: true,
      wrap: true,
      anyLength: true,
      cell: ({ displayName }) => displayName,
    },
    {
      key: "complete",
      header: text.state,
      cell: ({ complete }) => (complete ? text.complete : text.incomplete),
    },
    { key: "ic", header: text.ic, wrap: true, anyLength: true, cell: ({ ic }) => answer(ic) },
    {
      key: "manager",
      header: text.manager,
      wrap: true,
      anyLength: true,
      cell: ({ manager }) => answer(manager),
    },
    { key: "unit", header: text.unit, anyLength: true, cell: ({ unitId }) => labels.get(unitId) },
  ];
}

function Answer({ seat, words, format }: ViewProps & { seat: Seat }) {
  const text = words.program.board;
  const { personName, submitted, declined, remindedOn } = seat;
  const settled = submitted || declined;
  return (
    <>
      <span aria-hidden="true">{submitted ? "●" : "○"}</span> <bdi>{personName}</bdi>,{" "}
      <span className={settled ? "text-ink-3" : "font-medium"}>
        {submitted ? text.submitted : declined ? text.declined : text.notYet}
      </span>
      {!settled && remindedOn && (
        <span className="block text-ink-3">{text.reminded(format.calendarDay(remindedOn))}</span>
      )}
    </>
  );
}
