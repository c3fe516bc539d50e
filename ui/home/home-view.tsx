import type { Home } from "@/lib/domain/duos";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { EmptyState } from "../empty-state";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { TextLink } from "../text-link";
import { DueList } from "./due-list";
import { DuoList } from "./duo-list";

type Props = {
  home: Home;
  /** What the person may go to besides their own duos. */
  roles: { leads: readonly string[]; isAdmin: boolean; isReviewer: boolean };
  words: Dictionary;
  format: Formats;
};

/** What I owe, my duos, and who may newly read them. */
export function HomeView({ home, roles, words, format }: Props) {
  const text = words.home;
  const owed = home.due.filter(({ progress }) => progress === "not-started" || progress === "draft").length;
  const title = owed > 0 ? text.title.owed(owed) : home.due.length > 0 ? text.title.done : text.title.nothing;
  const links = [
    ...(roles.leads.length > 0 ? [{ href: "/insights", label: text.insights }] : []),
    ...(roles.isAdmin ? [{ href: "/program", label: text.program }] : []),
    ...(roles.isReviewer ? [{ href: "/audit", label: text.audit }] : []),
  ];
  // Who is here for a role and not for a duo is not to be told that something is missing.
  const onlyRole = links.length > 0 && home.duos.length === 0;
  return (
    <div className="mx-auto grid max-w-column gap-8">
      <PageTitle title={title} lede={links.length > 0 && <Links links={links} />} />
      {home.newReaders.map((reader) => (
        <Notice key={reader.id} title={text.newReaderTitle}>
          {text.newReader(reader.unitName, format.dayMonth(reader.grantedAt))}
        </Notice>
      ))}
      {home.due.length > 0 && (
        <Section title={owed > 0 ? text.dueTitle.owed : text.dueTitle.answered}>
          <DueList due={home.due} now={home.now} words={text} format={format} />
        </Section>
      )}
      {home.duos.length > 0 ? (
        <Section title={text.duosTitle}>
          <DuoList duos={home.duos} words={words} format={format} />
        </Section>
      ) : (
        !onlyRole && <EmptyState title={text.noDuosTitle} text={text.noDuosText} />
      )}
    </div>
  );
}

function Links({ links }: { links: readonly { href: string; label: string }[] }) {
  return (
    <span className="flex flex-wrap gap-x-6 gap-y-1">
      {links.map(({ href, label }) => (
        <TextLink key={href} href={href}>
          {label}
        </TextLink>
      ))}
    </span>
  );
}
