import type { OwnDuo } from "@/lib/domain/duos";
import { Link } from "../link";
import { StatusWord } from "../status";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { duos: readonly OwnDuo[] };

/** The duos the reader is in, each with its last published status. */
export function DuoList({ duos, words, format }: Props) {
  return (
    <ul className="border-line border-t">
      {duos.map((duo) => (
        <li key={duo.duoId} className="border-line border-b">
          <Link
            href={`/duos/${duo.duoId}`}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-4 hover:bg-line-2"
          >
            <span>
              <span className="font-semibold">{duo.name}</span>{" "}
              <span className="text-ink-2">
                {words.home.withPartner(duo.partnerName || words.home.formerPartner)}
              </span>
            </span>
            <span className="text-small">
              <LatestState duo={duo} words={words} format={format} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function LatestState({ duo, words, format }: ViewProps & { duo: OwnDuo }) {
  const published = duo.latest?.published;
  if (!duo.latest || !published) return <span className="text-ink-3">{words.home.notPublished}</span>;
  if (!published.status) return <span className="text-ink-3">{words.home.lastIncomplete}</span>;
  return (
    <StatusWord
      status={published.status}
      reason={published.reason}
      words={words}
      since={published.sinceOn ? format.month(`${published.sinceOn}T12:00:00Z`) : undefined}
    />
  );
}
