import {
  type AuditField,
  type AuditLog,
  auditFields,
  auditFormats,
  auditHref,
} from "@/lib/domain/audit-query";
import { buttonClass } from "../button";
import { DownloadLink } from "../download-link";
import { EmptyState } from "../empty-state";
import { LinkButton } from "../link-button";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { WholeList } from "../whole-list";
import { auditColumns } from "./audit-columns";
import { AuditFilterBar } from "./audit-filter-bar";
import { ChainView } from "./chain-view";

type Props = ViewProps & { log: AuditLog; reader: { personId: string; isReviewer: boolean } };

/** The audit log: filters, one page of rows, and the way to the next ones. */
export function AuditView({ log, reader, words, format }: Props) {
  const text = words.audit;
  return (
    <div className="flex flex-col gap-6">
      <PageTitle
        title={text.title}
        lede={reader.isReviewer ? text.lede.reviewer : text.lede.admin}
        actions={log.total > 0 && <Files log={log} words={words} />}
      >
        {reader.isReviewer && <p className="mt-1 text-small text-ink-3">{text.people}</p>}
        <p className="mt-1 text-small print:hidden">
          <TextLink href="/audit/data">{words.dataInventory.link}</TextLink>
          {reader.isReviewer && (
            <TextLink href="/audit/review" className="ml-5">
              {words.review.link}
            </TextLink>
          )}
        </p>
      </PageTitle>
      {log.chain !== undefined && <ChainView chain={log.chain} words={words} format={format} />}
      <AuditFilterBar log={log} words={words} />
      {log.problems.length > 0 ? (
        <Problems log={log} words={words} />
      ) : log.total === 0 ? (
        <Nothing log={log} words={words} />
      ) : (
        <Rows log={log} reader={reader} words={words} format={format} />
      )}
    </div>
  );
}

type PartProps = { log: AuditLog; words: ViewProps["words"] };

/** The rows that the filters leave as files, all pages of them. */
function Files({ log: { asked }, words: { audit: text } }: PartProps) {
  return auditFormats.map((format) => (
    <DownloadLink
      key={format}
      href={auditHref("/audit/export", asked, { format })}
      className={buttonClass({ kind: "secondary", size: "small" })}
    >
      {text.file[format]}
    </DownloadLink>
  ));
}

const isField = (problem: string): problem is AuditField => auditFields.some((field) => field === problem);

/** What the address asks for that is not there, and what to do about it. */
function Problems({ log: { problems, asked }, words: { audit: text } }: PartProps) {
  return (
    <>
      <Notice kind="warning" title={text.problemTitle}>
        <ul>
          {problems.map((problem) => (
            <li key={problem} className="wrap-anywhere">
              {text.problem[problem]((isField(problem) && asked[problem]) || "")}
            </li>
          ))}
        </ul>
      </Notice>
      {problems.includes("page") && (
        <LinkButton href={auditHref("/audit", asked)} kind="secondary" className="self-start">
          {text.pages.newest}
        </LinkButton>
      )}
    </>
  );
}

function Nothing({ log: { asked }, words: { audit: text } }: PartProps) {
  if (Object.keys(asked).length === 0) return <EmptyState title={text.emptyTitle} text={text.emptyText} />;
  return (
    <EmptyState title={text.noneTitle} text={text.noneText}>
      <LinkButton href="/audit" kind="secondary">
        {text.filter.clear}
      </LinkButton>
    </EmptyState>
  );
}

/** The rows of the page; on paper all of them. */
function Rows({ log, reader, words, format }: Props) {
  const { asked, lines, total, first, all, newer, older } = log;
  const text = words.shell.pages;
  const range = text.range(format.whole(first), format.whole(first + lines.length - 1), format.whole(total));
  const paged = !all && (newer || older);
  return (
    <WholeList allHref={paged ? auditHref("/audit", asked, { rows: "all" }) : undefined}>
      <Table
        stacked
        caption={words.audit.caption}
        rows={lines}
        rowKey={({ id }) => id}
        columns={auditColumns({ reader, words, format })}
      />
      {paged && <p className="mt-4 hidden text-small print:block">{text.partPrinted(range)}</p>}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-3 text-small text-ink-3 tabular-nums">
        <p className={paged ? "print:hidden" : undefined}>
          {range}
          {all && older && `. ${text.most(format.whole(lines.length))}`}
        </p>
        <Pages log={log} words={words} />
      </div>
    </WholeList>
  );
}

function Pages({ log: { asked, lines, all, newer, older }, words: { audit, shell } }: PartProps) {
  const [first, last] = [lines[0], lines.at(-1)];
  const to = (more: Record<string, string>) => auditHref("/audit", asked, more);
  if (!first || !last || !(newer || older || all)) return null;
  return (
    <nav aria-label={audit.pages.label} className="flex flex-wrap gap-x-5 gap-y-2 print:hidden">
      {newer && <TextLink href={to({})}>{audit.pages.newest}</TextLink>}
      {newer && <TextLink href={to({ after: first.id })}>{audit.pages.newer}</TextLink>}
      {older && !all && <TextLink href={to({ before: last.id })}>{audit.pages.older}</TextLink>}
      {all ? (
        <TextLink href={to({})}>{shell.pages.paged}</TextLink>
      ) : (
        <TextLink href={to({ rows: "all" })}>{shell.pages.all}</TextLink>
      )}
    </nav>
  );
}
