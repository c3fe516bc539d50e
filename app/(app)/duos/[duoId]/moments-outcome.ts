import { wordsFor } from "@/app/words";
import type { MomentOutcome, MomentTyped } from "@/lib/domain/moments";
import type { ActionResult } from "@/server/http/action";
import { requireViewer } from "@/server/viewer";
import { writingInWords } from "./writing-outcome";

/** What became of a change of an impact moment; the next one follows what is stored by then. */
export async function momentInWords(result: ActionResult<MomentOutcome>, typed: MomentTyped) {
  const { moments: text } = wordsFor(await requireViewer()).words;
  return writingInWords(result, typed, {
    errors: text.errors,
    refusal: (value) => {
      if (value.kind === "saved") return undefined;
      if (value.kind !== "stale") return { message: text[value.kind] };
      const { id = "", revision = "" } = value.now ?? {};
      return {
        message: value.now ? text.stale.changed(value.now.what) : text.stale.removed,
        typed: { ...typed, momentId: id, revision: String(revision) },
      };
    },
  });
}

/** What became of a confirmation. */
export async function confirmationInWords(result: ActionResult<MomentOutcome>) {
  const { moments: text } = wordsFor(await requireViewer()).words;
  return writingInWords(result, null, {
    errors: text.errors,
    refusal: ({ kind }) => {
      if (kind === "saved") return undefined;
      return { message: kind === "stale" ? text.stale.confirm : text[kind] };
    },
  });
}
