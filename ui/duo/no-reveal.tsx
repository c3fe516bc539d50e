import type { DuoPage } from "@/lib/domain/duos";
import { EmptyState } from "../empty-state";
import { LinkButton } from "../link-button";
import type { ViewProps } from "../view-props";

type Props = Pick<ViewProps, "words"> & { duo: DuoPage; partnerName: string };

/** Why there is nothing to compare yet, or any more, and what the reader can do about it. */
export function NoReveal({ duo, partnerName, words }: Props) {
  const text = words.home.duo;
  const { takesAnswers, ownFinal, partnerFinal, ownDeleted, partnerDeleted, answersEnded, cycleId } =
    duo.chosen;
  if (duo.unreadable.answers) {
    return <EmptyState title={text.unreadableTitle} text={text.unreadableText(duo.unreadable.answers)} />;
  }
  if (ownDeleted) return <EmptyState title={text.ownDeletedTitle} text={text.ownDeletedText} />;
  if (partnerDeleted) {
    return <EmptyState title={text.partnerDeletedTitle(partnerName)} text={text.partnerDeletedText} />;
  }
  if (answersEnded) return <EmptyState title={text.endedAnswersTitle} text={text.endedAnswersText} />;
  if (!takesAnswers) return <EmptyState title={text.missedTitle} text={text.missedText} />;
  if (ownFinal) {
    return <EmptyState title={text.waitingTitle} text={text.waitingText(partnerName)} />;
  }
  return (
    <EmptyState title={partnerFinal ? text.yourTurnTitle : text.nothingTitle} text={text.yourTurnText}>
      <LinkButton href={`/survey/${cycleId}/${duo.duoId}`}>{words.home.action["not-started"]}</LinkButton>
    </EmptyState>
  );
}
