import type { CommitmentContent } from "@/lib/domain/commitments";
import type { Dictionary } from "@/lib/i18n";
import type { Side } from "@/lib/instrument/answers";

type Reader = { side: Side; partnerName: string };

/** Who of the two promised, in the reader's words. */
export function ownerWord(
  { owner }: Pick<CommitmentContent, "owner">,
  { side, partnerName }: Reader,
  { owner: words }: Dictionary["commitments"],
): string {
  if (owner === "both") return words.both;
  return owner === side ? words.me : partnerName;
}
