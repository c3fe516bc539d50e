import type { OwnDuo } from "@/lib/domain/duos";
import { cycleName } from "@/lib/i18n/cycle-name";
import { Link } from "../link";
import { StatusWord, sinceOf } from "../status";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { duos: readonly OwnDuo[] };

/** The duos the reader is or was in, each with its last published state. */
export function DuoList({ duos, words, format }: Props) {
  const text = words.home;
  return (
    <ul className="border-line border-t">
      {duos.map((duo) => (
        <li key={duo.duoId} className="border-line border-b">
          <Link
            href={`/duos/${duo.duoId}`}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-4 hover:bg-line-2"
          >
            <span>
              <bdi className="font-semibold">{duo.name}</bdi>{" "}
              <span className="text-ink-2">
                {text.withPartner(duo.partnerName || text.formerPartner, duo.name)}
              </span>
              {duo.withdrew && (
                <span className="block text-ink-3 text-small">
                  {text.withdrew(cycleName(duo.withdrew.opensOn, duo.cycles, format))}
                </span>
              )}
              {duo.paused && <span className="block text-ink-3 text-small">{text.paused}</span>}
              {duo.leftOpen && <span className="block text-ink-3 text-small">{text.leftOpen}</span>}
              {duo.endedOn && (
                <span className="block text-ink-3 text-small">
                  {text.ended(format.calendarDay(duo.endedOn))}
                </span>
              )}
            </span>
            <span className="grid gap-0.5 text-small sm:justify-items-end">
              <LatestState duo={duo} words={words} format={format} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function LatestState({ duo, words, format }: ViewProps & { duo: OwnDuo }) {
  const text = words.home;
  const published = duo.latest?.published;
  if (!duo.latest || !published) return <span className="text-ink-3">{text.notPublished}</span>;
  const month = cycleName(duo.latest.opensOn, duo.cycles, format);
  if (!published.status) return <span className="text-ink-3">{text.lastIncomplete(month)}</span>;
  return (
    <>
      <StatusWord
        status={published.status}
        reason={published.reason}
        words={words}
        since={sinceOf(published, { at: duo.latest.opensOn, among: duo.cycles }, { words, format })}
      />
      {published.level !== null && (
        <span className="text-ink-3 tabular-nums">{text.level(format.whole(published.level), month)}</span>
      )}
      {(published.watchDeclining || published.watchApart) && (
        <span className="text-ink-3">{text.onWatch}</span>
      )}
    </>
  );
}
