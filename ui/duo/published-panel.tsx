import type { DuoCycleSummary, PublishedForPartners } from "@/lib/domain/duos";
import { sharedDimensionCodes } from "@/lib/domain/published";
import { Notice } from "../notice";
import { BandWord, StatusWord, sinceOf, type Told } from "../status";
import { TextLink } from "../text-link";
import { TrendNote } from "../trend-note";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { cycle: DuoCycleSummary; among: Told["among"] };

/** The published figures of a duo in one cycle, as its two partners may read them. */
export function PublishedPanel({ cycle, among, words, format }: Props) {
  const text = words.home.duo;
  const told = { at: cycle.opensOn, among };
  const { published } = cycle;
  if (cycle.state === "withdrawn") {
    return <Notice kind="withdrawn">{text.withdrawn(cycle.withdrawnReason ?? "")}</Notice>;
  }
  if (!published) {
    return <p className="text-ink-2">{cycle.state === "published" ? text.notCounted : text.notYet}</p>;
  }
  if (!published.status) return <RowFigures row={published} told={told} words={words} format={format} />;
  return (
    <div className="grid gap-4">
      <RowFigures row={published} told={told} words={words} format={format} />
      {published.watchDeclining && <Notice title={text.watchTitle}>{text.watch.declining}</Notice>}
      {published.watchApart && <Notice title={text.watchTitle}>{text.watch.apart}</Notice>}
      <p className="text-small text-ink-3">
        {cycle.sharingMode === "scoped" ? text.publishedNote : text.publishedNotePrivate}{" "}
        {words.charts.questions(cycle.instrumentVersion)}{" "}
        <TextLink href="/methodology" inline>
          {text.how}
        </TextLink>
      </p>
    </div>
  );
}

type Row = Omit<PublishedForPartners, "watchDeclining" | "watchApart">;

/** A duo's published row: state, level and bands, or that it was incomplete. */
export function RowFigures({ row, told, words, format }: ViewProps & { row: Row; told: Told }) {
  const text = words.home.duo;
  if (!row.status) {
    return (
      <p className="text-ink-2">
        <StatusWord status="incomplete" words={words} />
      </p>
    );
  }
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2">
      <div className="col-span-2">
        <dt className="text-ink-3 text-small">{text.state}</dt>
        <dd>
          <StatusWord
            status={row.status}
            reason={row.reason}
            words={words}
            since={sinceOf(row, told, { words, format })}
          />
          {row.status === "diverging" ? (
            <TrendNote row={row} among={told.among} words={words} format={format} />
          ) : (
            row.status !== "not-enough-data" && <p className="text-ink-3 text-small">{text.noChange}</p>
          )}
        </dd>
      </div>
      <div className="col-span-2 mb-2">
        <dt className="text-ink-3 text-small">{text.level}</dt>
        <dd>{row.level === null ? text.noLevel : text.levelOf(format.whole(row.level))}</dd>
      </div>
      <dt className="text-ink-3">{text.agreement}</dt>
      <dd>
        <BandWord kind="agreement" band={row.agreement} words={words} />
      </dd>
      {sharedDimensionCodes.map((code) => {
        const band = row.dimensionBands?.[code];
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
  );
}
