import { cycleName } from "@/lib/i18n/cycle-name";
import { type InsightsFrame, withdrawnCycle } from "@/lib/insights/frame";
import { Notice } from "../../notice";
import { PageTitle } from "../../page-title";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { frame: InsightsFrame };

/** Notices about the chosen cycle: it was withdrawn, or it ran in private mode. */
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
    </>
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
