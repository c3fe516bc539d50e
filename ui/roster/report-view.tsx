import { countChanges, type ImportReport, type ImportSummary } from "@/lib/domain/roster-imports";
import { isolate } from "@/lib/i18n/isolate";
import { recordKinds } from "@/lib/roster/columns";
import { type ItemAction, itemActions } from "@/lib/roster/draft";
import { DownloadLink } from "../download-link";
import { LinkButton } from "../link-button";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { PagedList } from "../pagination";
import { Section } from "../section";
import { type Column, Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { ItemTable } from "./item-table";
import { ProblemList } from "./problem-list";
import { type ImportActions, ReportActions } from "./report-actions";
import { ReportProgress } from "./report-progress";

type Props = ViewProps & { report: ImportReport; actions: ImportActions };

/** One import: its progress, what it would change, what is wrong with it, and what can be done with it now. */
export function ReportView({ report, actions, words, format }: Props) {
  const text = words.roster;
  const { state, summary, problems, items } = report;
  const isMoving = state === "checking" || state === "applying";
  return (
    <div className="flex flex-col gap-8">
      <PageTitle
        title={text.report.title[state]}
        lede={<TextLink href="/program/import">{text.back}</TextLink>}
      />
      {isMoving && (
        <ReportProgress report={report} text={{ ...text.progress, label: text.progress[state] }} />
      )}
      <Notices report={report} words={words} format={format} />
      <ReportActions report={report} actions={actions} text={actionText(report, { words, format })} />
      {summary && summary.counts.length > 0 && (
        <Section title={text.report.counts}>
          <CountTable summary={summary} words={words} format={format} />
        </Section>
      )}
      {problems.length > 0 && (
        <Section
          title={text.report.problems}
          note={text.report.problemsNote}
          actions={
            <DownloadLink
              href={`/api/program/imports/${report.id}/problems`}
              className="font-medium text-accent hover:underline"
            >
              {text.report.problemsFile}
            </DownloadLink>
          }
        >
          <ProblemList report={report} words={words} format={format} />
        </Section>
      )}
      {items.lines.length > 0 && (
        <Section title={text.report.items}>
          <PagedList
            list={items}
            href={(page) => `/program/import/${report.id}?page=${page}`}
            allHref={`/program/import/${report.id}?rows=all`}
            words={words}
            format={format}
          >
            <ItemTable items={items.lines} files={report.files} words={words} format={format} />
          </PagedList>
        </Section>
      )}
    </div>
  );
}

function actionText(report: ImportReport, { words, format }: ViewProps) {
  const { apply, discard, breakers, report: text, signIn } = words.roster;
  const tripped = report.summary?.tripped ?? [];
  return {
    apply: { ...apply, text: apply.text(format.count(countChanges(report.summary))) },
    discard,
    again: text.again,
    checking: text.checking,
    another: text.another,
    signIn,
    breakers: {
      title: breakers.title,
      questions: tripped.map(({ breaker, count, of }) => ({
        name: breaker,
        fact: breakers.text[breaker](format.whole(count), format.whole(of)),
        label: breakers.label[breaker],
      })),
    },
  };
}

function Notices({ report, words, format }: ViewProps & { report: ImportReport }) {
  const { report: text, failures, progress } = words.roster;
  const { state, summary, failure, files, complete, isStuck, isOwn, openCycle } = report;
  const isOver = state === "applied" || state === "discarded";
  const changes = format.count(countChanges(summary));
  const isChecked = state === "checked" && summary !== null;
  return (
    <>
      {isStuck && <Notice kind="warning">{progress.stuck}</Notice>}
      {!isOwn && !isOver && <Notice>{text.ofAnother}</Notice>}
      {failure && <Notice kind="warning">{failures[failure]}</Notice>}
      {isChecked && (
        <p className="max-w-column text-ink-2">
          {text.files(files.map(isolate).join(", "), format.count(summary.lines))} {complete && text.complete}
        </p>
      )}
      {isChecked && summary.errors > 0 && (
        <Notice kind="warning">{text.errors(format.count(summary.errors))}</Notice>
      )}
      {isChecked && <DamagedNames report={report} words={words} format={format} />}
      {isChecked && summary.errors === 0 && changes.n === 0 && <Notice>{text.nothing}</Notice>}
      {isChecked && openCycle !== null && changes.n > 0 && (
        <Notice>{text.openCycle(format.whole(openCycle))}</Notice>
      )}
      {state === "applied" && summary && (
        <Notice>
          <p>{text.appliedText(changes)}</p>
          {summary.left ? <p>{text.left(format.count(summary.left))}</p> : null}
          {summary.asked ? <p>{text.asked(format.count(summary.asked))}</p> : null}
        </Notice>
      )}
      {state === "discarded" && <Notice>{text.discardedText}</Notice>}
      {isOver && (
        <div>
          <LinkButton kind="secondary" href="/program">
            {words.shell.nav.program}
          </LinkButton>
        </div>
      )}
    </>
  );
}

/** How many names seem to have lost letters, before they are stored so. */
function DamagedNames({
  report: { summary, problems },
  words,
  format,
}: ViewProps & { report: ImportReport }) {
  const found = summary?.problems.find(({ code }) => code === "name-damaged");
  const example = problems.find(({ code }) => code === "name-damaged")?.value;
  if (!found || !example) return null;
  const text = words.roster.report.damaged(format.count(found.count), isolate(example));
  return <Notice kind="warning">{text}</Notice>;
}

function CountTable({ summary, words, format }: ViewProps & { summary: ImportSummary }) {
  const text = words.roster;
  const rows = recordKinds.filter((kind) => summary.counts.some((one) => one.kind === kind));
  const shown = itemActions.filter((action) => summary.counts.some((one) => one.action === action));
  const countOf = (kind: (typeof rows)[number], action: ItemAction) =>
    summary.counts.find((one) => one.kind === kind && one.action === action)?.count ?? 0;
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "kind", header: text.item.kind, rowHeader: true, cell: (kind) => text.kindsMany[kind] },
    ...shown.map((action) => ({
      key: action,
      header: text.actions[action],
      numeric: true,
      cell: (kind: (typeof rows)[number]) => format.whole(countOf(kind, action)),
    })),
  ];
  return (
    <div className="max-w-column">
      <Table caption={text.report.countsCaption} columns={columns} rows={rows} rowKey={(kind) => kind} />
    </div>
  );
}
