import { type SharingMode, sharingModes } from "@/lib/domain/cycles";
import { type CheckResult, type Review, reviewParts, reviewSettings } from "@/lib/domain/review";
import type { InventoryTable } from "@/lib/personal-data/columns";
import { PageTitle } from "../page-title";
import { PrintButton } from "../print-button";
import { Section } from "../section";
import { Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { ChainView } from "./chain-view";
import { ReviewMatrix } from "./review-matrix";

type Props = ViewProps & { review: Review; tables: readonly InventoryTable[] };

/** How this installation runs and what holds in it, for a reviewer to print. */
export function ReviewView({ review, tables, words, format }: Props) {
  const text = words.review;
  const { settings, versions, checks, headers, sessions, chain, backup } = review;
  const lastBackup = backup
    ? text.backup.last(format.dateTime(backup.at), format.whole(Math.ceil(backup.bytes / 1000)))
    : text.backup.unknown;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={text.lede(review.organization, format.dateTime(review.madeAt))}
        actions={
          <span className="max-sm:hidden noscript:hidden print:hidden">
            <PrintButton word={words.shell.action.print} />
          </span>
        }
      />
      <Index text={text} />
      <Section id="chain" title={text.chain.title}>
        <ChainView chain={chain} words={words} format={format} />
      </Section>
      <ReviewMatrix tables={tables} words={words} />
      <Facts
        id="settings"
        text={text.settings}
        rows={[
          [text.settings.sharing.name, sharingOf(review.sharing, { words, format })],
          ...reviewSettings.map(
            (name) => [text.settings.names[name], settings[name] ?? text.settings.none] as const,
          ),
        ]}
      />
      <Facts
        id="versions"
        text={text.versions}
        rows={reviewParts.map((name) => [text.versions.names[name], versions[name] ?? text.versions.unknown])}
      />
      <Facts
        id="checks"
        text={text.checks}
        rows={checks.map((one) => [text.checks.names[one.check], resultOf(one, text.checks)])}
      />
      <Facts id="headers" text={text.headers} rows={headers} />
      <Section id="sessions" title={text.sessions.title}>
        <p>{text.sessions.count(format.whole(sessions.all), format.whole(sessions.own))}</p>
        <p className="mt-1 max-w-column text-small text-ink-3">{text.sessions.end}</p>
        <p className="mt-2 text-small print:hidden">
          <TextLink href="/account">{text.sessions.account}</TextLink>
        </p>
      </Section>
      <Section id="backup" title={text.backup.title}>
        <p className="max-w-column">{lastBackup}</p>
      </Section>
      <Facts id="documents" text={text.documents} rows={Object.entries(text.documents.list)} />
      <p className="print:hidden">
        <TextLink href="/audit">{text.back}</TextLink>
      </p>
    </div>
  );
}

function resultOf(result: CheckResult, text: ViewProps["words"]["review"]["checks"]): string {
  if ("apart" in result) return text.apart;
  return "reference" in result ? text.unknown(result.reference) : (result.fault ?? text.fine);
}

/** What leaders read: of the newest cycle, and of how many cycles. */
function sharingOf({ newest, cycles }: Review["sharing"], { words, format }: ViewProps): string {
  const { settings } = words.review;
  if (!newest) return settings.sharing.none;
  const label = (mode: SharingMode) => words.program.modes[mode].label;
  return [
    settings.sharing.newest(format.whole(newest.number), label(newest.mode)),
    ...sharingModes
      .filter((mode) => cycles[mode] > 0)
      .map((mode) => settings.sharing.count(format.count(cycles[mode]), label(mode))),
  ].join(" ");
}

/** The page's sections in their order, by the ids to jump to. */
const parts = [
  "chain",
  "who",
  "settings",
  "versions",
  "checks",
  "headers",
  "sessions",
  "backup",
  "documents",
] as const;

/** Ways to the sections: on a phone the page is many screens long. */
function Index({ text }: { text: ViewProps["words"]["review"] }) {
  return (
    <nav aria-label={text.index} className="print:hidden">
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-small">
        {parts.map((part) => (
          <li key={part}>
            <TextLink href={`#${part}`}>{text[part].title}</TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type FactsProps = {
  id: string;
  text: { title: string; note?: string; name: string; value: string };
  rows: readonly (readonly [name: string, value: string])[];
};

/** A table of names and what they have now. */
function Facts({ id, text, rows }: FactsProps) {
  return (
    <Section id={id} title={text.title} note={text.note}>
      <Table
        stacked
        caption={text.title}
        rows={rows}
        rowKey={([name]) => name}
        columns={[
          { key: "name", header: text.name, rowHeader: true, wrap: true, cell: ([name]) => name },
          {
            key: "value",
            header: text.value,
            wrap: true,
            cell: ([, value]) => <span className="wrap-anywhere">{value}</span>,
          },
        ]}
      />
    </Section>
  );
}
