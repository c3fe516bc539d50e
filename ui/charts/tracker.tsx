import type { PublishedStatus } from "@/lib/domain/status";
import type { ViewProps } from "../view-props";
import { TrackerBoxes } from "./tracker-boxes";

export type TrackedCycle = {
  /** In full: "October 2026". */
  name: string;
  /** `null`: the duo was not in this cycle, or its row is not shown. */
  status: PublishedStatus | null;
  reason?: string | null;
};

type Props = Pick<ViewProps, "words"> & { cycles: readonly TrackedCycle[] };

/** A duo's states over cycles: shape, letter and colour; for a screen reader, in words, how long each state lasted. */
export function Tracker({ cycles, words }: Props) {
  return (
    <span className="inline-block align-middle">
      <span className="sr-only">
        {words.charts.tracker.summary(
          { n: cycles.length, figure: `${cycles.length}` },
          spells(cycles, words),
        )}
      </span>
      <TrackerBoxes states={cycles.map(({ status, reason }) => (reason ? [status, reason] : [status]))} />
    </span>
  );
}

function spells(cycles: readonly TrackedCycle[], words: ViewProps["words"]): string {
  const found: { status: PublishedStatus | null; first: string; last: string }[] = [];
  for (const { name, status } of cycles) {
    const open = found.at(-1);
    if (open?.status === status) open.last = name;
    else found.push({ status, first: name, last: name });
  }
  const { tracker } = words.charts;
  return found
    .map(({ status, first, last }) =>
      tracker.spell(status ? words.status.word[status] : tracker.absent, first, last),
    )
    .join(", ");
}
