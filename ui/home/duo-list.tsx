import type { OwnDuo } from "@/lib/domain/duos";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { Link } from "../link";
import { StatusWord } from "../status";

type Props = { duos: readonly OwnDuo[]; words: Dictionary; format: Formats };

/** The duos one is in, with what was last published for the two. */
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

function LatestState({ duo, words, format }: Omit<Props, "duos"> & { duo: OwnDuo }) {
  const published = duo.latest?.published;
  if (!duo.latest || !published) return <span className="text-ink-3">{words.home.notPublished}</span>;
  if (!published.status) return <span className="text-ink-3">{words.home.lastIncomplete}</span>;
  return (
    <StatusWord
      status={published.status}
      reason={published.reason}
      words={words.status}
      since={published.sinceOn ? format.month(`${published.sinceOn}T12:00:00Z`) : undefined}
    />
  );
}
