import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/form-state";
import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import type { ActionResult } from "@/server/http/action";
import { currentWords, type FieldTexts, inWords, nextOf } from "../../outcome";

type Texts<Typed, Value> = {
  /** For the fields of the form. */
  errors: FieldTexts;
  /**
   * Why a change was not made, and what the form holds then; undefined for one that was made. `outdated`: the page shows
   * something that changed, without a change of what its form is about, so that it can be made anew around the form.
   */
  refusal: (value: Value) => { message: string; typed?: Typed; outdated?: true } | undefined;
};

/** The result of saving something that one of the two wrote, in their words, with everything that was typed. */
export async function writingInWords<Typed, Value>(
  result: ActionResult<Value>,
  typed: Typed,
  textsOf: (words: Dictionary, format: Formats) => Texts<Typed, Value>,
): Promise<Omit<FormState<Typed>, "attempt">> {
  const { words, format } = await currentWords();
  const texts = textsOf(words, format);
  if (!result.ok) {
    const refusals = { conflict: words.home.duo.comparisonOverTyped };
    return { typed, outcome: await inWords(result, () => ({ fields: texts.errors, refusals })) };
  }
  const refused = texts.refusal(result.value);
  if (!refused || refused.outdated) revalidatePath("/duos/[duoId]", "layout");
  if (!refused) return { typed: nextOf(typed, { ok: true }), outcome: { ok: true } };
  const { message } = refused;
  return {
    typed: refused.typed ?? typed,
    outcome: { ok: false, message, errors: {}, signInAgain: false },
  };
}
