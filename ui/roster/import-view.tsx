import {
  countChanges,
  type ImportLine,
  type ImportSummary,
  type PastedBefore,
} from "@/lib/domain/roster-imports";
import { recordKinds } from "@/lib/roster/columns";
import { DownloadLink } from "../download-link";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { type Column, Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { type StartCheck, UploadForm } from "./upload-form";

type Props = ViewProps & {
  imports: readonly ImportLine[];
  before: PastedBefore;
  page: string;
  startCheck: StartCheck;
};

/** Where an import begins: files, the rules, templates, and what was imported before. */
export function ImportView({ imports, before, page, startCheck, words, format }: Props) {
  const text = words.roster;
  const { "other-person": _other, fault: _fault, ...refusals } = words.refusals;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={text.lede}
        actions={<TextLink href="/program">{words.schedule.back}</TextLink>}
      />
      <Section title={text.upload.title} className="print:hidden">
        <UploadForm
          before={before}
          page={page}
          startCheck={startCheck}
          refusals={{ ...refusals, stale: text.stale }}
          text={clientText(text)}
        />
      </Section>
      <Section title={text.rules.title}>
        <ul className="flex max-w-column list-disc flex-col gap-1 pl-5 text-ink-2">
          {text.rules.list.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Section>
      <Section
        id="templates"
        title={text.templates.title}
        note={text.templates.note}
        className="print:hidden"
      >
        <FileTable words={words} />
      </Section>
      <Section title={text.imports.title}>
        {imports.length === 0 ? (
          <p className="text-ink-2">{text.imports.none}</p>
        ) : (
          <ImportTable imports={imports} words={words} format={format} />
        )}
      </Section>
    </div>
  );
}

const clientText = ({ upload, signIn }: ViewProps["words"]["roster"]) => ({ ...upload, signIn });

function FileTable({ words }: Pick<ViewProps, "words">) {
  const text = words.roster.templates;
  const link = (what: "template" | "roster", kind: keyof typeof text.kind) => {
    const props = {
      href: `/api/program/roster?${new URLSearchParams({ what, kind })}`,
      className: "text-accent underline decoration-line underline-offset-4 hover:text-ink",
      children: (
        <>
          {text.download} <span className="sr-only">{`${text[what]}: ${text.kind[kind]}`}</span>
        </>
      ),
    };
    // A template holds no person's data, so any sign-in will do.
    return what === "roster" ? <DownloadLink {...props} /> : <a {...props} />;
  };
  const columns: Column<keyof typeof text.kind>[] = [
    { key: "kind", header: words.roster.item.kind, rowHeader: true, cell: (kind) => text.kind[kind] },
    { key: "template", header: text.template, cell: (kind) => link("template", kind) },
    { key: "roster", header: text.roster, cell: (kind) => link("roster", kind) },
  ];
  return (
    <div className="max-w-column">
      <Table
        caption={text.caption}
        columns={columns}
        rows={["all", ...recordKinds]}
        rowKey={(kind) => kind}
      />
    </div>
  );
}

/** What an import holds: with an error in it none of its changes can be made, so that errors are what counts. */
function held(summary: ImportSummary, { words: { roster: text }, format }: ViewProps): string {
  return summary.errors > 0
    ? text.imports.errors(format.count(summary.errors))
    : text.changes(format.count(countChanges(summary)));
}

function ImportTable({ imports, words, format }: ViewProps & { imports: readonly ImportLine[] }) {
  const text = words.roster;
  const columns: Column<ImportLine>[] = [
    {
      key: "when",
      header: text.imports.when,
      rowHeader: true,
      cell: ({ id, createdAt }) => (
        <TextLink href={`/program/import/${id}`}>{format.dateTime(createdAt)}</TextLink>
      ),
    },
    { key: "who", header: text.imports.who, anyLength: true, cell: ({ createdBy }) => createdBy },
    { key: "state", header: text.imports.state, cell: ({ state }) => text.states[state] },
    {
      key: "result",
      header: text.imports.result,
      cell: ({ summary }) => (summary ? held(summary, { words, format }) : "–"),
    },
  ];
  return (
    <Table stacked caption={text.imports.caption} columns={columns} rows={imports} rowKey={({ id }) => id} />
  );
}
