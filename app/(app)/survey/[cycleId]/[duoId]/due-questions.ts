import type { Dictionary } from "@/lib/i18n";
import { cycleName } from "@/lib/i18n/cycle-name";
import type { Formats } from "@/lib/i18n/format";
import { commitmentRatings, ratingCode } from "@/lib/instrument/commitment-ratings";
import type { Question } from "@/lib/instrument/question";
import type { Survey } from "@/server/responses";

/** What the survey asks first: what became of each commitment that is due. */
export function dueQuestions(
  { due, side, partnerName }: Pick<Survey, "due" | "side" | "partnerName">,
  { words, format }: { words: Dictionary; format: Formats },
): readonly Question[] {
  if (!due) return [];
  const { ask, rating } = words.commitments;
  const month = cycleName(due.opensOn, due.among, format);
  return due.commitments.map(({ slot, text, owner }) => ({
    code: ratingCode(slot),
    kind: "choice",
    text,
    before:
      owner === "both"
        ? ask.both(month)
        : owner === side
          ? ask.me(month)
          : ask.partner(partnerName || words.home.formerPartner, month),
    options: commitmentRatings.map((value) => ({ value, label: rating[value] })),
    required: false,
    audience: "S",
    maxChoices: 1,
  }));
}
