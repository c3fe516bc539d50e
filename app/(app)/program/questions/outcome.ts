import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { ProgramOutcome } from "@/lib/domain/program";
import { defaultLocale } from "@/lib/i18n/locales";
import type { ActionResult } from "@/server/http/action";
import { currentViewer } from "@/server/viewer";
import { inWords } from "../outcome";

/** What adding a question came to, with the page's own words for its fields. */
export async function questionInWords(result: ActionResult<unknown>): Promise<ProgramOutcome> {
  const outcome = await inWords(result, ({ customQuestions }) => ({
    conflict: customQuestions.add.conflict,
  }));
  if (outcome.ok || result.ok) {
    revalidatePath("/program", "layout");
    return outcome;
  }
  const { words } = wordsFor((await currentViewer()) ?? { locale: defaultLocale, timeZone: "UTC" });
  const texts: Readonly<Record<string, string>> = words.customQuestions.fields;
  const errors = Object.entries(result.fields).map(([field, code]) => [field, texts[code] ?? texts.other!]);
  return { ...outcome, errors: Object.fromEntries(errors) };
}
