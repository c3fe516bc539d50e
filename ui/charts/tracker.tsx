import type { PublishedStatus } from "@/lib/domain/status";
import type { ViewProps } from "../view-props";
import { type TrackerBox, TrackerBoxes } from "./tracker-boxes";

export type TrackedCycle = {
  /** In full: "October 2026". */
  name: string;
  /** `null`: the duo was not in this cycle, or its row is not shown. */
  status: PublishedStatus | null;
  reason?: string | null;
  /** Nothing is compared across the beginning of this cycle. */
  newQuestions?: boolean;
};

type Props = Pick<ViewProps, "words"> & { cycles: readonly TrackedCycle[] };

/**
 * A duo's states over cycles: shape, letter and colour, and a line before cycles with new questions; for a screen reader,
 * in words, how long each state lasted.
 */
export function Tracker({ cycles, words }: Props) {
  return (
    <span className="inline-block align-middle">
      <span className="sr-only">
        {words.charts.tracker.summary(
          { n: cycles.length, figure: `${cycles.length}` },
          spells(cycles, words),
        )}
      </span>
      <TrackerBoxes states={cycles.map(boxOf)} />
    </span>
  );
}

/** As short as it can be: a page has hundreds of them. */
function boxOf({ status, reason, newQuestions }: TrackedCycle): TrackerBox {
  if (newQuestions) return [status, reason, true];
  return reason ? [status, reason] : [status];
}

function spells(cycles: readonly TrackedCycle[], words: ViewProps["words"]): string {
  const found: { status: PublishedStatus | null; first: string; last: string }[] = [];
  for (const { name, status } of cycles) {
    const open = found.at(-1);
    if (open?.status === status) open.last = name;
    else found.push({ status, first: name, last: name });
  }
  const { tracker } = words.charts;
  const renewed = cycles
    .filter(({ newQuestions }) => newQuestions)
    .map(({ name }) => tracker.newQuestions(name));
  const lasted = found.map(({ status, first, last }) =>
    tracker.spell(status ? words.status.word[status] : tracker.absent, first, last),
  );
  return [...lasted, ...renewed].join(", ");
}
