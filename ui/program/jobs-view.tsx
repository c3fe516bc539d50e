import {
  type FailedMail as FailedMailLine,
  type JobLine,
  type JobsPage,
  neverSentAgain,
} from "@/lib/domain/jobs";
import { PageTitle } from "../page-title";
import { PagedList } from "../pagination";
import { Section } from "../section";
import { type Column, Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import type { JobActions } from "./admin-actions";
import { AdminButton } from "./admin-button";
import { MailBanner } from "./mail-banner";

type TableProps = ViewProps & { page: JobsPage; actions: JobActions };
/** `hasMailbox`: in the demo, which sends no mail, what it would have sent can be read. */
type Props = TableProps & { hasMailbox: boolean };

/** The jobs: when each last ran and has to run next, and why it failed; and the mail that did not arrive. */
export function JobsView({ page, hasMailbox, actions, words, format }: Props) {
  const text = words.jobs;
  const { waiting, lastSentAt, later, laterAt } = page.mail;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={text.lede}
        actions={<TextLink href="/program">{words.schedule.back}</TextLink>}
      />
      <MailBanner mail={page.mail} words={words} format={format} />
      <Section title={text.runs.title} note={text.runs.note}>
        <JobTable page={page} actions={actions} words={words} format={format} />
      </Section>
      <Section
        title={text.mail.title}
        note={text.mail.summary(format.whole(waiting), lastSentAt && format.dateTime(lastSentAt))}
      >
        {laterAt !== null && (
          <p className="mb-3 max-w-prose">{text.mail.later(format.count(later), format.dateTime(laterAt))}</p>
        )}
        {hasMailbox && (
          <p className="mb-3">
            <TextLink href="/mailbox">{words.mailbox.link}</TextLink>
          </p>
        )}
        {page.failedMail.length === 0 ? (
          <p className="text-ink-2">{text.mail.noneFailed}</p>
        ) : (
          <FailedMail page={page} actions={actions} words={words} format={format} />
        )}
      </Section>
    </div>
  );
}

function JobTable({ page, actions, words, format }: TableProps) {
  const text = words.jobs;
  const { keep, signIn } = words.program;
  const at = (instant: string | null, none: string) => (instant === null ? none : format.dateTime(instant));
  const state = ({ fault, reference, failures }: JobLine) =>
    fault === null ? text.fine : text.failed(text.faults[fault], format.whole(failures), reference ?? "");
  const nextRun = ({ job, next }: JobLine) => {
    if (job === "check-audit") return text.eachNight;
    return job === "remind" && next !== null
      ? text.remindFrom(format.dateTime(next))
      : at(next, text.nothingDue);
  };
  const columns: Column<JobLine>[] = [
    { key: "job", header: text.head.job, rowHeader: true, wrap: true, cell: ({ job }) => text.names[job] },
    { key: "last", header: text.head.last, wrap: true, cell: ({ ranAt }) => at(ranAt, text.never) },
    { key: "next", header: text.head.next, wrap: true, cell: nextRun },
    {
      key: "state",
      header: text.head.state,
      wrap: true,
      cell: (line) => (
        <span className={line.fault === null ? "text-ink-2" : "font-medium text-diverging"}>
          {state(line)}
        </span>
      ),
    },
    {
      key: "retry",
      header: text.head.action,
      wrap: true,
      screenOnly: true,
      cell: ({ job }) => (
        <AdminButton
          action={actions.retryJob}
          page={actions.page}
          fields={{ job }}
          kind="secondary"
          text={{
            label: text.retry.label,
            title: text.retry.title(text.names[job]),
            done: text.retry.done(text.names[job]),
            keep,
            signIn,
          }}
        >
          {text.retry.text}
        </AdminButton>
      ),
    },
  ];
  return (
    <Table stacked caption={text.runs.title} columns={columns} rows={page.jobs} rowKey={({ job }) => job} />
  );
}

/** What did not arrive, by pages, and the button that has all of it sent again. */
function FailedMail({ page, actions, words, format }: TableProps) {
  const text = words.jobs.mail;
  const { keep, signIn } = words.program;
  const { failed } = page;
  return (
    <div className="flex flex-col gap-4">
      {failed.total > 1 && (
        <div className="print:hidden">
          <AdminButton
            action={actions.retryAllMail}
            page={actions.page}
            fields={{}}
            kind="secondary"
            text={{
              label: text.allAgain,
              title: text.allAgainTitle(format.count(failed.total)),
              done: undefined,
              keep,
              signIn,
            }}
          >
            {text.allAgainText}
          </AdminButton>
        </div>
      )}
      <PagedList
        list={failed}
        href={(number) => `/program/jobs?page=${number}`}
        allHref="/program/jobs?rows=all"
        words={words}
        format={format}
      >
        <FailedMailTable page={page} actions={actions} words={words} format={format} />
      </PagedList>
    </div>
  );
}

function FailedMailTable({ page, actions, words, format }: TableProps) {
  const text = words.jobs.mail;
  const { keep, signIn } = words.program;
  const columns: Column<FailedMailLine>[] = [
    {
      key: "to",
      header: text.to,
      rowHeader: true,
      wrap: true,
      anyLength: true,
      cell: ({ personName }) => personName,
    },
    { key: "kind", header: text.kind, wrap: true, cell: ({ kind }) => text.kinds[kind] },
    { key: "at", header: text.at, wrap: true, cell: ({ failedAt }) => format.dateTime(failedAt) },
    { key: "why", header: text.why, wrap: true, cell: ({ reason }) => text.reasonOf(reason) },
    {
      key: "again",
      header: words.jobs.head.action,
      wrap: true,
      screenOnly: true,
      cell: ({ id, kind, personName, noUse }) =>
        noUse ? (
          text.noUse[noUse]
        ) : neverSentAgain.includes(kind) ? null : (
          <AdminButton
            action={actions.retryMail}
            page={actions.page}
            fields={{ mailId: id }}
            kind="secondary"
            text={{ label: text.again, title: text.againTitle(personName), keep, signIn, done: undefined }}
          >
            {text.againText}
          </AdminButton>
        ),
    },
  ];
  return (
    <Table stacked caption={text.caption} columns={columns} rows={page.failedMail} rowKey={({ id }) => id} />
  );
}
