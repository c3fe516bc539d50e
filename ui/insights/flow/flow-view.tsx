import { publishedStatuses } from "@/lib/domain/status";
import { cycleName } from "@/lib/i18n/cycle-name";
import { isPart } from "@/lib/insights/filters";
import { earlierCycles, type FlowSummary, type Flows, summarizeFlow } from "@/lib/insights/flow";
import { type OpenedView, showsDuos } from "@/lib/insights/frame";
import { FlowMatrix } from "../../charts/flow-matrix";
import { Disclosure } from "../../disclosure";
import { FilterSelect } from "../../filter-bar";
import { PageTitle } from "../../page-title";
import { Section } from "../../section";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { ExportButton } from "../view-parts/data-links";
import { FrameNotices } from "../view-parts/frame-notices";
import { InsightsFilters } from "../view-parts/insights-filters";
import { NoMatch } from "../view-parts/no-match";
import { Streamed } from "../view-parts/streamed";

const path = "/insights/flow";

/** How many duos went from which state in one cycle to which state in another. */
export function FlowView({ view, words, format }: ViewProps & { view: OpenedView<Flows> | undefined }) {
  const text = words.insights;
  if (!view) return <PageTitle title={text.notPublished.title} lede={text.notPublished.text} />;
  const { frame } = view;
  const { choices, from } = earlierCycles(frame);
  return (
    <>
      <InsightsFilters
        choice={frame}
        path={path}
        usual={{ from: choices[0]?.id }}
        words={words}
        format={format}
      >
        {choices.length > 0 && showsDuos(frame.cycle) && (
          <FilterSelect
            name="from"
            label={text.filter.from}
            value={from?.id ?? ""}
            options={choices.map(({ id, opensOn }) => ({
              value: id,
              label: cycleName(opensOn, frame.cycles, format),
            }))}
          />
        )}
      </InsightsFilters>
      <FrameNotices frame={frame} words={words} format={format} />
      <Streamed view={view} path={path} shape="list" words={words}>
        {({ between }) =>
          between ? (
            <FlowBetween between={between} frame={frame} words={words} format={format} />
          ) : (
            frame.cycle.state === "published" && (
              <PageTitle
                title={showsDuos(frame.cycle) ? text.flow.none : text.flow.private}
                lede={text.flow.noneText}
              />
            )
          )
        }
      </Streamed>
    </>
  );
}

type BetweenProps = ViewProps & { between: NonNullable<Flows["between"]>; frame: Flows["frame"] };

function FlowBetween({ between: { from, counts }, frame, words, format }: BetweenProps) {
  const text = words.insights.flow;
  const summary = summarizeFlow(counts);
  if (counts.length === 0 && isPart(frame.filters)) {
    return <NoMatch filters={frame.filters} path={path} words={words} format={format} />;
  }
  if (counts.length === 0) return <PageTitle title={text.empty} lede={text.noneText} />;
  const present = publishedStatuses.filter((status) =>
    counts.some((count) => count.from === status || count.to === status),
  );
  const [then, now] = [from, frame.cycle].map(({ opensOn }) => cycleName(opensOn, frame.cycles, format)) as [
    string,
    string,
  ];
  return (
    <>
      <PageTitle
        title={
          summary.total > 0
            ? text.title(format.count(summary.stayed), format.count(summary.total))
            : text.noStates
        }
        lede={
          <>
            {text.lede(then, now)}{" "}
            {summary.others > 0 && text.others(summary.others, format.whole(summary.others))}
          </>
        }
        actions={<ExportButton table="flow" filters={frame.filters} words={words} />}
      />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,8fr)_minmax(0,4fr)]">
        <Section title={text.matrix} note={text.matrixNote}>
          <FlowMatrix
            caption={text.matrix}
            from={then}
            to={now}
            statuses={present}
            flows={counts}
            words={words}
            format={format}
          />
        </Section>
        <Steps summary={summary} words={words} format={format} />
      </div>
    </>
  );
}

const STEPS_SAID = 6;

function Steps({ summary: { steps }, words, format }: ViewProps & { summary: FlowSummary }) {
  const text = words.insights.flow;
  return (
    <Section title={text.steps} note={steps.length > 0 ? text.noise : text.noSteps}>
      <ul className="border-line border-t">
        {steps.slice(0, STEPS_SAID).map(({ from, to, count, share }) => (
          <li key={`${from} ${to}`} className="border-line border-b py-2">
            <p>{text.step(format.count(count), text.adjective[from], text.adjective[to])}</p>
            <p className="text-ink-3 text-small">{text.share(format.percent(share), text.adjective[from])}</p>
          </li>
        ))}
      </ul>
      {steps.length > STEPS_SAID && (
        <Disclosure summary={text.more} className="mt-2">
          <Table
            stacked
            dense
            caption={text.more}
            rows={steps}
            rowKey={({ from, to }) => `${from} ${to}`}
            columns={[
              {
                key: "from",
                header: text.from,
                rowHeader: true,
                cell: ({ from }) => words.status.word[from],
              },
              { key: "to", header: text.to, cell: ({ to }) => words.status.word[to] },
              { key: "count", header: text.count, numeric: true, cell: ({ count }) => format.whole(count) },
              {
                key: "share",
                header: text.shareOf,
                numeric: true,
                cell: ({ share }) => format.percent(share),
              },
            ]}
          />
        </Disclosure>
      )}
    </Section>
  );
}
