import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { ProgramOutcome } from "@/lib/domain/program";
import { defaultLocale } from "@/lib/i18n/locales";
import type { ActionResult } from "@/server/http/action";
import { currentViewer } from "@/server/viewer";
import { inWords } from "../outcome";

/** What one of the set-up's steps came to, with the set-up's own words; its page is made anew when something changed. */
export async function setupInWords(result: ActionResult<unknown>): Promise<ProgramOutcome> {
  const outcome = await inWords(result, ({ setup }) => ({ stale: setup.lost }));
  if (outcome.ok || result.ok) {
    revalidatePath("/program", "layout");
    return outcome;
  }
  const { words } = wordsFor((await currentViewer()) ?? { locale: defaultLocale, timeZone: "UTC" });
  const texts: Readonly<Record<string, string>> = { ...words.setup.faults, ...words.setup.fields };
  const errors = Object.entries(result.fields).map(([field, code]) => [
    field,
    texts[code] ?? words.setup.fields.other,
  ]);
  return { ...outcome, errors: Object.fromEntries(errors) };
}
