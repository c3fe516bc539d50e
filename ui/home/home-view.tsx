import type { Home } from "@/lib/domain/duos";
import { EmptyState } from "../empty-state";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { DueList } from "./due-list";
import { DuoList } from "./duo-list";

type Props = ViewProps & {
  home: Home;
  /** Whether a new sign-in address waits for the reader's word. */
  addressWaits: boolean;
  roles: { leads: readonly string[]; isAdmin: boolean; isReviewer: boolean };
};

/** The reader's surveys to answer, their duos, and which leaders may read the duos' results since recently. */
export function HomeView({ home, addressWaits, roles, words, format }: Props) {
  const text = words.home;
  const owed = home.due.filter(({ progress }) => progress === "not-started" || progress === "draft").length;
  const title = owed > 0 ? text.title.owed(owed) : home.due.length > 0 ? text.title.done : text.title.nothing;
  const links = [
    ...(roles.leads.length > 0 ? [{ href: "/insights", label: text.insights }] : []),
    ...(roles.isAdmin ? [{ href: "/program", label: text.program }] : []),
    ...(roles.isReviewer ? [{ href: "/audit", label: text.audit }] : []),
  ];
  // A leader, admin or reviewer without a duo misses nothing, so the empty state is not for them.
  const onlyRole = links.length > 0 && home.duos.length === 0;
  return (
    <div className="mx-auto grid max-w-column gap-8">
      <PageTitle title={title} lede={links.length > 0 && <Links links={links} />} />
      {addressWaits && (
        <Notice kind="warning">
          <TextLink href="/account/address">{words.roster.address.title}</TextLink>
        </Notice>
      )}
      {home.newReaders.map((reader) => (
        <Notice key={reader.id} title={text.newReaderTitle}>
          {text.newReader(reader.unitName, format.dayMonth(reader.grantedAt))}
        </Notice>
      ))}
      {home.due.length > 0 && (
        <Section title={owed > 0 ? text.dueTitle.owed : text.dueTitle.answered}>
          <DueList due={home.due} now={home.now} text={text} format={format} />
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
