import { cycleName } from "@/lib/i18n/cycle-name";
import { beginningsOf, STATES_FROM, TRENDS_FROM } from "@/lib/insights/beginnings";
import { type InsightsFrame, withdrawnCycle } from "@/lib/insights/frame";
import { Notice } from "../../notice";
import { PageTitle } from "../../page-title";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { frame: InsightsFrame };

/** Notices about the chosen cycle: it was withdrawn, it ran in private mode, or it is too early for what begins later. */
export function FrameNotices({ frame, words, format }: Props) {
  const text = words.insights;
  const withdrawn = withdrawnCycle(frame);
  const isPrivate = frame.cycle.sharingMode === "private" && frame.cycle.state === "published";
  return (
    <>
      {withdrawn?.withdrawnAt && (
        <Withdrawn
          title={text.withdrawn.title(
            cycleName(withdrawn.opensOn, frame.cycles, format),
            format.date(withdrawn.withdrawnAt),
          )}
          reason={withdrawn.withdrawnReason && text.withdrawn.reason(withdrawn.withdrawnReason)}
          isChosen={withdrawn === frame.cycle}
          notShown={text.withdrawn.notShown}
        />
      )}
      {isPrivate && <Notice title={text.private.title}>{text.private.text}</Notice>}
      {frame.cycle.state === "published" && <EarlyNotice frame={frame} words={words} format={format} />}
    </>
  );
}

/** What begins with which cycle, as long as something has not begun. */
export function EarlyNotice({ frame, words, format }: Props) {
  const early = words.beginnings;
  const begun = beginningsOf(frame);
  if (begun.trends) return null;
  const trends = format.whole(TRENDS_FROM);
  return (
    <Notice title={early.title(format.count(begun.cycles))}>
      {!begun.states
        ? early.states(format.whole(STATES_FROM), trends)
        : (begun.changes ? early.trends : early.changes)(trends)}
    </Notice>
  );
}

type WithdrawnProps = { title: string; reason: string | null; isChosen: boolean; notShown: string };

/** The title of the page if the chosen cycle is withdrawn, a notice above it if a newer one is. */
function Withdrawn({ title, reason, isChosen, notShown }: WithdrawnProps) {
  if (!isChosen) {
    return (
      <Notice kind="withdrawn" title={title}>
        {reason}
      </Notice>
    );
  }
  return (
    <>
      <PageTitle title={title} />
      <Notice kind="withdrawn" title={notShown}>
        {reason}
      </Notice>
    </>
  );
}
