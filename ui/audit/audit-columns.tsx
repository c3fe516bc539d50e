import { type AuditAction, type AuditLine, type AuditNamed, actionsAboutPeople } from "@/lib/domain/audit";
import { isolate } from "@/lib/i18n/isolate";
import type { Column } from "../table";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { reader: { personId: string } };
type Words = ViewProps["words"]["audit"];

/** Actions whose subject is a duo, and a person. */
const aboutDuos = new Set<AuditAction>([
  "duo.read",
  "answers.unreadable",
  "duo.added",
  "duo.replaced",
  "duo.moved",
  "duo.changed",
  "duo.paused",
  "duo.resumed",
  "duo.ended",
]);
const aboutPeople = new Set<AuditAction>(actionsAboutPeople);

/** The beginning of an id, long enough to tell two people or duos of an organization apart. */
const short = (id: string) => id.slice(0, 8);

const personName = (person: AuditNamed, text: Words) =>
  person.name === null ? text.formerPerson : isolate(person.name);
const duoName = (duo: AuditNamed, text: Words) =>
  duo.name === null ? text.duo(short(duo.id)) : isolate(duo.name);

/** Who did what a row says, by name; without the reader's own "You". */
export const whoDid = ({ actor }: AuditLine, text: Words) => (actor ? personName(actor, text) : text.system);

/** When, who, what and concerning what. */
export function auditColumns({ reader, words, format }: Props): Column<AuditLine>[] {
  const text = words.audit;
  return [
    {
      key: "at",
      header: text.head.at,
      wrap: true,
      cell: ({ at }) => (
        <time dateTime={at.toISOString()} className="block not-print:md:max-lg:w-28">
          {format.dateTime(at)}
        </time>
      ),
    },
    {
      key: "who",
      header: text.head.who,
      anyLength: true,
      cell: (line) => (line.actor?.id === reader.personId ? text.you : whoDid(line, text)),
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

/** What a row is about, by the names of people, duos and units. */
function about(line: AuditLine, { words: { audit: text }, format }: ViewProps): string {
  const { action, subject, unitName, toUnit, fromUnit, role, partners, cycleNumber, table } = line;
  const { view, method, months, monthsBefore, what } = line;
  return [
    aboutDuos.has(action) && subject && duoName(subject, text),
    aboutPeople.has(action) && subject && personName(subject, text),
    ...partners.map((person) => personName(person, text)),
    isRole(role) && text.role[role],
    unitName && isolate(unitName),
    fromUnit && text.from(isolate(fromUnit)),
    toUnit && (fromUnit ? text.to(isolate(toUnit)) : isolate(toUnit)),
    cycleNumber !== null && text.cycle(format.whole(cycleNumber)),
    view && (text.view[view] ?? view),
    table && (text.files[table] ?? text.table(table)),
    method && (text.method[method] ?? method),
    months && monthsBefore && text.months(monthsBefore, months),
    what
      ?.split(" ")
      .map((column) => text.what[column] ?? column)
      .join(", "),
  ]
    .filter(Boolean)
    .join(" · ");
}

const isRole = (role: string | null): role is keyof ViewProps["words"]["audit"]["role"] =>
  role === "leader" || role === "admin" || role === "reviewer";
