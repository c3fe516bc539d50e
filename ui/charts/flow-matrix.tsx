import type { PublishedStatus } from "@/lib/domain/status";
import { StatusGlyph, statusText } from "../status";
import { TableFrame } from "../table";
import type { ViewProps } from "../view-props";
import { heatSteps } from "./heat-steps";

export type Flow = {
  from: PublishedStatus;
  to: PublishedStatus;
  /** Duos that went this way; `null` where the figure is hidden. */
  count: number | null;
  href?: string;
};

type Props = ViewProps & {
  caption: string;
  from: string;
  to: string;
  /** The states to show, in order; rows and columns alike. */
  statuses: readonly PublishedStatus[];
  flows: readonly Flow[];
};

/** In which state duos were in one cycle and are in another; the framed diagonal kept its state. */
export function FlowMatrix({ caption, from, to, statuses, flows, words, format }: Props) {
  const { flow } = words.charts;
  const most = Math.max(1, ...flows.map(({ count }) => count ?? 0));
  return (
    <TableFrame label={caption}>
      <table className="max-w-reading w-full border-separate border-spacing-1 text-small max-sm:border-spacing-0.5">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <td className="w-36 max-sm:w-auto align-bottom text-ink-3">{flow.from(from)}</td>
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
                    format={format}
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

type StateProps = Pick<ViewProps, "words"> & { status: PublishedStatus; stacked?: boolean };

function State({ status, words, stacked = false }: StateProps) {
  return (
    <span
      className={
        stacked ? "flex flex-col items-center gap-1" : "flex items-baseline gap-1.5 sm:whitespace-nowrap"
      }
    >
      <StatusGlyph status={status} />
      <span className={stacked ? "not-print:max-sm:sr-only" : undefined}>{words.status.word[status]}</span>
    </span>
  );
}

type CellProps = ViewProps & { flow: Flow; most: number };

function FlowCell({ flow, most, words, format }: CellProps) {
  const { from, to, count, href } = flow;
  const stayed = from === to ? "outline-1 -outline-offset-1 outline-edge" : "";
  const cell = `h-10 sm:min-w-14 rounded-md text-center tabular-nums ${stayed}`;
  if (count === null) {
    return (
      <td title={words.charts.flow.hidden} className={`hatch ${cell}`}>
        <span className="sr-only">{words.charts.flow.hidden}</span>
      </td>
    );
  }
  if (count === 0) return <td className={`text-ink-3 ${cell}`}>0</td>;
  // By square root, so that a single duo is still coloured beside the many that kept their state.
  const step = heatSteps[Math.ceil(Math.sqrt(count / most) * (heatSteps.length - 1))];
  const figure = format.whole(count);
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
