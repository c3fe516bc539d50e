import { beginningsOf, tellsOfDiverging } from "@/lib/insights/beginnings";
import { chanceOf, stateChanges } from "@/lib/insights/changes";
import { filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import type { OverviewDuos } from "@/lib/insights/overview";
import { DuoMap } from "../../charts/duo-map";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { ChangeList } from "../changes/change-list";

type Props = ViewProps & {
  frame: InsightsFrame;
  duos: OverviewDuos;
};

/** The address of a duo's page for leaders, in the cycle in view. */
export function duoHref({ filters: { cycle, unit } }: InsightsFrame, duoId: string): string {
  return filterHref(`/insights/duos/${duoId}`, { cycle, unit });
}

/** The map of level and agreement, beside the changes. */
export function OverviewNamed({ frame, duos, words, format }: Props) {
  const { map } = words.insights;
  const { filters } = frame;
  const onMap = duos.mapCounts.reduce((sum, { count }) => sum + count, 0);
  // A duo that the reader is in is counted, but has no mark of its own.
  const isShort = duos.mapDuos.length > 0 && duos.mapDuos.length < onMap;
  const inList = { ...filters, range: undefined };
  return (
    <div className="grid gap-x-10 gap-y-10 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] print:grid-cols-2 print:gap-6">
      {duos.mapCounts.length > 0 ? (
        <DuoMap
          title={map.title}
          note={
            <>
              {map.note} {duos.mapDuos.length > 0 && <span className="print:hidden">{map.noteSingle}</span>}{" "}
              {isShort && words.insightsDuos.list.ownDuo}
            </>
          }
          counts={duos.mapCounts.map((cell) => ({
            ...cell,
            href: filterHref("/insights/duos", inList, { status: cell.status, agreement: cell.agreement }),
          }))}
          duos={duos.mapDuos.map((duo) => ({ ...duo, href: duoHref(frame, duo.id) }))}
          words={words}
          format={format}
        />
      ) : (
        <Section title={map.title} note={map.empty} />
      )}
      <ChangedSection {...{ frame, duos, words, format }} />
    </div>
  );
}

/** The largest changes since the cycle before, and a link to all of them. */
function ChangedSection({ frame, duos, words, format }: Props) {
  const { changed } = words.insights;
  const { moves, compared, older } = duos.comparison;
  const total = stateChanges(moves) + older;
  const { filters, previous } = frame;
  const inList = { ...filters, range: undefined };
  const begun = beginningsOf(frame);
  return (
    <Section
      title={changed.title}
      note={
        total > 0 &&
        [
          changed.chance[chanceOf(frame.cycle, older > 0 || tellsOfDiverging(begun, moves))],
          ...(older > 0 ? [changed.older(format.count(older))] : []),
        ].join(" ")
      }
    >
      {total > 0 ? (
        <>
          <ChangeList
            duos={duos.changes}
            frame={frame}
            hrefOf={({ duoId }) => duoHref(frame, duoId)}
            words={words}
            format={format}
          />
          <p className="mt-3 text-small print:hidden">
            <TextLink href={filterHref("/insights/changes", inList)}>
              {changed.all(total, format.whole(total))}
            </TextLink>
          </p>
        </>
      ) : (
        <p className="text-ink-2 text-small">
          {!previous
            ? changed.first
            : !begun.changes
              ? words.beginnings.noChanges
              : compared > 0
                ? changed.noneText
                : changed.noneInBoth}
        </p>
      )}
    </Section>
  );
}
