import type { PublishedStatus } from "@/lib/domain/status";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { StatusGlyph, statusText } from "../status";
import { TableFrame } from "../table";

export type Flow = {
  from: PublishedStatus;
  to: PublishedStatus;
  /** Duos that went this way; `null` where the figure is hidden. */
  count: number | null;
  href?: string;
};

type Props = {
  caption: string;
  from: string;
  to: string;
  /** The states to show, in order; rows and columns alike. */
  statuses: readonly PublishedStatus[];
  flows: readonly Flow[];
  words: Dictionary;
  formats: Formats;
};

const steps = ["bg-heat-0", "bg-heat-1", "bg-heat-2", "bg-heat-3", "bg-heat-4"];

/** Who stood where in one cycle and where they stand in another: the framed diagonal stayed. */
export function FlowMatrix({ caption, from, to, statuses, flows, words, formats }: Props) {
  const { flow } = words.charts;
  const most = Math.max(1, ...flows.map(({ count }) => count ?? 0));
  return (
    <TableFrame label={caption}>
      <table className="max-w-reading w-full border-separate border-spacing-1 text-small">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <td className="w-36 align-bottom text-ink-3">{flow.from(from)}</td>
            <th scope="colgroup" colSpan={statuses.length} className="pb-1 text-left font-normal text-ink-3">
              {flow.to(to)}
            </th>
          </tr>
          <tr>
            <td />
            {statuses.map((status) => (
              <th
                key={status}
                scope="col"
                className={`px-1 pb-1 text-center align-bottom font-medium ${statusText[status]}`}
              >
                <State status={status} words={words} stacked />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statuses.map((before) => (
            <tr key={before}>
              <th
                scope="row"
                className={`sticky left-0 bg-ground pr-2 text-left font-medium ${statusText[before]}`}
              >
                <State status={before} words={words} />
              </th>
              {statuses.map((after) => {
                const found = flows.find((candidate) => candidate.from === before && candidate.to === after);
                return (
                  <FlowCell
                    key={after}
                    flow={found ?? { from: before, to: after, count: 0 }}
                    most={most}
                    words={words}
                    formats={formats}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

type StateProps = { status: PublishedStatus; words: Dictionary; stacked?: boolean };

function State({ status, words, stacked = false }: StateProps) {
  return (
    <span
      className={
        stacked ? "flex flex-col items-center gap-1" : "flex items-baseline gap-1.5 whitespace-nowrap"
      }
    >
      <StatusGlyph status={status} />
      {words.status.word[status]}
    </span>
  );
}

type CellProps = { flow: Flow; most: number; words: Dictionary; formats: Formats };

function FlowCell({ flow, most, words, formats }: CellProps) {
  const { from, to, count, href } = flow;
  const stayed = from === to ? "outline-1 -outline-offset-1 outline-edge" : "";
  const cell = `h-10 min-w-14 rounded-md text-center tabular-nums ${stayed}`;
  if (count === null) {
    return (
      <td title={words.charts.flow.hidden} className={`hatch ${cell}`}>
        <span className="sr-only">{words.charts.flow.hidden}</span>
      </td>
    );
  }
  if (count === 0) return <td className={`text-ink-3 ${cell}`}>0</td>;
  // The square root keeps a single duo visible beside the many that stayed.
  const step = steps[Math.ceil(Math.sqrt(count / most) * (steps.length - 1))];
  const figure = formats.whole(count);
  return (
    <td className={`font-semibold ${step} ${cell}`}>
      {href ? (
        <a
          href={href}
          aria-label={words.charts.flow.cell(figure, words.status.word[from], words.status.word[to])}
          className="grid h-10 place-items-center hover:underline"
        >
          {figure}
        </a>
      ) : (
        figure
      )}
    </td>
  );
}
