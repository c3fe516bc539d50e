import type { Dictionary } from "@/lib/i18n";
import { fill } from "@/lib/i18n/fill";
import { commentClasses, commentCodes } from "@/lib/instrument/comments";
import type { Question } from "@/lib/instrument/question";

/** What the survey asks last: a comment for the partner, and a note to oneself. */
export function commentQuestions(partnerName: string, { survey }: Dictionary): readonly Question[] {
  return commentClasses.map((audience) => ({
    code: commentCodes[audience],
    kind: "text",
    text: fill(survey.text[audience], { P: partnerName }),
    options: [],
    required: false,
    audience,
    maxChoices: 1,
  }));
}
