import type { CommitmentContent } from "@/lib/domain/commitments";
import type { Side } from "@/lib/instrument/answers";
import type { ViewProps } from "../view-props";
import { ownerWord } from "./owner-word";

type Props = Pick<ViewProps, "words"> & {
  commitment: CommitmentContent;
  side: Side;
  partnerName: string;
};

/** What was promised, and under it by whom and about which topic. */
export function CommitmentText({ commitment, side, partnerName, words }: Props) {
  const owner = ownerWord(commitment, { side, partnerName }, words.commitments);
  return (
    <>
      <p dir="auto" className="max-w-column font-medium">
        {commitment.text}
      </p>
      <p className="text-ink-3 text-small">
        {words.commitments.line(owner, words.status.dimension[commitment.dimension])}
      </p>
    </>
  );
}
