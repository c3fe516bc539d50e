import type { AuditAction, AuditLine, AuditLog } from "@/lib/domain/audit";
import { isolate } from "@/lib/i18n/isolate";
import { EmptyState } from "../empty-state";
import { PageTitle } from "../page-title";
import { PagedList } from "../pagination";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { log: AuditLog; reader: { personId: string; isReviewer: boolean } };

/** Actions whose subject is a duo, and a person. */
const aboutDuos = new Set<AuditAction>([
  "duo.read",
  "answers.unreadable",
  "duo.added",
  "duo.replaced",
  "duo.moved",
  "duo.paused",
  "duo.resumed",
  "duo.ended",
]);
const aboutPeople = new Set<AuditAction>([
  "person.added",
  "person.ended",
  "person.resumed",
  "address.set",
  "address.asked",
  "role.granted",
  "role.revoked",
]);

/** The beginning of an id, long enough to tell two people or duos of an organization apart. */
const short = (id: string) => id.slice(0, 8);

/** The audit log, page by page. */
export function AuditView({ log, reader, words, format }: Props) {
  const text = words.audit;
  const { lines, total } = log;
  return (
    <div className="flex flex-col gap-6">
      <PageTitle title={text.title} lede={reader.isReviewer ? text.lede.reviewer : text.lede.admin}>
        {reader.isReviewer && <p className="mt-1 text-small text-ink-3">{text.people}</p>}
      </PageTitle>
      {total === 0 ? (
        <EmptyState title={text.emptyTitle} text={text.emptyText} />
      ) : (
        <PagedList
          list={log}
          href={(page) => (page > 1 ? `/audit?page=${page}` : "/audit")}
          allHref="/audit?rows=all"
          words={words}
          format={format}
        >
          <Table
            stacked
            caption={text.caption}
            rows={lines}
            rowKey={({ id }) => id}
            columns={auditColumns({ reader, words, format })}
          />
        </PagedList>
      )}
    </div>
  );
}

function auditColumns({ reader, words, format }: Omit<Props, "log">): Column<AuditLine>[] {
  const text = words.audit;
  return [
    {
      key: "at",
      header: text.head.at,
      wrap: true,
      cell: ({ at }) => (
        <time dateTime={at.toISOString()} className="block not-print:max-lg:w-28">
          {format.dateTime(at)}
        </time>
      ),
    },
    {
      key: "who",
      header: text.head.who,
      anyLength: true,
      cell: ({ actorId, actorName }) => {
        if (actorId === null) return text.system;
        return actorId === reader.personId ? text.you : (actorName ?? text.person(short(actorId)));
      },
    },
    {
      key: "what",
      header: text.head.what,
      rowHeader: true,
      cell: ({ action }) => text.action[action],
    },
    {
      key: "about",
      header: text.head.about,
      anyLength: true,
      cell: (line) => about(line, { words, format }),
    },
  ];
}

/** What a row is about, by ids, and by the names of units. */
function about(line: AuditLine, { words: { audit: text }, format }: ViewProps): string {
  const { action, subjectId, unitName, toUnit, fromUnit, role, partners, cycleNumber, table } = line;
  return [
    aboutDuos.has(action) && subjectId && text.duo(short(subjectId)),
    aboutPeople.has(action) && subjectId && text.person(short(subjectId)),
    ...partners.map((id) => text.person(short(id))),
    isRole(role) && text.role[role],
    unitName && isolate(unitName),
    fromUnit && text.from(isolate(fromUnit)),
    toUnit && (fromUnit ? text.to(isolate(toUnit)) : isolate(toUnit)),
    cycleNumber !== null && text.cycle(format.whole(cycleNumber)),
    table && text.table(table),
  ]
    .filter(Boolean)
    .join(" · ");
}

const isRole = (role: string | null): role is keyof ViewProps["words"]["audit"]["role"] =>
  role === "leader" || role === "admin" || role === "reviewer";
