import type { SealedPart, UnreadableParts } from "@/lib/domain/unreadable";
import { Notice } from "../notice";
import type { ViewProps } from "../view-props";

type Props = Pick<ViewProps, "words"> & { parts: readonly SealedPart[]; unreadable: UnreadableParts };

/** Says of each of these parts that it cannot be decrypted, where that is so. */
export function UnreadableNote({ parts, unreadable, words }: Props) {
  return parts.map((part) => {
    const reference = unreadable[part];
    return (
      reference && (
        <Notice key={part} kind="warning">
          {words.home.duo.unreadablePart[part](reference)}
        </Notice>
      )
    );
  });
}
