import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { FormState, ProgramOutcome } from "@/lib/domain/program";
import type { Dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import type { RefusalCode } from "@/server/errors";
import { type ActionResult, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { currentViewer } from "@/server/viewer";

/** Texts of refusals that mean something of their own for one action. */
type OwnWords = (words: Dictionary) => Partial<Record<RefusalCode, string>>;
const ofCycles: OwnWords = ({ program: { conflict } }) => ({ conflict });

/** An action's result in the language of the admin who called it, or in ours where nobody is signed in any more. */
export async function inWords(
  result: ActionResult<unknown>,
  ownWords: OwnWords = ofCycles,
): Promise<ProgramOutcome> {
  if (result.ok) return { ok: true };
  const { words } = wordsFor((await currentViewer()) ?? { locale: defaultLocale, timeZone: "UTC" });
  const { fields } = words.program;
  const own = ownWords(words);
  const { code, reference = "", signedInAs = "" } = result;
  const errorText = (error: string) =>
    error in fields ? fields[error as keyof typeof fields] : fields.other;
  const messageOf = (refused: typeof code) => {
    if (refused === "fault") return words.refusals.fault(reference);
    if (refused === "other-person") return words.refusals[refused](signedInAs);
    return own[refused] ?? words.refusals[refused];
  };
  return {
    ok: false,
    message: messageOf(code),
    errors: Object.fromEntries(
      Object.entries(result.fields).map(([field, error]) => [field, errorText(error)]),
    ),
    signInAgain: code === "sign-in-again" || code === "other-person" || code === "not-signed-in",
  };
}

/** The same, and the program's pages are made anew when something changed. */
export async function changed(result: ActionResult<unknown>): Promise<ProgramOutcome> {
  const outcome = await inWords(result);
  if (outcome.ok) revalidatePath("/program", "layout");
  return outcome;
}

type Action = (page: string, input: Record<string, string>) => Promise<ActionResult<unknown>>;

/** A form whose action takes some of its fields and stays on its page. */
export function fieldsAction(fields: readonly string[], run: Action) {
  return formStateAction<FormState<null>>(async (form, attempt) => {
    const input = Object.fromEntries(fields.map((field) => [field, formText(form, field)]));
    return { attempt, typed: null, outcome: await changed(await run(formText(form, pageField), input)) };
  });
}
