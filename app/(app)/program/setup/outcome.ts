import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { ProgramOutcome } from "@/lib/domain/program";
import { defaultLocale } from "@/lib/i18n/locales";
import type { ActionResult } from "@/server/http/action";
import { currentViewer } from "@/server/viewer";
import { inWords } from "../outcome";

/**
 * What one of the set-up's steps came to, with the set-up's own words; its page is made anew when something changed. For
 * somebody with the printed link, "stale" means that the link is used up.
 */
export async function setupInWords(
  result: ActionResult<unknown>,
  by: "admin" | "link" = "admin",
): Promise<ProgramOutcome> {
  const outcome = await inWords(result, ({ setup }) => (by === "link" ? { stale: setup.lost } : {}));
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
