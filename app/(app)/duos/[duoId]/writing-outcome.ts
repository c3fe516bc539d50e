import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/domain/program";
import type { ActionResult } from "@/server/http/action";
import { inWords } from "../../program/outcome";

type Texts<Typed, Value> = {
  /** By message code; `other` for those without a text. */
  errors: Readonly<Record<string, string>> & { other: string };
  /** Why a change was not made, and what the form holds then; undefined for one that was made. */
  refusal: (value: Value) => { message: string; typed?: Typed } | undefined;
};

/** What became of something that one of the two wrote, in their language, with everything that was typed. */
export async function writingInWords<Typed, Value>(
  result: ActionResult<Value>,
  typed: Typed,
  { errors, refusal }: Texts<Typed, Value>,
): Promise<Omit<FormState<Typed>, "attempt">> {
  const outcome = await inWords(result);
  if (!result.ok) {
    const fields = Object.entries(result.fields).map(([field, code]) => [
      field,
      errors[code] ?? errors.other,
    ]);
    return { typed, outcome: outcome.ok ? outcome : { ...outcome, errors: Object.fromEntries(fields) } };
  }
  const refused = refusal(result.value);
  if (!refused) {
    revalidatePath("/duos/[duoId]", "layout");
    return { typed, outcome };
  }
  const { message } = refused;
  return {
    typed: refused.typed ?? typed,
    outcome: { ok: false, message, errors: {}, signInAgain: false },
  };
}
