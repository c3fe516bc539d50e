import type { AnswersKept } from "@/lib/personal-data/answers-kept";
import type { PersonalDataGroup } from "@/lib/personal-data/groups";
import { personalDataGroups } from "@/lib/personal-data/groups";
import type { InWords } from "@/lib/personal-data/in-words";
import type { OwnData, OwnTable } from "@/lib/personal-data/own-data";
import { buttonClass } from "../button";
import { DownloadLink } from "../download-link";
import { LinkButton } from "../link-button";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { NotShown } from "./not-shown";
import { OwnTableView } from "./own-table";

const file = (format: string) => `/account/data/file?format=${format}`;
const groups = Object.entries(personalDataGroups) as [PersonalDataGroup, readonly string[]][];

/** Everything that is stored about the reader, group by group, with the files that hold the same. */
export function OwnDataView({ data, ...into }: { data: OwnData } & InWords) {
  const { words } = into;
  const text = words.personalData;
  return (
    <div className="flex flex-col gap-12">
      <PageTitle title={text.title} lede={text.lede} />
      <Section title={text.download} note={text.downloadNote}>
        <div className="flex flex-wrap gap-2">
          {(["json", "csv"] as const).map((format) => (
            <DownloadLink key={format} href={file(format)} className={buttonClass({ kind: "secondary" })}>
              {text[format]}
            </DownloadLink>
          ))}
          <LinkButton kind="danger" href="/account/withdraw">
            {words.withdrawing.link}
          </LinkButton>
        </div>
      </Section>
      {groups.map(([group, names]) => (
        <Section key={group} title={text.groups[group]}>
          <Group
            tables={data.tables.filter(({ name }) => names.includes(name))}
            answersKept={data.answersKept}
            {...into}
          />
        </Section>
      ))}
      <NotShown words={words} />
    </div>
  );
}

/** The kinds of which something is stored, and below them the names of the others. */
function Group({
  tables,
  answersKept,
  ...into
}: { tables: readonly OwnTable[]; answersKept: AnswersKept } & InWords) {
  const text = into.words.personalData;
  const [filled, none] = [true, false].map((full) => tables.filter(({ rows }) => rows.length > 0 === full));
  return (
    <div className="flex flex-col gap-8">
      {filled!.map((table) => (
        <OwnTableView key={table.name} table={table} answersKept={answersKept} {...into} />
      ))}
      {none!.length > 0 && (
        <p className="max-w-column text-small text-ink-3">
          {text.none(into.format.list(none!.map(({ name }) => text.tables[name].title)))}
        </p>
      )}
    </div>
  );
}
