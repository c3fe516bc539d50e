import { type Home, owed, waiting } from "@/lib/domain/duos";
import { EmptyState } from "../empty-state";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { ComingDuos } from "./coming-duos";
import { DueList } from "./due-list";
import { DuoList } from "./duo-list";
import { NextCycles } from "./next-cycles";
import { OpenPromises } from "./open-promises";
import { NewReader, ReaderList } from "./reader-list";

type Props = ViewProps & {
  home: Home;
  /** Whether the reader has to confirm or refuse a new sign-in address. */
  addressWaits: boolean;
};

/** What the reader owes, what both have answered, what waits for their partners, their duos, the next dates and who reads. */
export function HomeView({ home, addressWaits, words, format }: Props) {
  const text = words.home;
  const parts = [
    { title: text.section.owed, due: owed(home.due) },
    { title: text.section.declined, due: home.due.filter(({ declined }) => declined) },
    { title: text.section.ready, due: home.due.filter(({ progress }) => progress === "final") },
    {
      title: text.section.waiting,
      due: [...waiting(home.due), ...home.due.filter(({ progress }) => progress === "fixed")],
    },
  ].filter(({ due }) => due.length > 0);
  const inDuo = home.duos.length > 0;
  const promising = home.duos.filter(({ promised }) => promised.length > 0);
  return (
    <div className="mx-auto grid max-w-page gap-8">
      <PageTitle title={titleOf(home, { words, format })} />
      {addressWaits && (
        <Notice kind="warning">
          <TextLink href="/account/address">{words.roster.address.title}</TextLink>
        </Notice>
      )}
      {home.newReaders.map((reader) => (
        <NewReader key={reader.id} reader={reader} text={text} format={format} />
      ))}
      {!inDuo && home.coming.length === 0 && <EmptyState title={text.noDuosTitle} text={text.noDuosText} />}
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid content-start gap-10">
          {parts.map(({ title, due }) => (
            <Section key={title} title={title}>
              <DueList due={due} now={home.now} text={text} format={format} />
            </Section>
          ))}
          {promising.length > 0 && (
            <Section title={text.promises.title} note={text.promises.note}>
              <OpenPromises duos={promising} words={words} />
            </Section>
          )}
          {inDuo && (
            <Section title={text.duosTitle}>
              <DuoList duos={home.duos} words={words} format={format} />
            </Section>
          )}
          <ComingDuos duos={home.coming} text={text} />
        </div>
        <Beside home={home} words={words} format={format} />
      </div>
    </div>
  );
}

/** The next dates, and who reads; nothing where there is neither. */
function Beside({ home, words, format }: ViewProps & { home: Home }) {
  const { next, readers } = words.home;
  if (home.next.length + home.readers.length === 0) return null;
  return (
    <div className="grid content-start gap-10">
      {home.next.length > 0 && (
        <Section title={next.title} note={next.note}>
          <NextCycles cycles={home.next} text={next} format={format} />
        </Section>
      )}
      {home.readers.length > 0 && (
        <Section title={readers.title} note={readers.note}>
          <ReaderList readers={home.readers} text={readers} format={format} />
        </Section>
      )}
    </div>
  );
}

function titleOf({ due, duos }: Home, { words, format }: ViewProps): string {
  const { title } = words.home;
  const open = owed(due).length;
  if (open > 0) return title.owed(open);
  if (due.some(({ progress }) => progress === "final")) return title.ready;
  const answered = waiting(due);
  if (answered.length === 0) {
    if (duos.length === 0) return title.empty;
    const answersNoMore = due.length > 0 || duos.some(({ withdrew }) => withdrew);
    return answersNoMore ? title.nothingLeft : title.none;
  }
  const names = answered.map(({ partnerName }) => partnerName);
  return names.includes("") ? title.waitingUnnamed : title.waiting(format.list([...new Set(names)]));
}
