import { agreementBands, levelBands, type StatusCode } from "@/lib/domain/published";
import { reasonWords, statusGlyph, statusOrder } from "@/lib/domain/status";
import { MAP_DUOS_SHOWN, type MapCell, type MapCount, type MapDuo } from "@/lib/insights/overview";
import { still } from "../static-html";
import { StatusGlyph } from "../status";
import type { ViewProps } from "../view-props";
import { ChartFrame, type ChartProps } from "./frame";
import { SkipLink } from "./skip-link";

/** A mark of one duo, with the address of its page. */
export type LinkedMapDuo = MapDuo & { href: string };
/** How many duos of one state a cell holds, with the address of their list. */
type CountMark = MapCount & { href?: string };

type Marks = { counts: readonly CountMark[]; duos: readonly LinkedMapDuo[] };
type Props = ChartProps & { counts: Marks["counts"] } & Partial<Pick<Marks, "duos">>;

const markLook: Record<StatusCode, string> = {
  multiplying: "bg-multiplying-soft text-multiplying in-data-best:bg-paper",
  steady: "bg-steady-soft text-steady in-data-best:bg-paper",
  strained: "bg-strained-soft text-strained",
  diverging: "bg-diverging text-paper",
  "not-enough-data": "text-ink-3 ring-1 ring-nodata ring-inset",
};

/** Level against agreement: up is higher, right is a more shared view. */
export function DuoMap({ counts, duos = [], words, format, ...heading }: Props) {
  const { charts, status } = words;
  const present = counts.filter(({ count }) => count > 0);
  const marks = duos.length <= MAP_DUOS_SHOWN ? duos : [];
  return (
    <ChartFrame
      {...heading}
      words={words}
      columns={[
        { header: charts.map.level },
        { header: charts.map.agreement },
        { header: charts.flow.state },
        { header: charts.map.duos, numeric: true },
      ]}
      rows={inOrder(present).map((cell) => [
        status.level[cell.level],
        status.agreement[cell.agreement],
        status.word[cell.status],
        format.whole(cell.count),
      ])}
    >
      {marks.length > 0 && (
        <SkipLink id="map-before" to="map-behind" text={charts.map.skip(format.count(marks.length))} />
      )}
      <table
        className="w-full table-fixed border-collapse text-small"
        {...still(
          <>
            <caption className="sr-only">{heading.title}</caption>
            <colgroup>
              <col className="w-16" />
            </colgroup>
            <tbody>
              <Cells counts={present} duos={marks} words={words} format={format} />
            </tbody>
            <tfoot>
              <tr>
                <td />
                {agreementBands.map((agreement) => (
                  <th key={agreement} scope="col" className="pt-1.5 text-center font-normal text-ink-3">
                    {status.agreement[agreement]}
                  </th>
                ))}
              </tr>
            </tfoot>
          </>,
        )}
      />
      {marks.length > 0 && <SkipLink id="map-behind" to="map-before" text={charts.map.skipBack} />}
    </ChartFrame>
  );
}

function inOrder<T extends MapCell>(cells: readonly T[]): T[] {
  return cells.toSorted((a, b) => statusOrder(a.status) - statusOrder(b.status));
}

/** The nine cells: duos one by one where there are any, otherwise counts. */
function Cells({ counts, duos, words, format }: ViewProps & Marks) {
  return (
    <>
      {levelBands.toReversed().map((level) => (
        <tr key={level}>
          <th scope="row" className="text-left font-normal text-ink-3">
            {words.status.level[level]}
          </th>
          {agreementBands.map((agreement) => {
            const here = (cell: MapCell) => cell.level === level && cell.agreement === agreement;
            const best = level === "high" && agreement === "high";
            return (
              <td
                key={agreement}
                data-best={best || undefined}
                className={`h-22 border border-line p-1.5 sm:p-2.5 align-top ${best ? "bg-multiplying-soft" : "bg-paper"}`}
              >
                {duos.length > 0 && <Duos duos={inOrder(duos.filter(here))} words={words} />}
                {/* Printed marks cannot show their names, so paper gets the counts. */}
                <div className={duos.length > 0 ? "hidden print:block" : undefined}>
                  <Counts counts={inOrder(counts.filter(here))} words={words} format={format} />
                </div>
              </td>
            );
          })}
        </tr>
      ))}
    </>
  );
}

function Duos({ duos, words }: Pick<ViewProps, "words"> & Pick<Marks, "duos">) {
  return (
    <ul className="chips print:hidden">
      {duos.map((duo) => {
        const state = [
          words.status.word[duo.status],
          ...reasonWords(words.status, duo.status, duo.reason),
        ].join(", ");
        return (
          <li key={duo.id}>
            <a href={duo.href} className={markLook[duo.status]}>
              <i aria-hidden="true">{statusGlyph(duo.status, duo.reason)}</i>
              <span>{words.charts.map.duo(duo.name, state)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Counts({ counts, words, format }: ViewProps & Pick<Marks, "counts">) {
  if (counts.length === 0) return <span className="sr-only">{words.charts.map.empty}</span>;
  return (
    <ul className="map-counts">
      {counts.map(({ status, count, href }) => {
        const said = (
          <>
            <StatusGlyph status={status} />
            <b>{format.whole(count)}</b>
            <span className="sr-only">{words.status.word[status]}</span>
          </>
        );
        return <li key={status}>{href ? <a href={href}>{said}</a> : <span>{said}</span>}</li>;
      })}
    </ul>
  );
}
