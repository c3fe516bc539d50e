import type { DuoCycleSummary } from "@/lib/domain/duos";
import { dimensionCodes } from "@/lib/domain/published";
import { Notice } from "../notice";
import { BandWord, StatusWord } from "../status";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { cycle: DuoCycleSummary };

/** The published figures of a duo in one cycle, as its two partners may read them. */
export function PublishedPanel({ cycle, words, format }: Props) {
  const text = words.home.duo;
  const { published } = cycle;
  if (cycle.state === "withdrawn") {
    return <Notice kind="withdrawn">{text.withdrawn(cycle.withdrawnReason ?? "")}</Notice>;
  }
  if (!published) return <p className="text-ink-2">{text.notYet}</p>;
  if (!published.status) {
    return (
      <p className="text-ink-2">
        <StatusWord status="incomplete" words={words} />
      </p>
    );
  }
  const since = published.sinceOn ? format.month(`${published.sinceOn}T12:00:00Z`) : undefined;
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        <dt className="text-ink-3">{text.state}</dt>
        <dd>
          <StatusWord status={published.status} reason={published.reason} words={words} since={since} />
        </dd>
        <dt className="text-ink-3">{text.level}</dt>
        <dd>{published.level === null ? text.noLevel : text.levelOf(format.whole(published.level))}</dd>
        <dt className="text-ink-3">{text.agreement}</dt>
        <dd>
          <BandWord kind="agreement" band={published.agreement} words={words} />
        </dd>
        {dimensionCodes.map((code) => {
          const band = code === "TRUST" ? undefined : published.dimensionBands?.[code];
          return (
            band && (
              <div key={code} className="col-span-2 grid grid-cols-subgrid">
                <dt className="text-ink-3">{words.status.dimension[code]}</dt>
                <dd>
                  <BandWord kind="level" band={band} words={words} />
                </dd>
              </div>
            )
          );
        })}
      </dl>
      {published.watchDeclining && <Notice title={text.watchTitle}>{text.watch.declining}</Notice>}
      {published.watchApart && <Notice title={text.watchTitle}>{text.watch.apart}</Notice>}
      <p className="text-small text-ink-3">
        {cycle.sharingMode === "scoped" ? text.publishedNote : text.publishedNotePrivate}{" "}
        <TextLink href="/methodology" inline>
          {text.how}
        </TextLink>
      </p>
    </div>
  );
}
