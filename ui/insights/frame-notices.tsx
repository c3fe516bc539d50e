import { type InsightsFrame, withdrawnCycle } from "@/lib/insights/frame";
import { Notice } from "../notice";
import type { ViewProps } from "./view-props";

type Props = ViewProps & { frame: InsightsFrame };

/** What a reader must know of the chosen cycle: withdrawn, or run in private mode. */
export function FrameNotices({ frame, words, format }: Props) {
  const text = words.insights;
  const withdrawn = withdrawnCycle(frame);
  const isPrivate = frame.cycle.sharingMode === "private" && frame.cycle.state === "published";
  return (
    <>
      {withdrawn?.withdrawnAt && (
        <Notice
          kind="withdrawn"
          title={text.withdrawn.title(
            format.monthYear(withdrawn.opensAt),
            format.date(withdrawn.withdrawnAt),
          )}
        >
          {withdrawn.withdrawnReason && <p>{text.withdrawn.reason(withdrawn.withdrawnReason)}</p>}
          {withdrawn === frame.cycle && <p>{text.withdrawn.notShown}</p>}
        </Notice>
      )}
      {isPrivate && <Notice title={text.private.title}>{text.private.text}</Notice>}
    </>
  );
}
