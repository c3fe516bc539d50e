import type { ReactNode } from "react";
import { cycleName } from "@/lib/i18n/cycle-name";
import { attributeFilters, filterHref } from "@/lib/insights/filters";
import type { InsightsFrame, OpenedView } from "@/lib/insights/frame";
import { hasHistory } from "@/lib/insights/overview";
import type { RangeReport, Report } from "@/lib/insights/report";
import { askedRange } from "@/lib/insights/report-range";
import { type ReportPart, reportSentences } from "@/lib/insights/report-sentences";
import { methodologyHref } from "@/lib/methodology/sections";
import { FilterSelect } from "../../filter-bar";
import { Notice } from "../../notice";
import { PageTitle } from "../../page-title";
import { PrintButton } from "../../print-button";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { EarlyNotice, FrameNotices } from "../view-parts/frame-notices";
import { cycleOptions, InsightsFilters } from "../view-parts/insights-filters";
import { OverTime } from "../view-parts/over-time";
import { Streamed } from "../view-parts/streamed";
import { ChangesChart, hasChanges, hasParticipation, ParticipationChart } from "./report-charts";
import { reportPath } from "./report-link";

/** What happened in a unit from one cycle to another, in sentences and four charts; two pages on paper. */
export function ReportView({ view, words, format }: ViewProps & { view: OpenedView<Report> | undefined }) {
  const { notPublished } = words.insights;
  if (!view) return <PageTitle title={notPublished.title} lede={notPublished.text} />;
  const { frame } = view;
  return (
    <>
      <ReportFilters frame={frame} words={words} format={format} />
      {/* On paper the report itself says which cycles were private or withdrawn. */}
      <div className={frame.cycle.state === "published" ? "contents print:hidden" : "contents"}>
        <FrameNotices frame={frame} words={words} format={format} />
      </div>
      {frame.cycle.state === "published" && (
        <div className="hidden print:block">
          <EarlyNotice frame={frame} words={words} format={format} />
        </div>
      )}
      <Streamed view={view} path={reportPath} shape="figures" words={words}>
        {(report) => (
          <>
            {report.kind === "reversed" && (
              <Reversed {...report} frame={frame} words={words} format={format} />
            )}
            {report.kind === "range" && <Pages report={report} words={words} format={format} />}
          </>
        )}
      </Streamed>
    </>
  );
}

/** The unit, and the first and the last cycle; a withdrawn one cannot be chosen. */
function ReportFilters({ frame, words, format }: ViewProps & { frame: InsightsFrame }) {
  const { filter } = words.report;
  const { cycles, cycle, filters } = frame;
  const asked = askedRange(frame);
  const first = filters.from ?? (asked.kind === "range" ? asked.cycles[0]?.id : undefined) ?? cycle.id;
  const plain = askedRange({ ...frame, filters: {} });
  const usual = { from: plain.kind === "range" ? plain.cycles[0]?.id : undefined };
  const choices = (chosen: string) =>
    cycleOptions(
      cycles.filter(({ id, state }) => state === "published" || id === chosen),
      { words, format },
    );
  return (
    <InsightsFilters
      choice={frame}
      path={reportPath}
      usual={usual}
      whole="all"
      ownCycles
      words={words}
      format={format}
    >
      <FilterSelect name="from" label={filter.from} value={first} options={choices(first)} />
      <FilterSelect name="to" label={filter.to} value={cycle.id} options={choices(cycle.id)} />
    </InsightsFilters>
  );
}

function Reversed({ frame, from, words, format }: ViewProps & Extract<Report, { kind: "reversed" }>) {
  const { reversed } = words.report;
  const { cycle, filters } = frame;
  const turned = { ...attributeFilters(filters), unit: filters.unit, from: cycle.id, to: from.id };
  return (
    <>
      <PageTitle title={reversed.title} />
      <Notice kind="warning">
        {reversed.text(
          cycleName(from.opensOn, frame.cycles, format),
          cycleName(cycle.opensOn, frame.cycles, format),
        )}{" "}
        <TextLink href={filterHref(reportPath, turned)}>{reversed.turn}</TextLink>.
      </Notice>
    </>
  );
}

type ReportProps = ViewProps & { report: RangeReport };

function Pages({ report, words, format }: ReportProps) {
  const { frame, range, past, reorganized } = report;
  const speak = { words, format };
  const said = reportSentences(report, speak);
  const part = (name: ReportPart) => ({ title: words.report.section[name], sentences: said[name] });
  const page = "flex flex-col gap-10 print:gap-6";
  return (
    // Smaller on paper, so that a long range with much to say is on two pages too.
    <article className="flex flex-col gap-10 print:[zoom:0.85]">
      <div className={page}>
        <Title frame={frame} cycles={range.cycles} {...speak} />
        <div className="flex flex-col gap-6 print:gap-4">
          <Part {...part("standing")} />
          {hasHistory(past) && (
            <OverTime frame={frame} past={past} reorganized={reorganized} level={3} {...speak} />
          )}
        </div>
        <Part
          {...part("changes")}
          chart={hasChanges(report) && <ChangesChart report={report} {...speak} />}
        />
      </div>
      <div className={`${page} print:break-before-page`}>
        <Part
          {...part("participation")}
          chart={hasParticipation(report) && <ParticipationChart report={report} {...speak} />}
        />
        <div className={besides}>
          <Part {...part("units")} />
          <Part {...part("kinds")} />
        </div>
        <Part {...part("actions")} />
      </div>
    </article>
  );
}

type TitleProps = ViewProps & { frame: InsightsFrame; cycles: RangeReport["range"]["cycles"] };

function Title({ frame, cycles, words, format }: TitleProps) {
  const { report: text } = words;
  const month = (cycle: (typeof cycles)[number] | undefined) =>
    cycle ? cycleName(cycle.opensOn, frame.cycles, format) : "";
  return (
    <PageTitle
      title={text.title(frame.unit.label, month(cycles[0]), month(cycles.at(-1)))}
      lede={
        <>
          {text.lede(format.count(cycles.length))}{" "}
          <TextLink href={methodologyHref("report")}>{text.how}</TextLink>
        </>
      }
      actions={
        <span className="max-sm:hidden noscript:hidden">
          <PrintButton word={words.shell.action.print} />
        </span>
      }
    />
  );
}

type PartProps = { title: string; sentences: readonly string[]; chart?: ReactNode };

const besides = "grid items-start gap-x-10 gap-y-6 lg:grid-cols-2 print:grid-cols-2 print:gap-6";

/** A part of the report: its sentences, a paragraph each, and beside them its chart. */
function Part({ title, sentences, chart }: PartProps) {
  const text = (
    <div className="flex max-w-reading flex-col gap-1.5 print:max-w-none">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
  return (
    <Section title={title}>
      {chart ? (
        <div className={besides}>
          {text}
          {chart}
        </div>
      ) : (
        text
      )}
    </Section>
  );
}
