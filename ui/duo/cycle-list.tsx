import type { DuoPage } from "@/lib/domain/duos";
import { cycleName } from "@/lib/i18n/cycle-name";
import { Link } from "../link";
import { StatusWord } from "../status";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { duo: DuoPage };

/** Every cycle of the duo, newest first, each with a link to its own reveal, and below them how the duo began. */
export function CycleList({ duo, words, format }: Props) {
  return (
    <ul className="border-line border-t">
      {duo.cycles.map((cycle) => {
        const name = cycleName(cycle.opensOn, duo.cycles, format);
        const status = cycle.published && (cycle.published.status ?? "incomplete");
        return (
          <li key={cycle.cycleId} className="border-line border-b">
            <Link
              href={`/duos/${duo.duoId}?cycle=${cycle.cycleId}`}
              aria-current={cycle.cycleId === duo.chosen.cycleId ? "page" : undefined}
              className="flex min-h-11 flex-wrap items-center justify-between gap-x-6 py-2 hover:bg-line-2 aria-[current]:font-semibold"
            >
              <span>
                {name}
                {cycle.withdrew && (
                  <span className="ml-3 font-normal text-ink-3 text-small">
                    {words.home.duo.history.withdrew}
                  </span>
                )}
                {cycle.talkedAt && (
                  <span className="ml-3 font-normal text-ink-3 text-small">
                    {words.home.duo.history.talked}
                  </span>
                )}
              </span>
              <span className="text-small">
                {status ? (
                  <StatusWord status={status} reason={cycle.published?.reason} words={words} />
                ) : (
                  <span className="text-ink-3">
                    {cycle.state === "withdrawn" ? words.shell.notice.withdrawn : words.home.duo.unpublished}
                  </span>
                )}
              </span>
            </Link>
          </li>
        );
      })}
      <Beginning duo={duo} words={words} format={format} />
    </ul>
  );
}

/** When the duo began and, for the one of the two who stayed, the duo that it replaced. */
function Beginning({ duo, words, format }: Props) {
  const text = words.home.duo.history;
  return (
    <>
      <li className="border-line border-b py-2.5 text-ink-3 text-small">
        {text.began(format.monthYear(duo.startedOn))}
      </li>
      {duo.replaced.map(({ duoId, endedOn, partnerName, hasPage }) => {
        const label = text.before(format.monthYear(endedOn), partnerName || words.home.formerPartner);
        return (
          <li key={duoId} className="border-line border-b text-small">
            {hasPage ? (
              <Link href={`/duos/${duoId}`} className="flex min-h-11 items-center py-2 hover:bg-line-2">
                {label}
              </Link>
            ) : (
              <span className="block py-2.5 text-ink-3">{label}</span>
            )}
          </li>
        );
      })}
    </>
  );
}
