import { cycleName, sinceName } from "@/lib/i18n/cycle-name";
import { breaksAmong } from "@/lib/insights/duos";
import type { CycleFacts, InsightsFrame } from "@/lib/insights/frame";
import type { TrackedDuo } from "@/lib/insights/tracked-duo";
import { Tracker } from "../../charts/tracker";
import { figureTexts } from "../../figures";
import { BandWord, StatusWord } from "../../status";
import type { Column } from "../../table";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  frame: InsightsFrame;
  /** The cycles of `states`, oldest first. */
  tracked: readonly CycleFacts[];
  hrefOf: (duo: TrackedDuo) => string;
};

type DuoColumn = "duo" | "state" | "tracker" | "level" | "agreement";

/** The columns that every table of duos shows, in static rows between `SoftLinks`. A table of data: a column each. */
export function duoColumns(props: Props): Record<DuoColumn, Column<TrackedDuo>> {
  const { words, format, tracked, frame } = props;
  const { column } = words.insightsDuos.list;
  const broken = breaksAmong(frame.cycles, tracked);
  const names = tracked.map(({ opensOn }) => cycleName(opensOn, frame.cycles, format));
  return {
    duo: {
      key: "duo",
      header: column.duo,
      rowHeader: true,
      wrap: true,
      cell: (duo) => <DuoName duo={duo} {...props} />,
    },
    state: {
      key: "state",
      header: column.state,
      wrap: true,
      cell: (duo) => <DuoState duo={duo} {...props} />,
    },
    tracker: {
      key: "tracker",
      header: column.tracker(format.count(tracked.length)),
      cell: ({ states }) => (
        <Tracker
          words={words}
          cycles={states.map((state, index) => ({
            ...state,
            name: names[index] ?? "",
            newQuestions: broken[index],
          }))}
        />
      ),
    },
    level: {
      key: "level",
      header: column.level,
      numeric: true,
      cell: ({ level }) => figureTexts(props).whole(level),
    },
    agreement: {
      key: "agreement",
      header: column.agreement,
      cell: ({ agreement }) => <BandWord kind="agreement" band={agreement} words={words} />,
    },
  };
}

type CellProps = Props & { duo: TrackedDuo };

function DuoName({ duo, hrefOf, words }: CellProps) {
  return (
    <span className="block lg:max-w-80">
      <a href={hrefOf(duo)} className="font-semibold hover:underline">
        {duo.name}
      </a>
      <span className="block font-normal text-ink-3 not-print:max-lg:hidden">
        {words.insightsDuos.list.column.where(duo.unitName, words.status.pairType[duo.pairType])}
      </span>
    </span>
  );
}

function DuoState({ duo: { status, reason, sinceOn, lastStatusOn }, frame, words, format }: CellProps) {
  const { list } = words.insightsDuos;
  return (
    <>
      <StatusWord
        status={status ?? "incomplete"}
        reason={reason}
        words={words}
        since={
          status && sinceOn
            ? sinceName(sinceOn, { at: frame.cycle.publishedAt, among: frame.cycles }, format)
            : undefined
        }
      />
      {!status && (
        <span className="block text-ink-3">
          {lastStatusOn ? list.lastState(cycleName(lastStatusOn, frame.cycles, format)) : list.noLastState}
        </span>
      )}
    </>
  );
}
